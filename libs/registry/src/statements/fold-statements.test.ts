import { describe, expect, it } from '@jest/globals';
import { foldStatements, type RegisteredRelease, type Statement } from './fold-statements.js';

const release: RegisteredRelease = {
  id: 'mine',
  coordinate: 'v/p@2',
  vendorId: 'v',
  productId: 'p',
  line: 'main',
  ordinal: 2,
  abiLevel: 'level2',
  endOfLife: '2030-01-01',
  productEndOfLife: null,
};

let count = 0;
function say<S extends Pick<Statement, 'kind'>>(
  statement: S & Partial<Omit<Statement, 'kind' | 'value'>> & { value?: object },
): Statement {
  count += 1;
  const whole = {
    id: `s${count}`,
    releaseId: 'mine',
    relatedReleaseId: null,
    withdrawsId: null,
    value: {},
    ...statement,
  };
  // Each case below gives the value that its kind has.
  return whole as unknown as Statement;
}

const board = { pciVendor: '19e5', pciDevice: '1822', pciSubvendor: '19e5' };
const machine = { mainboard: 'S920X00', cpuGeneration: 'kunpeng-920', topology: '2 sockets' };
const offered = (original: string) => say({ kind: 'rebrand-offered', relatedReleaseId: original });
const consented = (original: string) => say({ kind: 'rebrand-consented', relatedReleaseId: original });
const ruling = (kind: 'rebrand-forbidden' | 'rebrand-allowed', relatedReleaseId: string | null = null) =>
  say({ kind, releaseId: 'original', relatedReleaseId });
const withdrawn = (statement: Statement) => [statement, say({ kind: 'withdrawn', withdrawsId: statement.id })];

describe('a release by its statements', () => {
  it('is what was registered where nobody has stated anything', () => {
    expect(foldStatements(release, [])).toEqual({
      id: 'mine',
      coordinate: 'v/p@2',
      vendorId: 'v',
      productId: 'p',
      line: 'main',
      ordinal: 2,
      abiLevel: 'level2',
      kernelModule: false,
      endOfLife: Date.parse('2030-01-01T00:00:00Z'),
      fixesOnly: false,
      rebrand: null,
      hardware: null,
    });
  });

  const level = (abiLevel: string | null) => say({ kind: 'abi-level', value: { abiLevel } });
  const kernelModule = (value: boolean) => say({ kind: 'kernel-module', value: { kernelModule: value } });
  it.each<[string, Statement[], object]>([
    ['the last ABI level', [level('level3'), level('level1')], { abiLevel: 'level1' }],
    ['no ABI level any more', [level(null)], { abiLevel: null }],
    ['the level registered, once what was stated is withdrawn', withdrawn(level('level1')), { abiLevel: 'level2' }],
    ['the level stated before, too', [level('level3'), ...withdrawn(level('level1'))], { abiLevel: 'level3' }],
    ['a module of the kernel', [kernelModule(true)], { kernelModule: true }],
    ['no module after all', [kernelModule(true), kernelModule(false)], { kernelModule: false }],
    [
      'another end',
      [say({ kind: 'end-of-life', value: { endOfLife: '2028-02-29' } })],
      { endOfLife: Date.UTC(2028, 1, 29) },
    ],
    ['no end', [say({ kind: 'end-of-life', value: { endOfLife: null } })], { endOfLife: null }],
    ['fixes only', [say({ kind: 'fixes-only', value: { text: 'x', document: null } })], { fixesOnly: true }],
    ['fixes only, withdrawn', withdrawn(say({ kind: 'fixes-only', value: {} })), { fixesOnly: false }],
    ['fixes of another release', [say({ kind: 'fixes-only', releaseId: 'other', value: {} })], { fixesOnly: false }],
    ['hardware', [say({ kind: 'hardware', value: { board, machine } })], { hardware: { board, machine } }],
  ])('says %s', (_what, statements, facts) => {
    expect(foldStatements(release, statements)).toMatchObject(facts);
  });

  const day = (text: string | null) => (text === null ? null : Date.parse(`${text}T00:00:00Z`));
  it.each([
    ['2030-01-01', '2029-01-01', '2029-01-01'],
    ['2030-01-01', '2031-01-01', '2030-01-01'],
    [null, '2031-01-01', '2031-01-01'],
    ['2030-01-01', null, '2030-01-01'],
    [null, null, null],
  ])('that ends %s, of a product that ends %s, ends %s', (own, product, end) => {
    const stated = say({ kind: 'end-of-life', value: { endOfLife: own } });
    expect(foldStatements({ ...release, productEndOfLife: product }, [stated]).endOfLife).toBe(day(end));
  });

  it('is read by the rules as before where it is withdrawn from offer', () => {
    const gone = say({ kind: 'withdrawn-from-offer', value: { reason: '停售' } });
    expect(foldStatements(release, [gone])).toEqual(foldStatements(release, []));
  });

  const rebrand = (originalId: string, more: object = {}) => ({
    rebrand: { originalId, offered: true, consented: true, forbidden: false, ...more },
  });
  it.each<[string, Statement[], object]>([
    ['offered', [offered('original')], rebrand('original', { consented: false })],
    ['consented to only', [consented('original')], rebrand('original', { offered: false })],
    ['offered and consented to', [offered('original'), consented('original')], rebrand('original')],
    ['consented to before it is offered', [consented('original'), offered('original')], rebrand('original')],
    [
      'of the one consented to, whoever offers later',
      [offered('original'), consented('original'), offered('x')],
      rebrand('original'),
    ],
    [
      'not offered by the one consented to',
      [offered('x'), consented('original')],
      rebrand('original', { offered: false }),
    ],
    [
      'no longer offered',
      [consented('original'), ...withdrawn(offered('original'))],
      rebrand('original', { offered: false }),
    ],
    [
      'no longer consented to',
      [offered('original'), ...withdrawn(consented('original'))],
      rebrand('original', { consented: false }),
    ],
    [
      'nobody’s, all withdrawn',
      [...withdrawn(offered('original')), ...withdrawn(consented('original'))],
      { rebrand: null },
    ],
  ])('is a rebrand %s', (_what, statements, facts) => {
    expect(foldStatements(release, statements)).toMatchObject(facts);
  });

  it.each<[string, Statement[], boolean]>([
    ['all', [ruling('rebrand-forbidden')], true],
    ['this one', [ruling('rebrand-forbidden', 'mine')], true],
    ['another one', [ruling('rebrand-forbidden', 'other')], false],
    ['all but this one', [ruling('rebrand-forbidden'), ruling('rebrand-allowed', 'mine')], false],
    ['it again', [ruling('rebrand-allowed'), ruling('rebrand-forbidden')], true],
    ['none, the prohibition being withdrawn', withdrawn(ruling('rebrand-forbidden')), false],
  ])('the original’s holder forbids %s', (_what, statements, forbidden) => {
    const facts = foldStatements(release, [offered('original'), consented('original'), ...statements]);
    expect(facts.rebrand?.forbidden).toBe(forbidden);
  });
});
