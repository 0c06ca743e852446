import { rows } from '#libs/database';
import { platformIsa, type OsReleaseEntry } from '#libs/domain';
import type { EntityManager } from 'typeorm';
import type { Origin } from './stage-platform-parts.js';

/** Ids behind coordinates, as SQL subqueries over the parameters $1 (OS release) and $2 (CPU model). */
export const OS_BY_COORDINATE = 'SELECT id FROM release_coordinates WHERE coordinate = $1';
export const CPU_BY_COORDINATE = 'SELECT id FROM cpu_coordinates WHERE coordinate = $2';

/** OS release × CPU model that fit together and are no platform yet. */
export interface NewPlatform {
  readonly os: string;
  readonly cpu: string;
  readonly isa: string;
}

interface PlatformParts {
  readonly osCoordinate: string;
  readonly cpuCoordinate: string;
  readonly osReleaseId: string;
  readonly isas: readonly string[];
  readonly cpuModelId: string;
  readonly cpuIsa: string;
}

const PAIRS = `
  SELECT os.release_id AS "osReleaseId", os.isas, cpu.product_id AS "cpuModelId", cpu.isa AS "cpuIsa",
         oc.coordinate AS "osCoordinate", cc.coordinate AS "cpuCoordinate"
    FROM os_releases os JOIN release_coordinates oc ON oc.id = os.release_id
   CROSS JOIN cpu_models cpu JOIN cpu_coordinates cc ON cc.id = cpu.product_id
   WHERE NOT EXISTS (SELECT 1 FROM platforms p WHERE p.os_release_id = os.release_id AND p.cpu_model_id = cpu.product_id)`;

/**
 * Those of the catalogue, once its OS releases and CPU models are recorded.
 *
 * @param systems the catalogue's, which say where they are not offered for every CPU of their ISAs
 */
export async function missingCataloguePlatforms(
  tx: EntityManager,
  systems: readonly Pick<OsReleaseEntry, 'coordinate' | 'onlyCpus'>[],
): Promise<NewPlatform[]> {
  const chosen = new Map(systems.map(({ coordinate, onlyCpus }) => [coordinate, onlyCpus]));
  const pairs = await rows<PlatformParts>(
    tx,
    `${PAIRS} AND os.origin = 'catalogue' AND cpu.origin = 'catalogue' ORDER BY os.release_id, cpu.product_id`,
  );
  return fitting(
    tx,
    pairs.filter(({ osCoordinate, cpuCoordinate }) => chosen.get(osCoordinate)?.includes(cpuCoordinate) ?? true),
  );
}

/** The one that a machine stands on; none where the OS does not run on the CPU's ISA. */
export async function missingPlatform(tx: EntityManager, os: string, cpu: string): Promise<NewPlatform[]> {
  return fitting(
    tx,
    await rows<PlatformParts>(
      tx,
      `${PAIRS} AND os.release_id = (${OS_BY_COORDINATE}) AND cpu.product_id = (${CPU_BY_COORDINATE})`,
      [os, cpu],
    ),
  );
}

async function fitting(tx: EntityManager, pairs: readonly PlatformParts[]): Promise<NewPlatform[]> {
  const isas = await rows<{ slug: string; hardware: string }>(tx, 'SELECT slug, hardware FROM isas');
  return pairs.flatMap((pair) => {
    const isa = platformIsa({ isas: pair.isas }, { isa: pair.cpuIsa }, isas);
    return isa === undefined ? [] : [{ os: pair.osReleaseId, cpu: pair.cpuModelId, isa }];
  });
}

export async function insertPlatforms(
  tx: EntityManager,
  platforms: readonly NewPlatform[],
  origin: Origin,
  revision: number,
): Promise<void> {
  await tx.query(
    `INSERT INTO platforms (os_release_id, cpu_model_id, isa, origin, revision)
     SELECT x.os, x.cpu, x.isa, $2, $3 FROM jsonb_to_recordset($1::jsonb) AS x(os uuid, cpu uuid, isa text)`,
    [JSON.stringify(platforms), origin, revision],
  );
}
