import { audit, row, rows, takeRevision, transaction, type Context } from '#libs/database';
import {
  discoveredCpu,
  discoveredOs,
  DomainError,
  formatCpuCoordinate,
  formatOsReleaseCoordinate,
  identifyCpu,
  identifyOs,
  isaOf,
  parseLscpu,
  parseOsRelease,
  type IdentifiableCpu,
  type IdentifiableOs,
} from '#libs/domain';
import type { EntityManager } from 'typeorm';
import {
  addDiscoveredPlatform,
  CPU_BY_COORDINATE,
  ensureVendor,
  OS_BY_COORDINATE,
  upsertCpu,
  upsertOsRelease,
} from './upsert-platform-parts.js';

/** What a machine says of itself. */
export interface MachineFacts {
  /** Text of /etc/os-release. */
  readonly osRelease: string;
  /** Output of `LC_ALL=C lscpu`. */
  readonly lscpu: string;
  /** Output of `uname -r`. */
  readonly kernel: string;
}

/**
 * Registers the OS × CPU that a machine stands on, under the catalogue's coordinates where the catalogue knows them and
 * with `origin: discovered` where it does not. Such a platform certifies under the development scheme only.
 */
export async function registerDiscoveredPlatform(
  { db, actor }: Context,
  machine: MachineFacts,
): Promise<{ os: string; cpu: string; isa: string }> {
  const osFacts = parseOsRelease(machine.osRelease);
  const cpuFacts = parseLscpu(machine.lscpu);
  const today = new Date().toISOString().slice(0, 10);
  const provenance = { source: 'os-release and lscpu of the machine', date: today, confidence: 'verified' as const };
  return transaction(db, async (tx) => {
    const systems = await rows<IdentifiableOs>(
      tx,
      `SELECT o.slug || '/' || p.slug || '@' || r.version AS coordinate,
              CASE WHEN os.identification = '{}' THEN NULL ELSE os.identification END AS identification
         FROM os_releases os JOIN releases r ON r.id = os.release_id JOIN products p ON p.id = r.product_id
         JOIN organizations o ON o.id = p.vendor_id WHERE os.origin = 'catalogue'`,
    );
    const models = await rows<IdentifiableCpu>(
      tx,
      `SELECT o.slug || '/' || p.slug AS coordinate, c.isa, c.ambiguous, c.identification
         FROM cpu_models c JOIN products p ON p.id = c.product_id JOIN organizations o ON o.id = p.vendor_id
        WHERE c.origin = 'catalogue'`,
    );
    const knownOs = identifyOs(osFacts, systems);
    const knownCpu = identifyCpu(cpuFacts, models);
    const newOs = discoveredOs(osFacts);
    const newCpu = discoveredCpu(cpuFacts);
    const os = knownOs === undefined || knownOs === 'ambiguous' ? formatOsReleaseCoordinate(newOs.coordinate) : knownOs;
    const cpu = knownCpu === undefined || knownCpu === 'ambiguous' ? formatCpuCoordinate(newCpu.coordinate) : knownCpu;
    if (await platformExists(tx, os, cpu)) return { os, cpu, isa: isaOf(cpuFacts.architecture) };

    const revision = await takeRevision(tx, `discovered ${os} on ${cpu}`);
    if (os !== knownOs) {
      await upsertOsRelease(
        tx,
        await ensureVendor(tx, { ...newOs.vendor, nameEn: null }),
        {
          coordinate: os,
          name: newOs.name,
          nameEn: newOs.nameEn,
          edition: 'unknown',
          servicePack: null,
          kernel: machine.kernel,
          libc: null,
          pageSizes: {},
          packageFormat: null,
          isas: [isaOf(cpuFacts.architecture)],
          endOfLife: null,
          line: newOs.coordinate.release,
          ordinal: 0,
          identification: null,
          provenance,
        },
        'discovered',
        revision,
      );
    }
    if (cpu !== knownCpu) {
      await upsertCpu(
        tx,
        await ensureVendor(tx, { ...newCpu.vendor, nameEn: null }),
        {
          coordinate: cpu,
          name: newCpu.name,
          nameEn: newCpu.nameEn,
          generation: null,
          isa: newCpu.isa,
          abiWorld: null,
          ambiguous: false,
          identification: {},
          provenance,
        },
        'discovered',
        revision,
      );
    }
    await addDiscoveredPlatform(tx, os, cpu, revision);
    if (!(await platformExists(tx, os, cpu))) {
      throw new DomainError(
        'invalid-request',
        `${os} 与 ${cpu} 的指令集不符 · ${os} is not known to run on the ISA of ${cpu}`,
      );
    }
    await audit(tx, actor, {
      action: 'platform.discover',
      subject: ['platform', `${os} ${cpu}`],
      details: { revision },
    });
    return { os, cpu, isa: isaOf(cpuFacts.architecture) };
  });
}

async function platformExists(tx: EntityManager, os: string, cpu: string): Promise<boolean> {
  const found = await row(
    tx,
    `SELECT 1 AS one FROM platforms WHERE os_release_id = (${OS_BY_COORDINATE}) AND cpu_model_id = (${CPU_BY_COORDINATE})`,
    [os, cpu],
  );
  return found !== undefined;
}
