import type { CellFacts, CellQuestion, CellRuling, PathStep } from './cell.js';
import { derivedEnd } from './expiry.js';
import type { End } from './expiry.js';
import { DEVELOPMENT_SCHEME, testEnd } from './finding.js';
import { orderBy } from './order-by.js';
import type { Platform } from './platform-model.js';
import { endedByAct, resultsOn } from './precedence.js';
import { INFERENCE_RULES } from './rules/inference-rules.js';
import type { InferenceRule } from './rules/inference-rule.js';
import { negativesAgainst } from './rules/r8-negatives.js';
import type { StandingFinding } from './standing.js';

/** A direct pass on another cell, and where that is. */
export interface Source {
  readonly entry: StandingFinding;
  readonly platform: Platform;
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
  return sourcesFor(question, facts, reading).map((source) => infer(source, question, facts, reading));
}

/** R10, rule-derived: the best inference that holds. */
export function expectedAnswer(inferences: readonly Inference[]): CellRuling | null {
  const [best] = inferences
    .filter((inference) => inference.outcome === 'derived')
    .sort(
      orderBy(
        // A certificate that binds somebody says more than a development one, however near.
        ({ source }) => (source.entry.finding.scheme === DEVELOPMENT_SCHEME ? 1 : 0),
        ({ path }) => path.length,
        // The nearest service pack: no source is later than the OS release asked about.
        ({ source }) => -source.platform.os.ordinal,
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

/** Passes that ended are tried too, so that their end can be told as the reason. */
function sourcesFor(question: CellQuestion, facts: CellFacts, reading: readonly StandingFinding[]): readonly Source[] {
  const here = resultsOn(question, reading);
  return reading
    .filter(({ finding, visible }) => visible && finding.kind === 'direct' && finding.verdict === 'pass')
    .filter((entry) => !here.includes(entry))
    .flatMap((entry) => {
      const os = facts.osReleases.find(({ id }) => id === entry.finding.platform.osReleaseId);
      const cpu = facts.cpuModels.find(({ id }) => id === entry.finding.platform.cpuModelId);
      return os === undefined || cpu === undefined ? [] : [{ entry, platform: { os, cpu } }];
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
): Inference {
  const { policy } = facts;
  const refuse = (rule: string | null, code: string): Inference => ({ outcome: 'refused', source, rule, code });

  // R12: whatever ended the source ended all that came of it.
  const { standing } = source.entry;
  if (standing === 'lapsed') return refuse('R11', 'source-lapsed');
  if (standing !== 'in-force') return refuse('R12', `source-${standing}`);

  const walk = walkTo(question, source, facts);
  if ('code' in walk) return refuse(walk.rule, walk.code);

  const negatives = negativesAgainst(source.entry, walk.enters, reading, facts.cpuModels);
  if (negatives.some(({ visible }) => visible)) return refuse('R8', 'fail-in-the-way');

  const end = derivedEnd(source.entry, question.os, question.release, policy);
  if (end !== null && end.at <= question.validAt) return refuse('R11', end.because);

  // A revoked or suspended result on the cell itself was answered before anything is derived, unless the asker may not know.
  const isEndedUnseen = endedByAct(resultsOn(question, reading)) !== null;
  if (negatives.length > 0 || isEndedUnseen) return { outcome: 'withheld', source };
  return { outcome: 'derived', source, path: walk.path, end };
}

/**
 * R9: one step per axis, two in all; first along the CPU axis, then along the OS axis. With a fixed order the corner that a
 * two-step path turns at is the asked CPU on the source's OS release, so what failed on the asked CPU is always seen.
 */
function walkTo(
  question: CellQuestion,
  source: Source,
  facts: CellFacts,
):
  | { readonly path: readonly PathStep[]; readonly enters: readonly Platform[] }
  | { readonly rule: string | null; readonly code: string } {
  const { os, cpu } = question;
  const { platform: start, entry } = source;
  const corner: Platform = { os: start.os, cpu };
  const legs = [
    { axis: 'cpu', from: start, to: corner, left: { cpu: start.cpu.coordinate }, needed: start.cpu.id !== cpu.id },
    { axis: 'os', from: corner, to: { os, cpu }, left: { os: start.os.coordinate }, needed: start.os.id !== os.id },
  ].filter(({ needed }) => needed);

  const path: PathStep[] = [];
  const enters: Platform[] = [];
  for (const leg of legs) {
    const rules = INFERENCE_RULES.filter(({ axis, name }) => axis === leg.axis && facts.policy.rules.includes(name));
    const step = { from: leg.from, to: leg.to, release: question.release, osReleases: facts.osReleases };
    const taken = firstThatTakes(rules, step);
    if ('code' in taken) return taken;
    enters.push(...taken.enters);
    path.push({
      rule: taken.rule,
      from: leg.left,
      findingId: entry.finding.id,
      certificate: entry.finding.certificateNumber,
    });
  }
  return path.length > facts.policy.maxSteps ? { rule: 'R9', code: 'too-many-steps' } : { path, enters };
}

/** The first rule of the axis that takes the step; else the first refusal. */
function firstThatTakes(
  rules: readonly InferenceRule[],
  step: Parameters<InferenceRule['judge']>[0],
):
  | { readonly rule: string; readonly enters: readonly Platform[] }
  | { readonly rule: string | null; readonly code: string } {
  const judged = rules.map((rule) => ({ rule: rule.name, judgement: rule.judge(step) }));
  for (const { rule, judgement } of judged) if ('enters' in judgement) return { rule, enters: judgement.enters };
  for (const { rule, judgement } of judged) if ('refused' in judgement) return { rule, code: judgement.refused };
  return { rule: null, code: 'no-rule-on-this-axis' };
}
