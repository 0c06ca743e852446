import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { factsOf, randomQuestion, randomWorld, WORLD_CENTER } from '../../../../test/support/random-world.js';
import type { RandomWorld } from '../../../../test/support/random-world.js';
import type { CellAnswer, CellQuestion } from './cell.js';
import { evaluateCell } from './evaluate-cell.js';
import { explainInWords } from './explain-in-words.js';
import type { CellNames } from './explain-in-words.js';
import type { Finding } from './finding.js';
import { DAY_MS } from './policy.js';
import { onSameCell } from './standing.js';

/*
 * What must hold in any world with several releases, OS releases, policies and askers. The properties of one release on its
 * platforms are in evaluate-cell.properties.test.ts, those of inheritances in reviewed-inheritance.properties.test.ts.
 */
const ask = (world: RandomWorld, question: CellQuestion): CellAnswer => evaluateCell(question, factsOf(world));
const withFindings = (world: RandomWorld, findings: readonly Finding[]): RandomWorld => ({ ...world, findings });

const asStranger = randomWorld().chain((world) => fc.tuple(fc.constant(world), randomQuestion(world)));
const asAnybody = randomWorld().chain((world) => fc.tuple(fc.constant(world), randomQuestion(world, false)));
const runs = { numRuns: 700 };
const SILENT = ['nothing-known', 'no-such-platform', 'declared-not-to-run', 'inherited-not-to-run'];

const isPass = (one: Finding): boolean => one.kind === 'direct' && one.verdict === 'pass';
const isFail = (one: Finding): boolean => one.kind === 'direct' && one.verdict === 'fail';

/** A finding of the same cell that comes after all others. */
function added(world: RandomWorld, to: Finding, change: Partial<Finding>): Finding {
  const last = (world.findings.at(-1)?.number ?? 0) + 1;
  return { ...to, number: last, id: `F-${String(last).padStart(8, '0')}`, revision: 0, ...change };
}

const revocationOf = (world: RandomWorld, of: Finding, validFrom: number): Finding =>
  added(world, of, {
    kind: 'revocation',
    verdict: null,
    visibility: 'public',
    validFrom,
    validTo: null,
    certificateNumber: null,
    endsFinding: of.number,
  });

function openTo(world: RandomWorld, known: number): ReadonlySet<string> {
  const publications = world.findings.filter(
    ({ kind, visibility, revision }) => kind === 'publication' && visibility === 'public' && revision <= known,
  );
  const open = world.findings.filter(
    ({ number, visibility }) =>
      visibility === 'public' || publications.some(({ endsFinding }) => endsFinding === number),
  );
  return new Set(open.map(({ id }) => id));
}

