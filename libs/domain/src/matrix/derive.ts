import type { CellFacts, CellQuestion, CellRuling, PathStep, ReleaseQuestion } from './cell.js';
import { derivedEnd } from './expiry.js';
import type { End } from './expiry.js';
import { DEVELOPMENT_SCHEME, testEnd } from './finding.js';
import { orderBy } from './order-by.js';
import type { Place } from './platform-model.js';
import type { Policy } from './policy.js';
import { endedByAct, resultsOn } from './precedence.js';
import { sameLine } from './release-facts.js';
import { negativesAgainst } from './rules/r8-negatives.js';
import { knownReleases } from './standing.js';
import type { StandingFinding } from './standing.js';
import { walkTo } from './walk.js';
import type { Refusal, Way } from './walk.js';

/** A direct pass on another cell, and where that is. */
export interface Source {
  readonly entry: StandingFinding;
  readonly place: Place;
}

/**
 * What becomes of one source. `withheld`: only what the asker may not see stands against it, so neither the answer nor the
 * reason may be shown.
 */
export type Inference =
  | {
      readonly outcome: 'derived';
      readonly source: Source;
      readonly path: readonly PathStep[];
      readonly end: End | null;
    }
  | { readonly outcome: 'refused'; readonly source: Source; readonly rule: string | null; readonly code: string }
  | { readonly outcome: 'withheld'; readonly source: Source };

/** Tries to infer the asked cell from each direct pass on another cell that the asker may see. */
export function inferencesInto(
  question: CellQuestion,
  facts: CellFacts,
  reading: readonly StandingFinding[],
): readonly Inference[] {
  if (!question.os.isas.includes(question.cpu.isa)) return [];
  // A revoked or suspended result on the cell itself was answered before anything is derived, unless the asker may not know.
  const isEndedUnseen = endedByAct(resultsOn(question, reading)) !== null;
  return sourcesFor(question, facts, reading)
    .filter(({ entry }) => entry.visible)
    .map((source) => infer(source, question, facts, reading, isEndedUnseen));
}

/** R10, rule-derived: the best inference that holds. */
export function expectedAnswer(question: CellQuestion, inferences: readonly Inference[]): CellRuling | null {
  const [best] = inferences
    .filter((inference) => inference.outcome === 'derived')
    .sort(
      orderBy(
        // A certificate that binds somebody says more than a development one, however near.
        ({ source }) => (source.entry.finding.scheme === DEVELOPMENT_SCHEME ? 1 : 0),
        ({ path }) => path.length,
        ({ source }) => (source.place.release.id === question.release.id ? 0 : 1),
        // The nearest patch and service pack: in its line no source is later than what is asked about.
        ({ source: { place } }) => (sameLine(place.release, question.release) ? -place.release.ordinal : 0),
        ({ source: { place } }) => (place.os.lineId === question.os.lineId ? -place.os.ordinal : 0),
        ({ source }) => -testEnd(source.entry.finding),
        ({ source }) => -source.entry.finding.number,
      ),
    );
  if (best === undefined) return null;
  const { number, id, scheme } = best.source.entry.finding;
  return {
    status: 'expected',
    scheme,
    sources: [{ number, id }],
    path: best.path,
    certificate: null,
    unknownBecause: null,
    end: best.end,
  };
}

/** Direct passes on other cells, visible or not. Those that ended are listed too, so that their end can be told as the reason. */
export function sourcesFor(
  question: CellQuestion,
  facts: CellFacts,
  reading: readonly StandingFinding[],
): readonly Source[] {
  const here = resultsOn(question, reading);
  return passesIn(question, facts, reading).filter(({ entry }) => !here.includes(entry));
}

/** Direct passes wherever they are. */
export function passesIn(
  question: ReleaseQuestion,
  facts: CellFacts,
  reading: readonly StandingFinding[],
): readonly Source[] {
  const releases = knownReleases(question, facts);
  return reading
    .filter(({ finding }) => finding.kind === 'direct' && finding.verdict === 'pass')
    .flatMap((entry) => {
      const release = releases.find(({ id }) => id === entry.finding.releaseId);
      const os = facts.osReleases.find(({ id }) => id === entry.finding.platform.osReleaseId);
      const cpu = facts.cpuModels.find(({ id }) => id === entry.finding.platform.cpuModelId);
      if (release === undefined || os === undefined || cpu === undefined) return [];
      return [{ entry, place: { release, os, cpu } }];
    });
}

/**
 * One source, all rules. What the asker may see is weighed first: an inference is `withheld` only if nothing visible refuses it.
 */
function infer(
  source: Source,
  question: CellQuestion,
  facts: CellFacts,
  reading: readonly StandingFinding[],
  isEndedUnseen: boolean,
): Inference {
  const { finding, standing } = source.entry;
  // R12: whatever ended the source ended all that came of it.
  if (standing === 'lapsed') return { outcome: 'refused', source, rule: 'R11', code: 'source-lapsed' };
  if (standing !== 'in-force') return { outcome: 'refused', source, rule: 'R12', code: `source-${standing}` };

  const derivation = deriveFrom(source, question, facts, facts.policy, reading);
  if ('code' in derivation) return { outcome: 'refused', source, ...derivation };

  if (derivation.isBlockedUnseen || isEndedUnseen) return { outcome: 'withheld', source };
  const path = derivation.steps.map((step) => ({
    ...step,
    findingId: finding.id,
    certificate: finding.certificateNumber,
  }));
  return { outcome: 'derived', source, path, end: derivation.end };
}

interface Derivation extends Pick<Way, 'steps'> {
  readonly end: End | null;
  /** Only fails that the asker may not see stand against it. */
  readonly isBlockedUnseen: boolean;
}

/** R1 to R9 and R11 of a policy, from a source that is taken to be live. */
export function deriveFrom(
  source: Source,
  question: CellQuestion,
  facts: CellFacts,
  policy: Policy,
  reading: readonly StandingFinding[],
): Derivation | Refusal {
  const way = walkTo(question, source.place, facts, policy);
  if ('code' in way) return way;

  const negatives = negativesAgainst(source.entry, way.enters, reading, facts.cpuModels);
  if (negatives.some(({ visible }) => visible)) return { rule: 'R8', code: 'fail-in-the-way' };

  const end = derivedEnd(source.entry, question.os, question.release, policy);
  if (end !== null && end.at <= question.validAt) return { rule: 'R11', code: end.because };
  return { steps: way.steps, end, isBlockedUnseen: negatives.length > 0 };
}
