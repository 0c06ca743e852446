import { strength, type CellStatus, type PersonActor, type SolutionAnswer } from '#libs/domain';
import { composePlatforms, type PlatformStatus, type Present } from './compose-platforms.js';
import { solutionByName, type SolutionName } from './solutions.queries.js';

/** What is known of a set of releases on one platform, as it is told. */
export interface ComposedPlatform extends Omit<SolutionAnswer, 'validUntil'> {
  readonly os: string;
  readonly cpu: string;
  readonly validUntil: Date | null;
  readonly edges: PlatformStatus['edges'];
}

export interface SolutionPlatforms {
  /** In the order of OS and CPU coordinates. */
  readonly items: readonly ComposedPlatform[];
  readonly counts: Readonly<Record<string, number>>;
  readonly revision: number;
}

/**
 * The status of a solution on every platform at present, for the asker's eyes: at most `limit`, behind the platform `after`
 * (`os cpu`).
 *
 * @throws DomainError `not-found` solution · `unknown-coordinate` for `os` or `cpu` · `matrix-loading`
 */
export async function listSolutionPlatforms(
  present: Present,
  asker: PersonActor | null,
  asked: SolutionName & {
    readonly os?: string | undefined;
    readonly cpu?: string | undefined;
    readonly status?: CellStatus | undefined;
  },
  page: { readonly after: string; readonly limit: number },
): Promise<SolutionPlatforms> {
  const solution = await solutionByName(present.db, asker?.organizationId ?? null, asked);
  const composition = {
    releases: solution.releases.map(({ id, release, required }) => ({ id, coordinate: release, required })),
    pairs: solution.edges,
  };
  const parts = { os: listOf(asked.os), cpu: listOf(asked.cpu), withKnownPairs: false };
  return composePlatforms(present, asker, composition, parts, ({ platforms, snapshot }) => ({
    items: platforms
      .filter((platform) => asked.status === undefined || platform.status === asked.status)
      .filter((platform) => keyOf(platform) > page.after)
      .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
      .slice(0, page.limit)
      .map(tell),
    counts: countStatuses(platforms),
    revision: snapshot.edition.revision,
  }));
}

export function keyOf({ os, cpu }: { readonly os: string; readonly cpu: string }): string {
  return `${os} ${cpu}`;
}

export function tell(platform: PlatformStatus): ComposedPlatform {
  const { os, cpu, edges } = platform;
  const { validUntil, ...answer } = platform.answer();
  return { os, cpu, ...answer, validUntil: validUntil === null ? null : new Date(validUntil), edges };
}

/** Strongest first, without what there is none of. */
export function countStatuses(platforms: readonly PlatformStatus[]): Record<string, number> {
  const counts = new Map<CellStatus, number>();
  for (const { status } of platforms) counts.set(status, (counts.get(status) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([a], [b]) => strength(b) - strength(a)));
}

function listOf(given: string | undefined): readonly string[] {
  return given === undefined ? [] : [given];
}
