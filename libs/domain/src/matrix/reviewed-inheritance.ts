import type { CellFacts, CellQuestion } from './cell.js';
import { deriveFrom, sourcesFor } from './derive.js';
import type { Source } from './derive.js';
import { earliest, latest } from './expiry.js';
import type { End } from './expiry.js';
import type { Policy } from './policy.js';
import { resultsOn } from './precedence.js';
import { INFERENCE_RULES } from './rules/inference-rules.js';
import type { StandingFinding } from './standing.js';

/**
 * R12 for reviewed inheritances: one lives only while some live source derives its cell under the policy that it was reviewed
 * under, however that policy fared since. Any source will do, seen by the asker or not; sources are direct passes only, so
 * inheritances never hold each other up. Inherited fails, and inheritances that name no policy or one that nobody knows, keep
 * standing by themselves.
 *
 * @returns the reading, with the asked cell's inheritances as they stand by their sources
 */
export function inheritancesByTheirSources(
  question: CellQuestion,
  facts: CellFacts,
  reading: readonly StandingFinding[],
): readonly StandingFinding[] {
  const here = resultsOn(question, reading);
  return reading.map((entry) => (here.includes(entry) ? bySources(entry, question, facts, reading) : entry));
}

function bySources(
  entry: StandingFinding,
  question: CellQuestion,
  facts: CellFacts,
  reading: readonly StandingFinding[],
): StandingFinding {
  const { finding } = entry;
  if (finding.kind !== 'inherited' || finding.verdict !== 'pass' || entry.standing !== 'in-force') return entry;
  const policy = [facts.policy, ...facts.policies].find(({ version }) => version === finding.policyVersion);
  if (policy === undefined) return entry;

  const lives = sourcesFor(question, facts, reading).map((source) => lifeBy(source, question, facts, policy, reading));
  const live = lives.filter(({ state }) => state === 'live');
  if (live.length > 0) return { ...entry, end: earliest([entry.end, latest(live.map(({ end }) => end))]) };

  const named = reading.find(({ finding: { number } }) => number === finding.sourceFinding);
  const isEndedByAct = named?.standing === 'revoked' || named?.standing === 'suspended';
  const hasEnded = named?.end != null && named.end.at <= question.validAt;
  const isUnseen = lives.some(({ state }) => state === 'ended-unseen') || (isEndedByAct && !named.visible);
  return {
    finding,
    standing: isEndedByAct ? named.standing : 'lapsed',
    visible: entry.visible && !isUnseen,
    end: hasEnded && named.visible ? named.end : null,
    ...(entry.visible && isUnseen ? { isWithheld: true } : {}),
  };
}

interface Life {
  readonly state: 'live' | 'ended' | 'ended-unseen';
  /** Of what it derives, while live. */
  readonly end: End | null;
}

/** What a source still does for an inheritance. `ended-unseen`: nothing that the asker may see has ended it. */
function lifeBy(
  source: Source,
  question: CellQuestion,
  facts: CellFacts,
  policy: Policy,
  reading: readonly StandingFinding[],
): Life {
  const { standing, visible } = source.entry;
  const isEndedByAct = standing === 'revoked' || standing === 'suspended';
  if (standing === 'lapsed' || (isEndedByAct && visible)) return { state: 'ended', end: null };

  // A fail on the very cell contests the inheritance (R10); it doesn't make it as if it had never been reviewed.
  const here = resultsOn(question, reading);
  const elsewhere = reading.filter((entry) => !here.includes(entry));
  const derivation = deriveFrom(source, question, facts, asReviewed(policy), elsewhere);
  if ('code' in derivation) return { state: 'ended', end: null };
  const isEndedUnseen = isEndedByAct || derivation.isBlockedUnseen;
  return isEndedUnseen ? { state: 'ended-unseen', end: null } : { state: 'live', end: derivation.end };
}

/** The review that a rule asks for has happened; what may never be inherited keeps no inheritance alive. */
export function asReviewed(policy: Policy): Policy {
  const inheritable = INFERENCE_RULES.filter(({ isNeverInherited }) => isNeverInherited !== true);
  const rules = policy.rules.filter((rule) => inheritable.some(({ name }) => name === rule));
  return { ...policy, rules, reviewedRules: [] };
}
