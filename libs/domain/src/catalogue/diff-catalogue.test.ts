import { describe, expect, it } from '@jest/globals';
import { contentOf, overlaid, parentsFirst, type KindAndEntry } from './catalogue-content.js';
import { directReach, fullReach, platformCount } from './catalogue-reach.js';
import { canonicalJson, diffCatalogue } from './diff-catalogue.js';
import { isDay, isPlainName } from './plain-text.js';
import { referenceProblems } from './reference-problems.js';

const common = { nameEn: 'x', provenance: { source: 's', date: '2026-11-23', confidence: 'published' as const } };

const os = (coordinate: string, facts: { base?: string; line?: string; ordinal?: number; endOfLife?: string } = {}) =>
  ({
    kind: 'operatingSystems',
    entry: {
      ...common,
      name: coordinate,
      coordinate,
      edition: 'server',
      servicePack: null,
      kernel: null,
      libc: null,
      pageSizes: {},
      packageFormat: null,
      isas: ['x86_64'],
      identification: null,
      base: facts.base ?? null,
      line: facts.line ?? coordinate,
      ordinal: facts.ordinal ?? 0,
      endOfLife: facts.endOfLife ?? null,
    },
  }) satisfies KindAndEntry;

const cpu = (coordinate: string, generation: string | null) =>
  ({
    kind: 'cpus',
    entry: {
      ...common,
      name: coordinate,
      coordinate,
      generation,
      isa: 'x86_64',
      abiWorld: null,
      ambiguous: false,
      identification: { vendorIds: [], implementer: null, part: null, modelNamePatterns: [] },
    },
  }) satisfies KindAndEntry;

const world: KindAndEntry[] = [
  { kind: 'vendors', entry: { ...common, name: 'v', slug: 'v' } },
  { kind: 'isas', entry: { ...common, name: 'x', slug: 'x86_64', hardware: 'x86_64', abiWorld: null } },
  os('v/o@1', { line: 'l', ordinal: 1 }),
  os('v/o@2', { line: 'l', ordinal: 2 }),
  os('v/derived@1', { base: 'v/o@2' }),
  os('v/twice@1', { base: 'v/derived@1' }),
  os('v/apart@1'),
  cpu('v/a', 'g1'),
  cpu('v/b', 'g1'),
  cpu('v/c', null),
];
const content = contentOf(world);

describe('a difference', () => {
  it('tells what is new and what changes, field by field, in whatever order the fields stand', () => {
    const same = cpu('v/a', 'g1');
    const reordered: KindAndEntry = {
      kind: 'cpus',
      entry: { ...common, ...Object.fromEntries(Object.entries(same.entry).reverse()) } as typeof same.entry,
    };
    expect(diffCatalogue(world, [reordered])).toEqual([]);
    expect(diffCatalogue(world, [cpu('v/b', 'g2'), cpu('v/new', null)])).toMatchObject([
      { kind: 'cpus', key: 'v/b', action: 'changed', fields: [{ field: 'generation', from: 'g1', to: 'g2' }] },
      { kind: 'cpus', key: 'v/new', action: 'added' },
    ]);
  });

  it('sees an optional fact come, go, and not be there', () => {
    const noted: KindAndEntry = { kind: 'cpus', entry: { ...cpu('v/a', 'g1').entry, note: 'n' } };
    expect(diffCatalogue(world, [noted])).toMatchObject([{ fields: [{ field: 'note', from: null, to: 'n' }] }]);
    expect(diffCatalogue([noted], [cpu('v/a', 'g1')])).toMatchObject([
      { fields: [{ field: 'note', from: 'n', to: null }] },
    ]);
    const absent: KindAndEntry = { kind: 'cpus', entry: { ...cpu('v/a', 'g1').entry, note: undefined } };
    expect(diffCatalogue(world, [absent])).toEqual([]);
  });

  it('is written the same for equal values', () => {
    expect(canonicalJson({ b: [{ d: 1, c: undefined }], a: 2 })).toBe('{"a":2,"b":[{"d":1}]}');
  });
});

