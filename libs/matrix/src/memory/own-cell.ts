import { DECLARATION, DIRECT, INHERITED } from './finding-rows.js';
import { NONE, type ReleaseReading } from './release-reading.js';
import { IN_FORCE, LAPSED, REVOKED } from './standing.js';

/**
 * What the findings on a cell itself say, strongest first (R10), before and after anything is derived by rule: the packed
 * counterpart of the domain's `precedence.ts` for strangers. `entry` is the finding that gives the answer its certificate.
 */
export interface OwnCell {
  /** Outranks what a rule derives; null where the cell itself has nothing of that rank. */
  strong: OwnStatus | null;
  strongEntry: number;
  /** Holds where nothing is derived. */
  weak: OwnStatus | null;
  weakEntry: number;
  /** A revoked or suspended pass, or an act upon one, that strangers may not know: nothing may be derived aloud. */
  isEndedUnseen: boolean;
  /** A hidden fail withholds a reviewed inheritance without a word. */
  isInheritanceWithheld: boolean;
}

export type OwnStatus =
  | 'certified'
  | 'inherited'
  | 'incompatible'
  | 'conflicting'
  | 'revoked'
  | 'suspended'
  | 'lapsed'
  | 'declared'
  /** `unknown` that names a finding of the cell: somebody says that it does not run, by less than a test. */
  | 'said-not-to-run';

/** Rules on one cell that has entries. */
export function ruleOwnCell(reading: ReleaseReading, platform: number, into: OwnCell): void {
  into.strong = null;
  into.strongEntry = NONE;
  into.weak = null;
  into.weakEntry = NONE;
  into.isEndedUnseen = false;
  const isBlockedUnseen = reading.hasInherited && hasFailBesidesInheritance(reading, platform);
  into.isInheritanceWithheld = isBlockedUnseen || (reading.hasInherited && hasWithheld(reading, platform));

  const counts = latest(reading, platform, (i) => isDirectInForce(reading, i));
  if (counts !== NONE) {
    into.strongEntry = counts;
    into.strong = reading.isPass[counts] === 1 ? 'certified' : againstFail(reading, platform, counts);
    return;
  }
  if (!reading.hasInherited) {
    ruleEnded(reading, platform, into);
    return;
  }
  const fail = latest(reading, platform, (i) => isInheritedInForce(reading, i) && reading.isPass[i] === 0);
  const pass = latest(reading, platform, (i) => isInheritedInForce(reading, i) && reading.isPass[i] === 1);
  if (fail !== NONE) {
    into.strong = pass === NONE ? 'said-not-to-run' : 'conflicting';
    into.strongEntry = pass === NONE ? fail : pass;
  } else if (pass !== NONE && !isBlockedUnseen) {
    into.strong = 'inherited';
    into.strongEntry = pass;
  } else {
    ruleEnded(reading, platform, into);
  }
}

function againstFail(reading: ReleaseReading, platform: number, fail: number): OwnStatus {
  const direct = latest(reading, platform, (i) => isDirectInForce(reading, i) && reading.isPass[i] === 1);
  if (direct !== NONE) return 'conflicting';
  if (!reading.hasInherited) return 'incompatible';
  const at = reading.testEnd[fail] ?? 0;
  const inherited = latest(
    reading,
    platform,
    (i) => isInheritedInForce(reading, i) && reading.isPass[i] === 1 && (reading.testEnd[i] ?? 0) <= at,
  );
  return inherited === NONE ? 'incompatible' : 'conflicting';
}

function ruleEnded(reading: ReleaseReading, platform: number, into: OwnCell): void {
  const ended = endedByAct(reading, platform, true);
  if (ended !== NONE) {
    into.strong = reading.standing[ended] === REVOKED ? 'revoked' : 'suspended';
    into.strongEntry = ended;
    return;
  }
  into.isEndedUnseen = endedByAct(reading, platform, false) !== NONE;
  const direct = lastEnded(reading, platform, DIRECT, true);
  const last = direct === NONE ? lastEnded(reading, platform, INHERITED, true) : direct;
  if (last !== NONE && reading.standing[last] === LAPSED) {
    into.weak = 'lapsed';
    into.weakEntry = last;
    return;
  }
  ruleDeclarations(reading, platform, into);
}

/** The last word of each declarer in each capacity counts; who they are is told when the cell is read. */
function ruleDeclarations(reading: ReleaseReading, platform: number, into: OwnCell): void {
  if (!reading.hasDeclarations) return;
  let yes = NONE;
  let no = NONE;
  for (let i = reading.head[platform] ?? NONE; i !== NONE; i = reading.next[i] ?? NONE) {
    if (!isVisibleInForce(reading, i, DECLARATION) || !isLastWord(reading, platform, i)) continue;
    if (reading.isPass[i] === 1) yes = i;
    else no = i;
  }
  if (yes === NONE && no === NONE) return;
  into.weak = no === NONE ? 'declared' : yes === NONE ? 'said-not-to-run' : 'conflicting';
  into.weakEntry = yes === NONE ? no : yes;
}

