import type { CellQuestion, CellRuling } from './cell.js';
import type { Inference, Source } from './derive.js';
import { testEnd } from './finding.js';
import { orderBy } from './order-by.js';
import { sameGeneration, sameMajor } from './platform-model.js';
import type { CpuModel, OsRelease, Platform } from './platform-model.js';
import { isInheritanceWithheld, unknownRuling } from './precedence.js';
import { sameLine } from './release-facts.js';
import type { ReleaseFacts } from './release-facts.js';
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

  const order = nearestFirst(question);
  const [nearest] = inferences
    .filter((inference) => inference.outcome === 'refused')
    .sort((a, b) => order(a.source, b.source));
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

/** Which of two sources is nearer to a cell, and so is told as the one that the rules refused. */
export function nearestFirst(question: CellQuestion): (a: Source, b: Source) => number {
  return orderBy<Source>(
    // What was tested for the release itself says more than what was tested for another one.
    ({ place }) => (place.release.id === question.release.id ? 0 : 1),
    ({ place }) => releaseDistance(place.release, question.release) + platformDistance(place, question),
    ({ entry }) => (entry.standing === 'in-force' ? 0 : 1),
    ({ place }) => patchesApart(place.release, question.release),
    ({ place }) => servicePacksApart(place.os, question.os),
    ({ entry }) => -testEnd(entry.finding),
    ({ entry }) => -entry.finding.number,
  );
}

export function releaseDistance(from: ReleaseFacts, to: ReleaseFacts): number {
  if (from.id === to.id) return 0;
  if (sameLine(from, to)) return 1;
  return from.productId === to.productId ? 2 : 3;
}

/** From 0 for the platform itself to 7 for one that shares neither OS line nor ISA. */
export function platformDistance(from: Platform, to: Platform): number {
  return cpuDistance(from.cpu, to.cpu) + osDistance(from.os, to.os);
}

function cpuDistance(from: CpuModel, to: CpuModel): number {
  if (from.id === to.id) return 0;
  if (sameGeneration(from, to)) return 1;
  if (from.isa !== to.isa) return 4;
  return from.vendor === to.vendor ? 2 : 3;
}

function osDistance(from: OsRelease, to: OsRelease): number {
  if (from.id === to.id) return 0;
  if (sameMajor(from, to)) return 1;
  return from.lineId === to.lineId ? 2 : 3;
}

/** 0 where the two are of different lines: ordinals count within one. */
export function servicePacksApart(from: OsRelease, to: OsRelease): number {
  return from.lineId === to.lineId ? Math.abs(from.ordinal - to.ordinal) : 0;
}

export function patchesApart(from: ReleaseFacts, to: ReleaseFacts): number {
  return sameLine(from, to) ? Math.abs(from.ordinal - to.ordinal) : 0;
}
