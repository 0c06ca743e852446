import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { endianness, machine, release, totalmem, version } from 'node:os';
import { promisify } from 'node:util';
import { isaOf, parseLscpu, parseOsRelease } from '#libs/domain';
import type { HostFacts } from './host-facts.js';

const TEXT_UNITS = 2000;

/** DMI entries that any user may read; they tell boards and firmware apart. */
const DMI = {
  machineVendor: 'sys_vendor',
  machineModel: 'product_name',
  boardName: 'board_name',
  firmwareVersion: 'bios_version',
} as const;

/**
 * Facts of this machine: what os-release and lscpu say, memory in bytes, page size in bytes, kernel, C library, board
 * and firmware. A fact that can't be had is left out.
 */
export async function collectMachineFacts(): Promise<HostFacts> {
  const osReleaseText = (await textOf('/etc/os-release')) ?? (await textOf('/usr/lib/os-release')) ?? '';
  const os = parseOsRelease(osReleaseText);
  const cpu = parseLscpu((await outputOf('lscpu', [])) ?? '');
  const pageSize = Number(await outputOf('getconf', ['PAGESIZE']));
  const dmi = await Promise.all(
    Object.entries(DMI).map(
      async ([fact, file]) => [fact, (await textOf(`/sys/class/dmi/id/${file}`))?.trim()] as const,
    ),
  );
  return present({
    osId: os.id,
    osName: os.name,
    osPrettyName: os.prettyName,
    osVersionId: os.versionId,
    osRelease: osReleaseText,
    kernel: release(),
    kernelVersion: version(),
    libc: (await outputOf('getconf', ['GNU_LIBC_VERSION']))?.trim(),
    isa: machineIsa(),
    cpuVendorId: cpu.vendorId,
    cpuModelName: cpu.modelName,
    cpuBiosModelName: cpu.biosModelName,
    cpus: cpu.cpus,
    sockets: cpu.sockets,
    coresPerSocket: cpu.coresPerSocket,
    threadsPerCore: cpu.threadsPerCore,
    hypervisorVendor: cpu.hypervisorVendor,
    memoryBytes: totalmem(),
    pageSizeBytes: Number.isFinite(pageSize) && pageSize > 0 ? pageSize : undefined,
    ...Object.fromEntries(dmi),
  });
}

/** ISA of this machine's silicon, in the catalogue's words. */
export function machineIsa(name = machine(), order = endianness()): string {
  // The kernel names big-endian MIPS alike; no catalogue entry is for it.
  return name === 'mips64' && order === 'BE' ? 'mips64' : isaOf(name);
}

function present(facts: Record<string, string | number | undefined>): HostFacts {
  return Object.fromEntries(
    Object.entries(facts).flatMap(([name, value]) => {
      if (value === undefined || value === '') return [];
      return [[name, typeof value === 'string' ? value.slice(0, TEXT_UNITS) : value]];
    }),
  );
}

async function textOf(file: string): Promise<string | undefined> {
  return readFile(file, 'utf8').catch(() => undefined);
}

async function outputOf(program: string, args: string[]): Promise<string | undefined> {
  try {
    const env = { PATH: process.env['PATH'], LC_ALL: 'C' };
    return (await promisify(execFile)(program, args, { env, timeout: 10_000 })).stdout;
  } catch {
    return undefined;
  }
}
