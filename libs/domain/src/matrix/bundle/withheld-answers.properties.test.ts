import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { factsOf, randomQuestion, randomWorld } from '../../../../../test/support/random-world.js';
import type { RandomWorld } from '../../../../../test/support/random-world.js';
import type { CellQuestion } from '../cell.js';
import { evaluateCell } from '../evaluate-cell.js';
import { PlatformReach } from '../reach.js';
import { answerFromPublic } from './answer-from-public.js';
import { publicPart } from './public-part.js';
import type { ReleaseFindings } from './public-part.js';
import { ReleaseAnswers } from './release-answers.js';
import { WithheldAnswers } from './withheld-answers.js';
import type { WithheldAnswer } from './withheld-answers.js';

/** A world in which some releases are drafts; what is about a draft is for its parties, as the service reads it. */
interface Published {
  readonly world: RandomWorld;
  readonly published: ReadonlySet<string>;
  readonly question: CellQuestion;
}

const published: fc.Arbitrary<Published> = randomWorld(36).chain((world) =>
  fc
    .tuple(
      randomQuestion(world),
      fc.array(fc.integer({ min: 0, max: 5 }), { minLength: world.releases.length, maxLength: world.releases.length }),
    )
    .map(([question, rolls]) => {
      const ids = world.releases.filter((_, place) => rolls[place] !== 0).map(({ id }) => id);
      const open = new Set([...ids, question.release.id, ...(question.secondReleaseId ?? '').split('\n')]);
      const findings = world.findings.map((finding) =>
        open.has(finding.releaseId) && (finding.secondReleaseId === null || open.has(finding.secondReleaseId))
          ? finding
          : { ...finding, visibility: 'parties' as const },
      );
      const knownAtRevision = findings.at(-1)?.revision ?? 0;
      return { world: { ...world, findings }, published: open, question: { ...question, knownAtRevision } };
    }),
);

function bundled({ world, published: open, question }: Published): {
  readonly facts: ReleaseFindings;
  readonly shown: ReleaseFindings;
  readonly withheld: readonly WithheldAnswer[];
} {
  // As the service finds them: of the line only what comes before the release.
  const facts = { ...factsOf(world), release: question.release };
  const shown = publicPart(facts, open);
  const withheld = new WithheldAnswers(facts, shown, question.secondReleaseId, question.knownAtRevision).on({
    os: question.os,
    cpu: question.cpu,
  });
  return { facts, shown, withheld };
}

describe('the public part of any world', () => {
  it('with what is withheld, answers as all of it does, at every instant', () => {
    let changed = 0;
    let silenced = 0;
    fc.assert(
      fc.property(published, (drawn) => {
        const { facts, shown, withheld } = bundled(drawn);
        const { question } = drawn;
        const reach = new PlatformReach(shown.osReleases, shown.cpuModels);
        for (let day = -1; day < 45; day += 1) {
          const asked = { ...question, validAt: day * 86_400_000 };
          const told = evaluateCell(asked, facts);
          expect(answerFromPublic(asked, shown, withheld)).toEqual(told);
          const answers = new ReleaseAnswers(asked, shown, withheld, reach);
          expect(answers.answerOn(asked)).toEqual(told);
          expect(answers.statusOn(asked)).toBe(told.status);
          const alone = evaluateCell({ ...asked, release: shown.release }, shown);
          if (JSON.stringify(alone) === JSON.stringify(told)) continue;
          changed += 1;
          if (told.status === 'unknown') silenced += 1;
        }
      }),
      { numRuns: 500 },
    );
    expect(changed).toBeGreaterThan(60);
    expect(silenced).toBeGreaterThan(20);
  });

  it('names nothing that is hidden and no draft', () => {
    fc.assert(
      fc.property(published, (drawn) => {
        const { shown, withheld } = bundled(drawn);
        const { world, published: open } = drawn;
        const { osReleases, cpuModels, policies, policy, ...said } = shown;
        const told = JSON.stringify([said, withheld]);
        const opened = new Set(
          world.findings.filter(({ kind }) => kind === 'publication').map((one) => one.endsFinding),
        );
        for (const { id, number, visibility } of world.findings) {
          if (visibility === 'public' || opened.has(number)) continue;
          expect(told).not.toContain(id);
          expect(told).not.toMatch(new RegExp(`"(number|endsFinding|sourceFinding)":${number}[,}]`));
        }
        for (const { id, coordinate } of world.releases) {
          if (open.has(id)) continue;
          expect(told).not.toContain(JSON.stringify(id));
          expect(told).not.toContain(JSON.stringify(coordinate));
        }
        expect([osReleases, cpuModels, policies, policy]).not.toContain(undefined);
      }),
      { numRuns: 500 },
    );
  });
});
