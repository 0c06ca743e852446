import { parseCpuCoordinate, parseOsReleaseCoordinate } from '../coordinates/coordinates.js';
import { type CatalogueContent, type CatalogueKind } from './catalogue-content.js';
import type { EntryProblem } from './entry-problems.js';
import { lineageProblems } from './lineage-problems.js';

export interface CatalogueProblem extends EntryProblem {
  readonly kind: CatalogueKind;
  readonly key: string;
}

/**
 * What is wrong between the entries of a catalogue: names that no entry has, circles, two OS releases at one place of a
 * line. Of two that exclude each other the later one is told of.
 */
export function referenceProblems(content: CatalogueContent): CatalogueProblem[] {
  return [
    ...isaProblems(content),
    ...vendorAndIsaProblems(content),
    ...lineage(content),
    ...parentProblems(
      'categories',
      content.categories.map(({ slug, parent }) => ({ key: slug, parent })),
    ),
    ...parentProblems(
      'regions',
      content.regions.map(({ code, parent }) => ({ key: code, parent })),
    ),
    ...regionProblems(content),
    ...schemeProblems(content),
    ...aliasProblems(content),
  ];
}

function isaProblems({ isas }: CatalogueContent): CatalogueProblem[] {
  const silicon = new Set(isas.filter(({ slug, hardware }) => slug === hardware).map(({ slug }) => slug));
  return isas
    .filter(({ hardware }) => !silicon.has(hardware))
    .map(({ slug, hardware }) => say('isas', slug, 'hardware', 'unknown', `no ISA ${hardware} is silicon of its own`));
}

function vendorAndIsaProblems({ vendors, isas, cpus, operatingSystems }: CatalogueContent): CatalogueProblem[] {
  const slugs = new Set(vendors.map(({ slug }) => slug));
  const known = new Map(isas.map((isa) => [isa.slug, isa]));
  const problems: CatalogueProblem[] = [];
  const vendor = (kind: 'cpus' | 'operatingSystems', key: string, slug: string | undefined): void => {
    if (slug === undefined || slugs.has(slug)) return;
    problems.push(
      say(kind, key, 'coordinate', 'unknown', `vendor ${slug} is not in the catalogue; add it under vendors`),
    );
  };
  for (const { coordinate, isa } of cpus) {
    vendor('cpus', coordinate, parseCpuCoordinate(coordinate)?.vendor);
    if (known.get(isa)?.hardware !== isa) {
      problems.push(
        say('cpus', coordinate, 'isa', 'unknown', `${isa} is no ISA of the catalogue that silicon executes`),
      );
    }
  }
  const models = new Set(cpus.map(({ coordinate }) => coordinate));
  for (const { coordinate, isas: runsOn, onlyCpus } of operatingSystems) {
    vendor('operatingSystems', coordinate, parseOsReleaseCoordinate(coordinate)?.vendor);
    onlyCpus?.forEach((cpu, index) => {
      if (models.has(cpu)) return;
      problems.push(
        say('operatingSystems', coordinate, `onlyCpus.${index}`, 'unknown', `no CPU ${cpu} in the catalogue`),
      );
    });
    runsOn.forEach((isa, index) => {
      if (known.has(isa)) return;
      problems.push(say('operatingSystems', coordinate, `isas.${index}`, 'unknown', `no ISA ${isa} in the catalogue`));
    });
  }
  return problems;
}

function lineage({ operatingSystems }: CatalogueContent): CatalogueProblem[] {
  return lineageProblems(operatingSystems).map(({ path, code, message }) => {
    // Paths begin with the place in the list that was given.
    const [index = '', ...field] = path.split('.');
    return say('operatingSystems', operatingSystems[Number(index)]?.coordinate ?? '', field.join('.'), code, message);
  });
}

function parentProblems(
  kind: 'categories' | 'regions',
  entries: readonly { readonly key: string; readonly parent: string | null }[],
): CatalogueProblem[] {
  const parents = new Map(entries.map(({ key, parent }) => [key, parent]));
  return entries.flatMap(({ key, parent }): CatalogueProblem[] => {
    if (parent === null) return [];
    if (!parents.has(parent)) return [say(kind, key, 'parent', 'unknown', `${parent} is not in the catalogue`)];
    const seen = new Set([key]);
    for (let at: string | null | undefined = parent; typeof at === 'string'; at = parents.get(at)) {
      if (at === key) return [say(kind, key, 'parent', 'cyclic', `${key} is below itself`)];
      // A circle further up is told of by the entries that are in it.
      if (seen.has(at)) return [];
      seen.add(at);
    }
    return [];
  });
}

/** GB/T 2260: two digits of the province, two of the prefecture, two of the county. */
function regionProblems({ regions }: CatalogueContent): CatalogueProblem[] {
  return regions.flatMap(({ code, parent }): CatalogueProblem[] => {
    const isProvince = code.endsWith('0000');
    const fits = isProvince
      ? parent === null
      : parent !== null && parent.endsWith('00') && parent.slice(0, 2) === code.slice(0, 2);
    return fits
      ? []
      : [say('regions', code, 'parent', 'invalid', 'must be its province or prefecture; null for a province')];
  });
}

function schemeProblems({ schemes }: CatalogueContent): CatalogueProblem[] {
  const slugs = new Set(schemes.map(({ slug }) => slug));
  return schemes.flatMap(({ slug, holdsFor }) =>
    holdsFor.flatMap((other, index) =>
      slugs.has(other) ? [] : [say('schemes', slug, `holdsFor.${index}`, 'unknown', `no scheme ${other}`)],
    ),
  );
}

/** Products, releases and organizations are the registry's as well as the catalogue's: whoever changes it looks there. */
function aliasProblems({ aliases, cpus, operatingSystems }: CatalogueContent): CatalogueProblem[] {
  const known = {
    cpus: new Set(cpus.map(({ coordinate }) => coordinate)),
    operatingSystems: new Set(operatingSystems.map(({ coordinate }) => coordinate)),
  };
  return aliases.flatMap(({ slug, means }) =>
    (['cpus', 'operatingSystems'] as const).flatMap((kind) =>
      (means[kind] ?? []).flatMap((coordinate, index) =>
        known[kind].has(coordinate)
          ? []
          : [say('aliases', slug, `means.${kind}.${index}`, 'unknown', `${coordinate} is not in the catalogue`)],
      ),
    ),
  );
}

const say = (kind: CatalogueKind, key: string, field: string, code: string, message: string): CatalogueProblem => ({
  kind,
  key,
  field,
  code,
  message,
});
