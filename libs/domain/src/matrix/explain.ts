import type { CellQuestion, CellRuling } from './cell.js';
import type { Inference } from './derive.js';
import { testEnd } from './finding.js';
import { orderBy } from './order-by.js';
import { sameGeneration, sameMajor } from './platform-model.js';
import type { Place } from './platform-model.js';
import { isInheritanceWithheld, unknownRuling } from './precedence.js';
import { sameLine } from './release-facts.js';
import type { StandingFinding } from './standing.js';

/**
 * Why nothing is known: the nearest source and the rule that refused it. Where a hidden fail stands behind the silence, the
 * answer is the one of a cell that nobody ever touched.
 */
export function unknownAnswer(
  question: CellQuestion,
  here: readonly StandingFinding[],
  inferences: readonly Inference[],
): CellRuling {
  if (!question.os.isas.includes(question.cpu.isa)) return unknownRuling('no-such-platform');
  if (isInheritanceWithheld(here) || inferences.some(({ outcome }) => outcome === 'withheld')) {
    return unknownRuling('nothing-known');
  }

  const [nearest] = inferences
    .filter((inference) => inference.outcome === 'refused')
    .sort(
      orderBy(
        ({ source: { place } }) =>
          releaseDistance(place, question) + cpuDistance(place, question) + osDistance(place, question),
        ({ source }) => (source.entry.standing === 'in-force' ? 0 : 1),
        ({ source: { place } }) => patchesApart(place, question),
        ({ source: { place } }) => servicePacksApart(place, question),
        ({ source }) => -testEnd(source.entry.finding),
        ({ source }) => -source.entry.finding.number,
      ),
    );
  if (nearest === undefined) return unknownRuling('nothing-known');
  const { entry, place } = nearest.source;
  return {
    ...unknownRuling(nearest.code),
    unknownBecause: {
      code: nearest.code,
      rule: nearest.rule,
      nearest: {
        ...(place.release.id === question.release.id ? {} : { release: place.release.coordinate }),
        os: place.os.coordinate,
        cpu: place.cpu.coordinate,
        findingId: entry.finding.id,
      },
    },
  };
}

function releaseDistance({ release }: Place, question: CellQuestion): number {
  if (release.id === question.release.id) return 0;
  if (sameLine(release, question.release)) return 1;
  return release.productId === question.release.productId ? 2 : 3;
}

function cpuDistance({ cpu }: Place, question: CellQuestion): number {
  if (cpu.id === question.cpu.id) return 0;
  if (sameGeneration(cpu, question.cpu)) return 1;
  if (cpu.isa !== question.cpu.isa) return 4;
  return cpu.vendor === question.cpu.vendor ? 2 : 3;
}

function osDistance({ os }: Place, question: CellQuestion): number {
  if (os.id === question.os.id) return 0;
  if (sameMajor(os, question.os)) return 1;
  return os.lineId === question.os.lineId ? 2 : 3;
}

function servicePacksApart({ os }: Place, question: CellQuestion): number {
  return os.lineId === question.os.lineId ? Math.abs(os.ordinal - question.os.ordinal) : 0;
}

function patchesApart({ release }: Place, question: CellQuestion): number {
  return sameLine(release, question.release) ? Math.abs(release.ordinal - question.release.ordinal) : 0;
}
