import type { CellFacts } from '../cell.js';
import type { Finding } from '../finding.js';
import { findingId } from '../finding-id.js';
import type { CpuModel, OsRelease } from '../platform-model.js';
import type { ReleaseFacts } from '../release-facts.js';
import { BUNDLE_CAPACITIES, BUNDLE_KINDS } from './bundle-format.js';
import type { BundleCatalogue, BundleFinding, BundleOs, BundleRelease } from './bundle-format.js';
import type { ReleaseFindings } from './public-part.js';
import type { WithheldAnswer } from './withheld-answers.js';
import { declarerKey } from './write-release.js';

/** What a bundle knows that is not about one release, in the evaluator's terms. Coordinates stand for ids. */
export type CatalogueFacts = Pick<CellFacts, 'osReleases' | 'cpuModels' | 'policy' | 'policies'>;

/** @throws Error where the catalogue lacks its own policy */
export function readCatalogue({ osReleases, cpuModels, policy, policies }: BundleCatalogue): CatalogueFacts {
  const inForce = policies.find(({ version }) => version === policy);
  if (inForce === undefined) throw new Error(`the policy ${policy} is missing`);
  return {
    osReleases: osReleases.map(osFacts),
    cpuModels: cpuModels.map(({ coordinate, vendor, isa, generation, ambiguous }) => ({
      id: coordinate,
      coordinate,
      vendor,
      isa,
      generation,
      ambiguous,
    })),
    policy: inForce,
    policies,
  };
}

function osFacts(os: BundleOs): OsRelease {
  return {
    id: os.coordinate,
    coordinate: os.coordinate,
    lineId: productOf(os.coordinate),
    ordinal: os.ordinal,
    majorLine: os.line,
    isas: os.isas,
    pageSizes: os.pageSizes,
    kernelAbi: os.kernelAbi,
    endOfLife: os.endOfLife === null ? null : Date.parse(`${os.endOfLife}T00:00:00Z`),
    base: os.base,
  };
}

/** @param kin lines of the releases that it may inherit from */
export function readRelease(
  line: BundleRelease,
  kin: readonly BundleRelease[],
  catalogue: CatalogueFacts,
): ReleaseFindings {
  return {
    ...catalogue,
    release: releaseFacts(line),
    releases: kin.map(releaseFacts),
    findings: [line, ...kin].flatMap((one) => one.findings.map((finding) => readFinding(finding, one, catalogue))),
  };
}

function releaseFacts(line: BundleRelease): ReleaseFacts {
  const { rebrand } = line;
  return {
    id: line.release,
    coordinate: line.release,
    vendorId: line.release.slice(0, line.release.indexOf('/')),
    productId: productOf(line.release),
    line: line.line,
    ordinal: line.ordinal,
    abiLevel: line.abiLevel,
    kernelModule: line.kernelModule,
    endOfLife: line.endOfLife === null ? null : line.endOfLife * 1000,
    fixesOnly: line.fixesOnly,
    rebrand:
      rebrand === null
        ? null
        : {
            originalId: rebrand.original,
            offered: rebrand.offered,
            consented: rebrand.consented,
            forbidden: rebrand.forbidden,
          },
    hardware: line.hardware,
  };
}

function readFinding(tuple: BundleFinding, line: BundleRelease, catalogue: CatalogueFacts): Finding {
  const [number, kind, verdict, os, cpu, partner, scheme, validFrom, validTo, testedAt, revision] = tuple;
  const [, , , , , , , , , , , certificateNumber, endsFinding, declarer, capacity, policyVersion, sourceFinding] =
    tuple;
  return {
    number,
    id: findingId(number),
    kind: within(BUNDLE_KINDS, kind),
    verdict: verdict === null ? null : verdict === 1 ? 'pass' : 'fail',
    releaseId: line.release,
    platform: { osReleaseId: osAt(catalogue, os).id, cpuModelId: cpuAt(catalogue, cpu).id },
    secondReleaseId: partner === null ? null : within(line.partners, partner),
    visibility: 'public',
    parties: [],
    scheme,
    validFrom: validFrom * 1000,
    validTo: validTo === null ? null : validTo * 1000,
    testedAt: testedAt === null ? null : testedAt * 1000,
    revision,
    certificateNumber,
    endsFinding,
    declaredBy:
      declarer === null || capacity === null
        ? null
        : { organizationId: declarerKey(declarer), as: within(BUNDLE_CAPACITIES, capacity) },
    policyVersion,
    sourceFinding,
  };
}

/** What is withheld of the release, of an edge, or of one of its files. */
export function readWithheld(
  line: BundleRelease,
  catalogue: CatalogueFacts,
  about: { readonly partner: string | null; readonly file: number | null },
): WithheldAnswer[] {
  const asked = about.partner === null ? null : line.partners.indexOf(about.partner);
  return line.withheld
    .filter(([partner, file]) => partner === asked && file === about.file)
    .map(([, , os, cpu, from, to, answer]) => ({
      os: osAt(catalogue, os),
      cpu: cpuAt(catalogue, cpu),
      from: from * 1000,
      to: to === null ? null : to * 1000,
      answer: within(line.answers, answer),
    }));
}

/** SHA-256 of the tested files by number of the finding, as far as known. */
export function readDigests(line: BundleRelease): ReadonlyMap<number, readonly string[]> {
  return new Map(
    line.findings.flatMap((tuple): [number, string[]][] => {
      const digests = tuple[17];
      return digests === null ? [] : [[tuple[0], digests.map((place) => within(line.digests, place))]];
    }),
  );
}

function osAt({ osReleases }: CatalogueFacts, place: number): OsRelease {
  return within(osReleases, place);
}

function cpuAt({ cpuModels }: CatalogueFacts, place: number): CpuModel {
  return within(cpuModels, place);
}

/** @throws Error for a place that the list does not have: the file contradicts itself */
function within<T>(list: readonly T[], place: number): T {
  const found = list[place];
  if (found === undefined) throw new Error(`no place ${place} in a list of ${list.length}`);
  return found;
}

function productOf(coordinate: string): string {
  return coordinate.slice(0, coordinate.lastIndexOf('@'));
}
