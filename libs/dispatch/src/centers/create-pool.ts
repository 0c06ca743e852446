import {
  addToOutbox,
  audit,
  isUniqueViolation,
  Pool,
  PoolImage,
  rows,
  transaction,
  wakeRelay,
  type Context,
} from '#libs/database';
import { DomainError, type DispatchTiming, type PersonActor } from '#libs/domain';
import { requirePlatform } from '#libs/registry';
import { v7 as uuidv7 } from 'uuid';
import { centerOfOrganization, poolById, type PoolRow } from './centers.queries.js';

export interface NewPool {
  readonly center: string;
  readonly slug: string;
  readonly cpu: string;
  readonly operatingSystems: readonly string[];
  readonly executor: 'local' | 'emulated';
  readonly features: readonly string[];
}

/**
 * Registers a pool of interchangeable hosts in a center of the actor's organization. Jobs that waited for such a pool
 * are routed again.
 *
 * @throws DomainError `not-found` center, `unknown-coordinate`, `already-exists`
 */
export async function createPool(
  { db, actor }: Context<PersonActor>,
  input: NewPool,
  timing: DispatchTiming,
): Promise<PoolRow> {
  const id = uuidv7();
  try {
    const pool = await transaction(db, async (tx) => {
      const center = await centerOfOrganization(tx, input.center, actor.organizationId);
      const platforms = [];
      for (const [index, os] of input.operatingSystems.entries()) {
        platforms.push(await requirePlatform(tx, { os, cpu: input.cpu }, `operatingSystems.${index}.`));
      }
      const [first] = platforms;
      if (first === undefined) throw new Error('a pool without an operating system passed the contract');
      await tx.insert(Pool, {
        id,
        centerId: center.id,
        slug: input.slug,
        cpuModelId: first.cpuModelId,
        executor: input.executor,
        features: [...new Set(input.features)],
      });
      const images = [...new Set(platforms.map(({ osReleaseId }) => osReleaseId))];
      await tx.insert(
        PoolImage,
        images.map((osReleaseId) => ({ poolId: id, osReleaseId })),
      );
      const waiting = await rows<{ jobId: string }>(
        tx,
        `SELECT id AS "jobId" FROM jobs WHERE state = 'queued' AND pool_id IS NULL AND platform_id = ANY($1)
          ORDER BY coalesce(routing_tried_at, created_at) LIMIT 1000`,
        [platforms.map((platform) => platform.id)],
      );
      await addToOutbox(
        tx,
        waiting.map((payload) => ({ queue: 'route-job', payload })),
      );
      await audit(tx, actor, {
        action: 'pool.create',
        subject: ['pool', id],
        details: { center: center.code, slug: input.slug },
      });
      const created = await poolById(tx, id, timing.leaseSeconds);
      if (created === undefined) throw new Error('a pool that was just inserted is not there');
      return created;
    });
    await wakeRelay(db);
    return pool;
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new DomainError('already-exists', '资源池已存在 · This center has a pool with this slug already', {
      fields: [{ path: 'slug', code: 'already-exists', message: 'is taken' }],
    });
  }
}