function isLastWord(reading: ReleaseReading, platform: number, declaration: number): boolean {
  const declarer = reading.reference[declaration];
  for (let i = reading.head[platform] ?? NONE; i !== NONE; i = reading.next[i] ?? NONE) {
    if (i === declaration || reading.reference[i] !== declarer) continue;
    if (isVisibleInForce(reading, i, DECLARATION) && comesBefore(reading, i, declaration)) return false;
  }
  return true;
}

function endedByAct(reading: ReleaseReading, platform: number, visibleOnly: boolean): number {
  const direct = lastEnded(reading, platform, DIRECT, visibleOnly);
  if (direct !== NONE && reading.standing[direct] !== LAPSED) return direct;
  if (!reading.hasInherited) return NONE;
  const inherited = lastEnded(reading, platform, INHERITED, visibleOnly);
  if (inherited === NONE || reading.standing[inherited] === LAPSED) return NONE;
  if (direct !== NONE && (reading.testEnd[direct] ?? 0) > (reading.testEnd[inherited] ?? 0)) return NONE;
  return inherited;
}

/** The last pass of the kind that is in force no more; of equal instants the one that ended worst. */
function lastEnded(reading: ReleaseReading, platform: number, kind: number, visibleOnly: boolean): number {
  let best = NONE;
  for (let i = reading.head[platform] ?? NONE; i !== NONE; i = reading.next[i] ?? NONE) {
    if (reading.kind[i] !== kind || reading.isPass[i] === 0 || reading.standing[i] === IN_FORCE) continue;
    if (visibleOnly && reading.isVisible[i] === 0) continue;
    if (best === NONE || endedBefore(reading, i, best)) best = i;
  }
  return best;
}

function endedBefore(reading: ReleaseReading, i: number, best: number): boolean {
  const test = (reading.testEnd[i] ?? 0) - (reading.testEnd[best] ?? 0);
  if (test !== 0) return test > 0;
  const severity = (reading.standing[i] ?? 0) - (reading.standing[best] ?? 0);
  if (severity !== 0) return severity < 0;
  return (reading.number[i] ?? 0) > (reading.number[best] ?? 0);
}

function hasWithheld(reading: ReleaseReading, platform: number): boolean {
  for (let i = reading.head[platform] ?? NONE; i !== NONE; i = reading.next[i] ?? NONE) {
    if (reading.isWithheld[i] === 1) return true;
  }
  return false;
}

/** A fail that strangers don't see (one they see has answered already) beside an inheritance that they would see. */
function hasFailBesidesInheritance(reading: ReleaseReading, platform: number): boolean {
  if (!reading.hasFails) return false;
  let hasFail = false;
  let hasPass = false;
  for (let i = reading.head[platform] ?? NONE; i !== NONE; i = reading.next[i] ?? NONE) {
    if (reading.kind[i] === DIRECT && reading.isPass[i] === 0 && reading.standing[i] === IN_FORCE) hasFail = true;
    if (isInheritedInForce(reading, i) && reading.isPass[i] === 1) hasPass = true;
  }
  return hasFail && hasPass;
}

const isDirectInForce = (reading: ReleaseReading, i: number): boolean => isVisibleInForce(reading, i, DIRECT);
const isInheritedInForce = (reading: ReleaseReading, i: number): boolean => isVisibleInForce(reading, i, INHERITED);

function isVisibleInForce(reading: ReleaseReading, i: number, kind: number): boolean {
  return reading.kind[i] === kind && reading.standing[i] === IN_FORCE && reading.isVisible[i] === 1;
}

/** "Latest by test end; same instant: fail", made total by the order of recording. */
function latest(reading: ReleaseReading, platform: number, isEligible: (entry: number) => boolean): number {
  let best = NONE;
  for (let i = reading.head[platform] ?? NONE; i !== NONE; i = reading.next[i] ?? NONE) {
    if (isEligible(i) && (best === NONE || comesBefore(reading, i, best))) best = i;
  }
  return best;
}

function comesBefore(reading: ReleaseReading, i: number, best: number): boolean {
  const test = (reading.testEnd[i] ?? 0) - (reading.testEnd[best] ?? 0);
  if (test !== 0) return test > 0;
  const verdict = (reading.isPass[i] ?? 0) - (reading.isPass[best] ?? 0);
  if (verdict !== 0) return verdict < 0;
  return (reading.number[i] ?? 0) > (reading.number[best] ?? 0);
}
