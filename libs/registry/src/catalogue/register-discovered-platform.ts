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
  type MachineTexts,
} from '#libs/domain';
import type { EntityManager } from 'typeorm';
import { CPU_BY_COORDINATE, insertPlatforms, missingPlatform, OS_BY_COORDINATE } from './complete-platforms.js';
import { platformPartChanges, recordPlatformParts } from './record-platform-parts.js';
import {
  ensureVendor,
  stageCpus,
  stageOsReleases,
  type CpuFacts,
  type OsReleaseFacts,
} from './stage-platform-parts.js';

/** What a machine says of itself. */
export interface MachineFacts {
  /** Text of /etc/os-release. */
  readonly osRelease: string;
  /** Texts of the files in which systems tell their service pack, and of /proc/cpuinfo, as far as they are there. */
  readonly files?: MachineTexts['files'];
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
    const knownOs = identifyOs(osFacts, systems, machine.files);
    const knownCpu = identifyCpu(cpuFacts, models, machine.files?.['/proc/cpuinfo']);
    const newOs = discoveredOs(osFacts);
    const newCpu = discoveredCpu(cpuFacts);
    const os = knownOs === undefined || knownOs === 'ambiguous' ? formatOsReleaseCoordinate(newOs.coordinate) : knownOs;
    const cpu = knownCpu === undefined || knownCpu === 'ambiguous' ? formatCpuCoordinate(newCpu.coordinate) : knownCpu;
    if (await platformExists(tx, os, cpu)) return { os, cpu, isa: isaOf(cpuFacts.architecture) };

    const isa = isaOf(cpuFacts.architecture);
    const systemFound: OsReleaseFacts = {
      coordinate: os,
      name: newOs.name,
      nameEn: newOs.nameEn,
      edition: 'unknown',
      servicePack: null,
      kernel: machine.kernel,
      libc: null,
      pageSizes: {},
      packageFormat: null,
      base: null,
      // Found on a machine of another ISA before: it runs on both.
      isas: [...new Set([...(await isasOf(tx, os)), isa])],
      endOfLife: null,
      line: newOs.coordinate.release,
      ordinal: 0,
      identification: null,
      provenance,
    };
    const cpuFound: CpuFacts = {
      coordinate: cpu,
      name: newCpu.name,
      nameEn: newCpu.nameEn,
      generation: null,
      isa: newCpu.isa,
      abiWorld: null,
      ambiguous: false,
      identification: {},
      provenance,
    };
    const vendorOf = (vendor: { slug: string; name: string }): Promise<string> =>
      ensureVendor(tx, { ...vendor, nameEn: null });
    const newSystems = os === knownOs ? [] : [{ vendorId: await vendorOf(newOs.vendor), os: systemFound }];
    const newCpus = cpu === knownCpu ? [] : [{ vendorId: await vendorOf(newCpu.vendor), cpu: cpuFound }];
    const changes = await platformPartChanges(
      tx,
      {
        systems: await stageOsReleases(tx, newSystems, 'discovered'),
        cpus: await stageCpus(tx, newCpus, 'discovered'),
      },
      'discovered',
    );
    const revision = await takeRevision(tx, `discovered ${os} on ${cpu}`);
    await recordPlatformParts(tx, changes, revision);
    await insertPlatforms(tx, await missingPlatform(tx, os, cpu), 'discovered', revision);
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
    return { os, cpu, isa };
  });
}

async function isasOf(tx: EntityManager, os: string): Promise<readonly string[]> {
  const sql = `SELECT isas FROM os_releases WHERE release_id = (${OS_BY_COORDINATE})`;
  return (await row<{ isas: string[] }>(tx, sql, [os]))?.isas ?? [];
}

async function platformExists(tx: EntityManager, os: string, cpu: string): Promise<boolean> {
  const found = await row(
    tx,
    `SELECT 1 AS one FROM platforms WHERE os_release_id = (${OS_BY_COORDINATE}) AND cpu_model_id = (${CPU_BY_COORDINATE})`,
    [os, cpu],
  );
  return found !== undefined;
}
