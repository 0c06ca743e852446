import { maySee } from './audience.js';
import type { CellFacts, ReleaseQuestion } from './cell.js';
import { earliest, ownEnd } from './expiry.js';
import type { End } from './expiry.js';
import { actNames, testEnd } from './finding.js';
import type { Finding } from './finding.js';
import { orderBy } from './order-by.js';
import type { ReleaseFacts } from './release-facts.js';

/** `superseded`: a fail that a later direct pass ended. */
export type Standing = 'in-force' | 'superseded' | 'lapsed' | 'suspended' | 'revoked';

/** A result or declaration as it stands at the asked moment. */
export interface StandingFinding {
  readonly finding: Finding;
  readonly standing: Standing;
  /** The asker may see the finding and, where it was revoked or suspended, that act too. */
  readonly visible: boolean;
  /** When it ends or ended, as far as the asker may know. */
  readonly end: End | null;
  /** The asker would see it in force, were it not for something that he may not see. */
  readonly isWithheld?: true;
}

/**
 * Everything that is said at the asked moment about the asked release, and about those it may inherit from, on all platforms.
 * An edge infers along the platform axes only, so other releases' edges are left out. Standing is worked out from all that is
 * known, visible or not: who asks changes what is shown, never what is so. Findings that have not begun do not exist yet.
 */
export function readFindings(question: ReleaseQuestion, facts: CellFacts): readonly StandingFinding[] {
  const releases = question.secondReleaseId === null ? knownReleases(question, facts) : [question.release];
  return releases.flatMap((release) => readRelease(release, question, facts));
}

/** The asked release and those that it may inherit from. */
export function knownReleases(question: ReleaseQuestion, facts: CellFacts): readonly ReleaseFacts[] {
  return [question.release, ...facts.releases.filter(({ id }) => id !== question.release.id)];
}

/** Each finding stands within its own release: the acts upon it are that release's, and so is the vendor who may see it. */
function readRelease(release: ReleaseFacts, question: ReleaseQuestion, facts: CellFacts): readonly StandingFinding[] {
  const known = facts.findings.filter(
    (finding) =>
      finding.revision <= question.knownAtRevision &&
      finding.releaseId === release.id &&
      finding.secondReleaseId === question.secondReleaseId,
  );
  const acts = known.filter((finding) => !isStatement(finding));
  const begun = known
    .filter((finding) => isStatement(finding) && finding.validFrom <= question.validAt)
    .map((finding) => standingOf(finding, acts, release, question, facts));
  return begun.map((entry) => (isSuperseded(entry, begun) ? { ...entry, standing: 'superseded' } : entry));
}

/** "Latest by test end; same instant: fail", made total by the order of recording. */
export const latestFirst = orderBy<StandingFinding>(
  (entry) => -testEnd(entry.finding),
  (entry) => (entry.finding.verdict === 'fail' ? 0 : 1),
  (entry) => -entry.finding.revision,
  (entry) => -entry.finding.number,
);

function isStatement(finding: Finding): boolean {
  return finding.kind === 'direct' || finding.kind === 'inherited' || finding.kind === 'declaration';
}

function standingOf(
  finding: Finding,
  knownActs: readonly Finding[],
  release: ReleaseFacts,
  question: ReleaseQuestion,
  facts: CellFacts,
): StandingFinding {
  const { audience, validAt } = question;
  const sees = (other: Finding): boolean => maySee(audience, other, release.vendorId, knownActs);
  const acts = knownActs.filter((act) => actNames(act, finding));
  // An act that the asker sees is preferred as the explanation; an unseen one ends the finding all the same.
  const told = [...acts].sort(
    orderBy<Finding>(
      (act) => (sees(act) ? 0 : 1),
      (act) => act.validFrom,
      (act) => act.number,
    ),
  );

  // A revocation is final: it has no end and nothing reinstates it.
  const revocation = told.find((act) => act.kind === 'revocation' && act.validFrom <= validAt);
  if (revocation !== undefined) {
    const end: End = { at: revocation.validFrom, because: 'revocation' };
    return { finding, standing: 'revoked', visible: sees(finding) && sees(revocation), end };
  }
  // A suspension outlives the suspended validity: what it doubts is not settled by the calendar.
  const suspension = told.find((act) => suspends(act, validAt, acts));
  if (suspension !== undefined) {
    const end: End = { at: suspension.validFrom, because: 'suspension' };
    return { finding, standing: 'suspended', visible: sees(finding) && sees(suspension), end };
  }
  const own = ownEnd(finding, facts.policy);
  if (own !== null && own.at <= validAt) return { finding, standing: 'lapsed', visible: sees(finding), end: own };

  const announced = acts.filter((act) => act.validFrom > validAt && sees(act));
  const revocations = announced.filter(({ kind }) => kind === 'revocation');
  const suspensions = announced.filter((act) => suspends(act, act.validFrom, acts));
  const end = earliest([
    own,
    ...revocations.map((act): End => ({ at: act.validFrom, because: 'revocation' })),
    ...suspensions.map((act): End => ({ at: act.validFrom, because: 'suspension' })),
  ]);
  return { finding, standing: 'in-force', visible: sees(finding), end };
}

/** Is this act a suspension that holds at `at`, by its own dates and no reinstatement having followed it by then? */
function suspends(act: Finding, at: number, acts: readonly Finding[]): boolean {
  if (act.kind !== 'suspension' || act.validFrom > at || (act.validTo !== null && act.validTo <= at)) return false;
  const follows = orderBy<Finding>(
    (other) => other.validFrom,
    (other) => other.revision,
    (other) => other.number,
  );
  return !acts.some((other) => other.kind === 'reinstatement' && other.validFrom <= at && follows(other, act) > 0);
}

/**
 * R10: a fail stands until a later direct pass. The pass may have lapsed since, for it did show that the cell works; one that
 * was revoked or is suspended shows nothing, and the fail stands again.
 */
function isSuperseded(entry: StandingFinding, begun: readonly StandingFinding[]): boolean {
  if (entry.finding.kind !== 'direct' || entry.finding.verdict !== 'fail' || entry.standing !== 'in-force')
    return false;
  return begun.some(
    (other) =>
      other.finding.kind === 'direct' &&
      other.finding.verdict === 'pass' &&
      (other.standing === 'in-force' || other.standing === 'lapsed') &&
      onSameCell(other.finding, entry.finding) &&
      testEnd(other.finding) > testEnd(entry.finding),
  );
}

export function onSameCell(a: Finding, b: Finding): boolean {
  return (
    a.releaseId === b.releaseId &&
    a.platform.osReleaseId === b.platform.osReleaseId &&
    a.platform.cpuModelId === b.platform.cpuModelId
  );
}
