import { maySee, PUBLIC_AUDIENCE } from '../audience.js';
import type { CellFacts } from '../cell.js';
import { actNames } from '../finding.js';
import type { Finding } from '../finding.js';
import { sameLine } from '../release-facts.js';
import type { ReleaseFacts } from '../release-facts.js';

/** Facts about one release and those that it may inherit from, as the service has them: hidden ones and drafts too. */
export interface ReleaseFindings extends CellFacts {
  readonly release: ReleaseFacts;
}

/**
 * The part of the facts that anybody may know: published releases and public findings, with nothing in them that points to
 * a hidden one. What a published finding was before is no part of it, and neither are the acts that published it.
 *
 * What the public part says by itself is not always what the public is told: hidden findings withhold. `WithheldAnswers`
 * say where.
 *
 * @param published ids of the releases that strangers may know
 */
export function publicPart(facts: ReleaseFindings, published: ReadonlySet<string>): ReleaseFindings {
  const every = [facts.release, ...facts.releases.filter(({ id }) => id !== facts.release.id)];
  const shown = every.filter(({ id }) => published.has(id)).map((release) => withoutDrafts(release, every, published));
  const [release] = shown;
  if (release?.id !== facts.release.id) throw new Error(`${facts.release.coordinate} is a draft`);
  const findings = every.flatMap((one) =>
    published.has(one.id) ? publicFindings(one, facts.findings, published) : [],
  );
  const numbers = new Set(findings.map(({ number }) => number));
  const named = findings.map((finding) =>
    finding.sourceFinding === null || numbers.has(finding.sourceFinding)
      ? finding
      : { ...finding, sourceFinding: null },
  );
  return { ...facts, release, releases: shown, findings: named };
}

/** Statements that anybody may see, and the acts upon them that anybody may see. */
function publicFindings(
  release: ReleaseFacts,
  findings: readonly Finding[],
  published: ReadonlySet<string>,
): readonly Finding[] {
  const subjects = new Map<string | null, Finding[]>();
  for (const finding of findings) {
    const { releaseId, secondReleaseId } = finding;
    if (releaseId !== release.id || (secondReleaseId !== null && !published.has(secondReleaseId))) continue;
    const others = subjects.get(secondReleaseId);
    if (others === undefined) subjects.set(secondReleaseId, [finding]);
    else others.push(finding);
  }
  return [...subjects.values()].flatMap((known) => {
    const acts = known.filter((one) => !isStatement(one));
    const sees = (finding: Finding): boolean => maySee(PUBLIC_AUDIENCE, finding, release.vendorId, acts);
    const statements = known.filter((one) => isStatement(one) && sees(one));
    const shown = acts.filter(
      (act) => act.kind !== 'publication' && sees(act) && statements.some((statement) => actNames(act, statement)),
    );
    return [...statements, ...shown].map((finding) => ({ ...finding, visibility: 'public' as const, parties: [] }));
  });
}

export function isStatement({ kind }: Finding): boolean {
  return kind === 'direct' || kind === 'inherited' || kind === 'declaration';
}

/**
 * The release as R6 and R7 would judge it with the drafts there. A draft between two published patches that brings more than
 * fixes keeps R6 from passing over it: whoever comes after it has, in this sense, more than fixes too.
 */
function withoutDrafts(
  release: ReleaseFacts,
  every: readonly ReleaseFacts[],
  published: ReadonlySet<string>,
): ReleaseFacts {
  const line = every.filter((other) => sameLine(other, release) && other.ordinal < release.ordinal);
  const before = Math.max(-Infinity, ...line.filter(({ id }) => published.has(id)).map(({ ordinal }) => ordinal));
  const between = line.filter(({ id, ordinal }) => !published.has(id) && ordinal > before);
  const { rebrand } = release;
  return {
    ...release,
    fixesOnly: release.fixesOnly && between.every(({ fixesOnly }) => fixesOnly),
    rebrand: rebrand !== null && published.has(rebrand.originalId) ? rebrand : null,
  };
}
