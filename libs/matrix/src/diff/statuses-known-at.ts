import { rows } from '#libs/database';
import { evaluateCell, PUBLIC_AUDIENCE, type CellStatus } from '#libs/domain';
import { releaseFactsAt } from '#libs/registry';
import type { EntityManager } from 'typeorm';
import { Turns } from '../batch/take-turns.js';
import { cellFacts } from '../cells/cell-facts.queries.js';

type Db = Pick<EntityManager, 'query'>;

export interface PlatformStatus {
  readonly os: string;
  readonly cpu: string;
  readonly status: CellStatus;
}

/**
 * What strangers were told of a release on every platform, by the platform's number. Empty before there was a catalogue.
 *
 * @param validAt epoch ms
 */
export async function statusesKnownAt(
  db: Db,
  releaseId: string,
  revision: number,
  validAt: number,
  stopping: AbortSignal,
): Promise<Map<number, PlatformStatus>> {
  const facts = await cellFacts(db, releaseId, revision);
  const [release] = await releaseFactsAt(db, [releaseId], revision);
  const statuses = new Map<number, PlatformStatus>();
  if (facts === undefined || release === undefined) return statuses;
  const osById = new Map(facts.osReleases.map((os) => [os.id, os]));
  const cpuById = new Map(facts.cpuModels.map((cpu) => [cpu.id, cpu]));
  const turns = new Turns(stopping);
  for (const platform of await platformsAt(db, revision)) {
    const os = osById.get(platform.osReleaseId);
    const cpu = cpuById.get(platform.cpuModelId);
    if (os === undefined || cpu === undefined) continue;
    const question = { release, secondReleaseId: null, os, cpu, audience: PUBLIC_AUDIENCE, validAt };
    const { status } = evaluateCell({ ...question, knownAtRevision: revision }, facts);
    statuses.set(platform.id, { os: os.coordinate, cpu: cpu.coordinate, status });
    if (turns.isOver) await turns.next();
  }
  return statuses;
}

async function platformsAt(
  db: Db,
  revision: number,
): Promise<{ readonly id: number; readonly osReleaseId: string; readonly cpuModelId: string }[]> {
  return rows(
    db,
    'SELECT id, os_release_id AS "osReleaseId", cpu_model_id AS "cpuModelId" FROM platforms WHERE revision <= $1 ORDER BY id',
    [revision],
  );
}