describe('the reach of a change', () => {
  const reach = (...wanted: KindAndEntry[]) => fullReach(diffCatalogue(world, wanted), content, content);

  it('goes along the line and to what is derived, and no further', () => {
    const { operatingSystems } = reach(os('v/o@1', { line: 'l', ordinal: 1, endOfLife: '2027-01-01' }));
    expect([...operatingSystems].sort()).toEqual(['v/derived@1', 'v/o@1', 'v/o@2', 'v/twice@1']);
  });

  it('goes to the CPUs of the generation', () => {
    expect([...reach(cpu('v/a', 'g2')).cpus].sort()).toEqual(['v/a', 'v/b']);
    expect(reach(cpu('v/c', 'g9')).cpus).toEqual(['v/c']);
  });

  it('is nothing where no rule reads what changes', () => {
    const renamed: KindAndEntry = { kind: 'cpus', entry: { ...cpu('v/a', 'g1').entry, name: '改名' } };
    expect(directReach(diffCatalogue(world, [renamed]))).toEqual({ operatingSystems: [], cpus: [] });
    expect(reach(renamed)).toEqual({ operatingSystems: [], cpus: [] });
  });

  it('counts the platforms that fit', () => {
    expect(platformCount(content)).toBe(15);
  });
});

describe('references', () => {
  it('are whole in this world', () => {
    expect(referenceProblems(content)).toEqual([]);
  });

  it.each<[string, KindAndEntry, string, string]>([
    [
      'an ISA without silicon',
      { kind: 'isas', entry: { ...common, name: 'x', slug: 'y', hardware: 'z', abiWorld: null } },
      'hardware',
      'unknown',
    ],
    ['a vendor that nobody named', cpu('w/a', null), 'coordinate', 'unknown'],
    ['a circle', os('v/o@2', { line: 'l', ordinal: 2, base: 'v/twice@1' }), 'base', 'cyclic'],
    ['two at one place', os('v/o@3', { line: 'l', ordinal: 2 }), 'ordinal', 'doubled'],
    [
      'a province below another',
      { kind: 'regions', entry: { ...common, name: 'x', code: '110000', parent: '120000' } },
      'parent',
      'unknown',
    ],
  ])('are refused with %s', (_case, entry, field, code) => {
    expect(referenceProblems(contentOf(overlaid(world, [entry])))).toContainEqual(
      expect.objectContaining({ kind: entry.kind, field, code }),
    );
  });
});

describe('entries with parents', () => {
  it('come after them', () => {
    const entry = (key: string, parent: string | null) => ({ key, parent });
    const ordered = parentsFirst(
      [entry('c', 'b'), entry('b', 'a'), entry('x', 'elsewhere'), entry('a', null)],
      ({ key }) => key,
    );
    expect(ordered.map(({ key }) => key)).toEqual(['a', 'b', 'c', 'x']);
  });
});

describe('plain text', () => {
  it.each(['鲲鹏 920 新型号（7260Z、7270Z）', 'openEuler 22.03 LTS', '兆芯·开先', '北京市'])('may be %s', (name) => {
    expect(isPlainName(name)).toBe(true);
  });
  it.each([
    '',
    ' ',
    '鲲鹏 ９２０',
    'Кunpeng',
    'Kunpeng\u200b',
    '\u2f00',
    'ＡＢＣ',
    'a\u0301',
    '\u202eabc',
    'a\n',
    '\uf900',
  ])('may not be %j', (name) => {
    expect(isPlainName(name)).toBe(false);
  });

  it.each([
    ['2028-02-29', true],
    ['2027-02-29', false],
    ['2027-13-01', false],
    ['2027-1-1', false],
    ['+002027-01', false],
    ['today', false],
  ])('%s is a day: %s', (day, expected) => {
    expect(isDay(day)).toBe(expected);
  });
});