describe('in any world', () => {
  it('R12: revoking a source takes away exactly what was derived from it', () => {
    let taken = 0;
    let kept = 0;
    fc.assert(
      fc.property(asStranger, fc.nat(), ([{ findings, ...rest }, question], pick) => {
        // An inheritance may show how its source ended: told in its own test.
        const world = { ...rest, findings: findings.filter(({ kind }) => kind !== 'inherited') };
        const before = ask(world, question);
        const candidates = world.findings.filter(isPass);
        const chosen =
          pick % 2 === 0 && before.status === 'expected'
            ? world.findings.find(({ number }) => number === before.sources[0]?.number)
            : candidates[pick % Math.max(1, candidates.length)];
        // A pass that ended a fail revives it when it goes.
        if (chosen === undefined || world.findings.some((one) => isFail(one) && onSameCell(one, chosen))) return;
        if (chosen.revision > question.knownAtRevision || isOn(question, chosen)) return;

        const revoked = withFindings(world, [...world.findings, revocationOf(world, chosen, question.validAt)]);
        const without = withFindings(
          world,
          world.findings.filter(({ number, endsFinding }) => number !== chosen.number && endsFinding !== chosen.number),
        );
        const after = ask(revoked, question);
        if (before.status === 'expected' && before.sources[0]?.number === chosen.number) {
          taken += 1;
          const next = ask(without, question);
          if (after.status === 'unknown') expect(next.status).toBe('unknown');
          else expect(after).toEqual(next);
          expect(after.sources).not.toContainEqual(before.sources[0]);
        } else if (before.status !== 'unknown') {
          kept += 1;
          expect(after).toEqual(before);
        } else expect(after.status).toBe('unknown');
      }),
      { numRuns: 1500 },
    );
    expect(taken).toBeGreaterThan(5);
    expect(kept).toBeGreaterThan(20);
  });

  it('R9: a path has at most as many steps as the policy allows, each along another axis and off the source', () => {
    let derived = 0;
    fc.assert(
      fc.property(asAnybody, ([world, question]) => {
        const { path, sources, status } = ask(world, question);
        if (status !== 'expected') {
          expect(path).toEqual([]);
          return;
        }
        derived += 1;
        expect(path.length).toBeLessThanOrEqual(world.activePolicy.maxSteps);
        const axes = path.flatMap(({ from }) => Object.keys(from));
        expect(axes).toHaveLength(path.length);
        expect(axes).toEqual(['release', 'cpu', 'os'].filter((axis) => axes.includes(axis)));
        for (const { rule } of path) {
          expect(world.activePolicy.rules).toContain(rule);
          expect(world.activePolicy.reviewedRules).not.toContain(rule);
        }

        const source = world.findings.find(({ number }) => number === sources[0]?.number);
        const at = {
          release: world.releases.find(({ id }) => id === source?.releaseId),
          os: world.osReleases.find(({ id }) => id === source?.platform.osReleaseId),
          cpu: world.cpuModels.find(({ id }) => id === source?.platform.cpuModelId),
        };
        const left = Object.assign({}, ...path.map(({ from }) => from)) as Record<string, string>; // of such parts
        const asked = { release: question.release, os: question.os, cpu: question.cpu };
        for (const axis of ['release', 'os', 'cpu'] as const) {
          expect(left[axis] ?? asked[axis].coordinate).toBe(at[axis]?.coordinate);
        }
      }),
      runs,
    );
    expect(derived).toBeGreaterThan(5);
  });

  it('nothing that is hidden is named to a stranger, in the answer or in words', () => {
    const names: CellNames = {
      release: (coordinate) => coordinate,
      os: (coordinate) => coordinate,
      cpu: (coordinate) => coordinate,
      organization: (id) => id,
    };
    fc.assert(
      fc.property(asStranger, ([world, question]) => {
        const answer = ask(world, question);
        const told = JSON.stringify([answer, explainInWords(answer, names, 'zh'), explainInWords(answer, names, 'en')]);
        const open = openTo(world, question.knownAtRevision);
        for (const { id } of world.findings) if (!open.has(id)) expect(told).not.toContain(id);
      }),
      runs,
    );
  });

  it('a hidden pass that has settled no fail changes nothing for a stranger', () => {
    let hidden = 0;
    fc.assert(
      fc.property(asStranger, ([{ findings, ...rest }, question]) => {
        // Inheritances live by hidden sources too, and acts upon a pass are not told apart from it here.
        const world = { ...rest, findings: findings.filter(({ kind }) => kind !== 'inherited') };
        const isRemovable = (one: Finding): boolean =>
          isPass(one) &&
          one.visibility !== 'public' &&
          !findings.some(({ endsFinding }) => endsFinding === one.number) &&
          !findings.some((other) => isFail(other) && onSameCell(other, one));
        const without = withFindings(
          world,
          world.findings.filter((one) => !isRemovable(one)),
        );
        hidden += world.findings.length - without.findings.length;
        expect(ask(world, question)).toEqual(ask(without, question));
      }),
      runs,
    );
    expect(hidden).toBeGreaterThan(100);
  });

  it('a hidden fail shows to a stranger as silence or not at all', () => {
    let silenced = 0;
    fc.assert(
      fc.property(asStranger, fc.nat(), fc.integer({ min: 0, max: 20 }), ([world, question], pick, tested) => {
        const like = world.findings.filter(({ endsFinding }) => endsFinding === null);
        const cell = like[pick % like.length];
        if (cell === undefined) return;
        const { release, os, cpu, secondReleaseId } = question;
        const here = { releaseId: release.id, platform: { osReleaseId: os.id, cpuModelId: cpu.id }, secondReleaseId };
        const fail = added(world, cell, {
          ...(pick % 2 === 0 ? here : {}),
          kind: 'direct',
          verdict: 'fail',
          visibility: 'parties',
          parties: [WORLD_CENTER],
          scheme: 'xinchuang-basic',
          testedAt: tested * DAY_MS,
          validFrom: tested * DAY_MS,
          validTo: null,
          certificateNumber: null,
          declaredBy: null,
          policyVersion: null,
          sourceFinding: null,
        });
        const before = ask(world, question);
        const after = ask(withFindings(world, [...world.findings, fail]), question);
        if (after.status === before.status && after.sources[0]?.number === before.sources[0]?.number) {
          expect({ ...after, validUntil: 0, endsBecause: '' }).toEqual({ ...before, validUntil: 0, endsBecause: '' });
          return;
        }
        silenced += 1;
        // Only what is inferred gives way: to another source, or to what nobody inferred.
        expect(['expected', 'inherited', 'conflicting']).toContain(before.status);
        expect(after.status).not.toBe('incompatible');
        if (after.status === 'unknown') {
          expect(SILENT).toContain(after.unknownBecause?.code);
          expect(after).toMatchObject({ path: [], unknownBecause: { rule: null, nearest: null } });
        }
      }),
      { numRuns: 1500 },
    );
    expect(silenced).toBeGreaterThan(5);
  });

  it('the order in which facts are listed does not matter', () => {
    const shuffled = <T>(items: readonly T[]): fc.Arbitrary<T[]> =>
      fc.shuffledSubarray([...items], { minLength: items.length });
    const mixed = asAnybody.chain(([world, question]) =>
      fc.record({
        world: fc.constant(world),
        question: fc.constant(question),
        findings: shuffled(world.findings),
        releases: shuffled(world.releases),
        osReleases: shuffled(world.osReleases),
        cpuModels: shuffled(world.cpuModels),
        policies: shuffled(world.policies),
      }),
    );
    fc.assert(
      fc.property(mixed, ({ world, question, ...order }) => {
        expect(ask({ ...world, ...order }, question)).toEqual(ask(world, question));
      }),
      runs,
    );
  });

  it('what was not known at a revision, or begins later, has no part in the answer', () => {
    fc.assert(
      fc.property(asAnybody, ([world, question]) => {
        const answer = ask(world, question);
        const known = world.findings.filter(({ revision }) => revision <= question.knownAtRevision);
        expect(ask(withFindings(world, known), question)).toEqual(answer);
        // Acts to come are announced: they show as an end.
        const begun = world.findings.filter(
          ({ validFrom, endsFinding }) => validFrom <= question.validAt || endsFinding !== null,
        );
        expect(ask(withFindings(world, begun), question)).toEqual(answer);
      }),
      runs,
    );
  });
});

function isOn({ release, os, cpu }: CellQuestion, { releaseId, platform }: Finding): boolean {
  return releaseId === release.id && platform.osReleaseId === os.id && platform.cpuModelId === cpu.id;
}
