import type { CellAnswer, CellFacts, CellQuestion, CellRuling } from './cell.js';
import { expectedAnswer, inferencesInto } from './derive.js';
import type { Inference } from './derive.js';
import { unknownAnswer } from './explain.js';
import { inheritancesByTheirSources } from './reviewed-inheritance.js';
import {
  declaredAnswer,
  declaredBy,
  directAnswer,
  endedByActAnswer,
  inheritedAnswer,
  lapsedAnswer,
  resultsOn,
} from './precedence.js';
import { readFindings } from './standing.js';
import type { StandingFinding } from './standing.js';

/**
 * One cell of the matrix, explained: the reference that any faster evaluator must agree with. Deterministic in its arguments;
 * the order of the facts does not matter. Glossary in `finding.ts`; the rules are those of the domain's inference policy.
 */
export function evaluateCell(question: CellQuestion, facts: CellFacts): CellAnswer {
  return answerByReading(question, facts, readFindings(question, facts));
}

/** The same where it has been read already how findings stand. */
export function answerByReading(
  question: CellQuestion,
  facts: CellFacts,
  standing: readonly StandingFinding[],
): CellAnswer {
  const reading = inheritancesByTheirSources(question, facts, standing);
  const here = resultsOn(question, reading);

  // R10 in one sentence: the first that has something to say.
  const { end, ...ruling } =
    directAnswer(here) ??
    inheritedAnswer(here) ??
    endedByActAnswer(here) ??
    weakerAnswer(question, here, inferencesInto(question, facts, reading));

  return {
    release: question.release.coordinate,
    os: question.os.coordinate,
    cpu: question.cpu.coordinate,
    ...ruling,
    validUntil: end?.at ?? null,
    endsBecause: end?.because ?? null,
    declaredBy: declaredBy(here),
    policy: facts.policy.version,
    validAt: question.validAt,
    knownAtRevision: question.knownAtRevision,
  };
}

/** What outranks nothing that was decided about the cell itself. Inferences are made only where they can matter. */
function weakerAnswer(
  question: CellQuestion,
  here: readonly StandingFinding[],
  inferences: readonly Inference[],
): CellRuling {
  return (
    expectedAnswer(question, inferences) ??
    lapsedAnswer(here) ??
    declaredAnswer(here) ??
    unknownAnswer(question, here, inferences)
  );
}
