import { readFile } from 'node:fs/promises';
import { endianness, machine, totalmem, version } from 'node:os';
import {
  abiWorldOf,
  isaOf,
  LOONGARCH_LOADERS,
  MACHINE_FILES,
  parseCpuinfo,
  parseLscpu,
  parseOsRelease,
} from '#libs/domain';
import { readMachine } from '#libs/runtime';
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
 * Facts of this machine: what os-release and lscpu say, where its service pack is told and which cores it has, memory in bytes,
 * page size in bytes, kernel, C library, board and firmware. A fact that can't be had is left out.
 */
export async function collectMachineFacts(): Promise<HostFacts> {
  const read = await readMachine(MACHINE_FILES, Object.values(LOONGARCH_LOADERS));
  const osReleaseText = read.files['/etc/os-release'] ?? '';
  const os = parseOsRelease(osReleaseText);
  const cpu = parseLscpu(read.lscpu);
  const cpuinfo = parseCpuinfo(read.files['/proc/cpuinfo'] ?? '');
  const isa = machineIsa();
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
    osVersion: read.files['/etc/os-version'],
    osIssue: read.files['/etc/issue'],
    osProductInfo: read.files['/etc/.productinfo'],
    kernel: read.kernel,
    kernelVersion: version(),
    libc: read.libc,
    isa,
    abiWorld: abiWorldOf(isa, read.loaders),
    userlandBits: read.userlandBits,
    cpuVendorId: cpu.vendorId,
    cpuModelName: cpu.modelName ?? cpuinfo.modelName,
    cpuBiosModelName: cpu.biosModelName,
    cpuImplementer: cpuinfo.implementer,
    cpuParts: cpuinfo.parts.join(' '),
    cpus: cpu.cpus,
    sockets: cpu.sockets,
    coresPerSocket: cpu.coresPerSocket,
    threadsPerCore: cpu.threadsPerCore,
    hypervisorVendor: cpu.hypervisorVendor,
    memoryBytes: totalmem(),
    pageSizeBytes: read.pageSize,
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
