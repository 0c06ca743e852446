import type { CellAnswer, CellFacts, CellQuestion } from '../cell.js';
import { evaluateCell } from '../evaluate-cell.js';
import { actNames } from '../finding.js';
import type { Finding } from '../finding.js';
import type { ReleaseFacts } from '../release-facts.js';
import { isSettledAsWhole } from './compose-solution.js';

/** A finding with the releases that were on the machine together with its own. */
export interface JointFinding extends Finding {
  readonly companionIds: readonly string[];
}

type Asked = Pick<CellQuestion, 'os' | 'cpu' | 'audience' | 'validAt' | 'knownAtRevision'>;

/**
 * What direct tests say of several releases as a whole on one platform: tests of exactly these releases, whichever of them a
 * result was recorded of. With one of them missing, or another one beside them, it was another whole that was tested.
 *
 * @param findings of these releases, acts upon them included; more does no harm
 * @returns null where the whole was never tested; `withheld` where what is known against it is hidden from the asker
 */
export function answerAsWhole(
  members: readonly ReleaseFacts[],
  findings: readonly JointFinding[],
  asked: Asked,
  facts: Omit<CellFacts, 'findings' | 'releases'>,
): CellAnswer | 'withheld' | null {
  const ids = new Set(members.map(({ id }) => id));
  const tests = findings.filter(
    (finding, place) =>
      isTestOf(finding, ids) &&
      isOn(finding, asked) &&
      // An edge is told of both its releases.
      findings.findIndex(({ number }) => number === finding.number) === place,
  );
  if (ids.size < 2 || tests.length === 0) return null;
  const acts = findings.filter((act) => tests.some((test) => act.endsFinding !== null && actNames(act, test)));
  const about = [...tests, ...acts].map((finding) => ofWhole(finding, members));

  const release = wholeOf(members);
  const world: CellFacts = { ...facts, findings: about, releases: [] };
  const answer = evaluateCell({ ...asked, release, secondReleaseId: null }, world);
  if (isSettledAsWhole(answer.status)) return answer;
  const everybody = { organizationIds: about.flatMap(({ parties }) => parties) };
  const { status } = evaluateCell({ ...asked, audience: everybody, release, secondReleaseId: null }, world);
  return isSettledAsWhole(status) ? 'withheld' : answer;
}

function isTestOf({ kind, releaseId, secondReleaseId, companionIds }: JointFinding, ids: ReadonlySet<string>): boolean {
  if (kind !== 'direct') return false;
  const tested = new Set([releaseId, ...(secondReleaseId === null ? [] : [secondReleaseId]), ...companionIds]);
  return tested.size === ids.size && [...tested].every((id) => ids.has(id));
}

function isOn({ platform }: Finding, { os, cpu }: Asked): boolean {
  return platform.osReleaseId === os.id && platform.cpuModelId === cpu.id;
}

const WHOLE = 'whole';

/** Whoever may see a finding about a release because it is his may see it here, where it is about them all. */
function ofWhole(finding: JointFinding, members: readonly ReleaseFacts[]): Finding {
  const vendors = members
    .filter(({ id }) => id === finding.releaseId || id === finding.secondReleaseId)
    .map(({ vendorId }) => vendorId);
  return { ...finding, releaseId: WHOLE, secondReleaseId: null, parties: [...finding.parties, ...vendors] };
}

/** Several releases as if they were one: nobody's, in no line, and from nowhere inferred. */
function wholeOf(members: readonly ReleaseFacts[]): ReleaseFacts {
  return {
    id: WHOLE,
    coordinate: members.map(({ coordinate }) => coordinate).join(' + '),
    vendorId: WHOLE,
    productId: WHOLE,
    line: WHOLE,
    ordinal: 0,
    abiLevel: null,
    kernelModule: members.some(({ kernelModule }) => kernelModule),
    endOfLife: null,
    fixesOnly: false,
    rebrand: null,
    hardware: null,
  };
}
