import { rows } from '#libs/database';
import type { EntityManager } from 'typeorm';
import { LIVE_HOST } from '../centers/host-conditions.js';

export interface TestingCapacity {
  readonly platformId: number;
  readonly liveHosts: number;
}

/** Platforms on which pools of real machines could test, with their live hosts: what emulation finds certifies nothing. */
export async function testingCapacity(
  db: Pick<EntityManager, 'query'>,
  leaseSeconds: number,
): Promise<TestingCapacity[]> {
  return rows<TestingCapacity>(
    db,
    `SELECT pl.id AS "platformId",
            sum((SELECT count(*) FROM hosts h WHERE h.pool_id = p.id AND ${LIVE_HOST('$1')}))::integer AS "liveHosts"
       FROM platforms pl JOIN pools p ON p.cpu_model_id = pl.cpu_model_id
       JOIN pool_images i ON i.pool_id = p.id AND i.os_release_id = pl.os_release_id
      WHERE p.executor <> 'emulated' GROUP BY pl.id`,
    [leaseSeconds],
  );
}
