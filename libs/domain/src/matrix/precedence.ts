import type { CellQuestion, CellRuling, Declared } from './cell.js';
import { latest } from './expiry.js';
import type { End } from './expiry.js';
import { testEnd } from './finding.js';
import { orderBy } from './order-by.js';
import { latestFirst } from './standing.js';
import type { StandingFinding } from './standing.js';

/*
 * R10, one function per rank; `evaluate-cell.ts` puts them in order. Each takes the standing findings of the asked cell and
 * answers null where its rank has nothing to say.
 */

export function resultsOn(question: CellQuestion, reading: readonly StandingFinding[]): readonly StandingFinding[] {
  return reading.filter(
    ({ finding: { releaseId, platform } }) =>
      releaseId === question.release.id &&
      platform.osReleaseId === question.os.id &&
      platform.cpuModelId === question.cpu.id,
  );
}

/**
 * "Of the direct results still standing the latest by test end counts (same instant: fail)." A fail that is later than a
 * certificate in force, direct or inherited, leaves the cell conflicting until a suspension review has settled it.
 */
export function directAnswer(here: readonly StandingFinding[]): CellRuling | null {
  const [counts] = inForce(here, 'direct');
  if (counts === undefined) return null;
  if (counts.finding.verdict === 'pass') return ruling('certified', [counts], counts.end);

  const contested =
    passes(inForce(here, 'direct'))[0] ??
    passes(inForce(here, 'inherited')).find(({ finding }) => testEnd(finding) <= testEnd(counts.finding));
  return contested === undefined
    ? ruling('incompatible', [counts], counts.end)
    : ruling('conflicting', [contested, counts], null);
}

/** Reviewed inheritance, unless withheld. */
export function inheritedAnswer(here: readonly StandingFinding[]): CellRuling | null {
  const inheritances = inForce(here, 'inherited');
  const pass = passes(inheritances)[0];
  const fail = inheritances.find(({ finding }) => finding.verdict === 'fail');
  if (pass !== undefined && fail !== undefined) return ruling('conflicting', [pass, fail], null);
  // Only a direct fail makes a cell incompatible; an inherited one still keeps weaker sources from calling it a pass.
  if (fail !== undefined) return unknownRuling('inherited-not-to-run', [fail]);
  return pass === undefined || isBlockedUnseen(here) ? null : ruling('inherited', [pass], pass.end);
}

/** Does the silence about an inheritance come from something that the asker may not see? */
export function isInheritanceWithheld(here: readonly StandingFinding[]): boolean {
  return here.some(({ isWithheld }) => isWithheld === true) || isBlockedUnseen(here);
}

/**
 * An inheritance is inference all the same: a direct fail that the asker may not see (one he may see has answered already)
 * withholds it without a word.
 */
function isBlockedUnseen(here: readonly StandingFinding[]): boolean {
  const hasFail = here.some(
    ({ finding, standing }) => finding.kind === 'direct' && finding.verdict === 'fail' && standing === 'in-force',
  );
  return hasFail && passes(inForce(here, 'inherited')).length > 0;
}

/**
 * The revoked or suspended pass that shows on the cell and blocks rule-derived answers, of the passes given. An inheritance
 * matters here only if no later direct pass took its place.
 */
export function endedByAct(here: readonly StandingFinding[]): StandingFinding | null {
  const direct = lastEnded(here, 'direct');
  if (direct !== undefined && direct.standing !== 'lapsed') return direct;
  const inherited = lastEnded(here, 'inherited');
  if (inherited === undefined || inherited.standing === 'lapsed') return null;
  return direct !== undefined && testEnd(direct.finding) > testEnd(inherited.finding) ? null : inherited;
}

/** Outranks what a rule derives. */
export function endedByActAnswer(here: readonly StandingFinding[]): CellRuling | null {
  const ended = endedByAct(here.filter(({ visible }) => visible));
  return ended === null ? null : ruling(ended.standing === 'revoked' ? 'revoked' : 'suspended', [ended], ended.end);
}

/** Outranked by what a rule derives, but not by a declaration: a vendor's word does not cover up a validity that is over. */
export function lapsedAnswer(here: readonly StandingFinding[]): CellRuling | null {
  const visible = here.filter((entry) => entry.visible);
  const ended = lastEnded(visible, 'direct') ?? lastEnded(visible, 'inherited');
  return ended?.standing === 'lapsed' ? ruling('lapsed', [ended], ended.end) : null;
}

export function declaredAnswer(here: readonly StandingFinding[]): CellRuling | null {
  const voices = declarationsInForce(here);
  const yes = passes(voices);
  const no = voices.filter(({ finding }) => finding.verdict === 'fail');
  if (yes.length > 0 && no.length > 0) return ruling('conflicting', voices, null);
  if (yes.length > 0) return ruling('declared', yes, latest(yes.map(({ end }) => end)));
  return no.length > 0 ? unknownRuling('declared-not-to-run', no) : null;
}

export function declaredBy(here: readonly StandingFinding[]): readonly Declared[] {
  return declarationsInForce(here).flatMap(({ finding: { declaredBy: declarer, verdict } }) =>
    declarer === null || verdict === null
      ? []
      : [{ organizationId: declarer.organizationId, as: declarer.as, verdict }],
  );
}

/** The last word of each declarer in each capacity: who corrects himself does not disagree with himself. */
function declarationsInForce(here: readonly StandingFinding[]): readonly StandingFinding[] {
  const byDeclarer = new Map<string, StandingFinding>();
  for (const entry of inForce(here, 'declaration')) {
    const declarer = entry.finding.declaredBy;
    if (declarer === null) continue;
    const key = `${declarer.organizationId} ${declarer.as}`;
    if (!byDeclarer.has(key)) byDeclarer.set(key, entry);
  }
  return [...byDeclarer].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry);
}

export function unknownRuling(code: string, sources: readonly StandingFinding[] = []): CellRuling {
  return { ...ruling('unknown', sources, null), unknownBecause: { code, rule: null, nearest: null } };
}

/** What the asker may see and is in force, latest first. */
function inForce(
  here: readonly StandingFinding[],
  kind: StandingFinding['finding']['kind'],
): readonly StandingFinding[] {
  return here
    .filter(({ finding, standing, visible }) => visible && standing === 'in-force' && finding.kind === kind)
    .filter(({ finding }) => finding.verdict !== null)
    .sort(latestFirst);
}

function passes(entries: readonly StandingFinding[]): readonly StandingFinding[] {
  return entries.filter(({ finding }) => finding.verdict === 'pass');
}

const SEVERITY = { revoked: 0, suspended: 1, lapsed: 2, superseded: 3, 'in-force': 4 } as const;

/** The last pass of the kind that is in force no more; of equal instants the one that ended worst. */
function lastEnded(here: readonly StandingFinding[], kind: 'direct' | 'inherited'): StandingFinding | undefined {
  const [last] = passes(here)
    .filter(({ finding, standing }) => finding.kind === kind && standing !== 'in-force')
    .sort(
      orderBy<StandingFinding>(
        ({ finding }) => -testEnd(finding),
        ({ standing }) => SEVERITY[standing],
        ({ finding }) => -finding.number,
      ),
    );
  return last;
}

function ruling(status: CellRuling['status'], sources: readonly StandingFinding[], end: End | null): CellRuling {
  // The first source gives the answer its certificate and scheme.
  const first = sources[0]?.finding;
  return {
    status,
    scheme: first?.scheme ?? null,
    sources: sources.map(({ finding: { number, id } }) => ({ number, id })),
    path: [],
    certificate: first?.certificateNumber ?? null,
    unknownBecause: null,
    end,
  };
}
