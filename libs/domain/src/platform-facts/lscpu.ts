/** What `lscpu` of a machine says, as far as it identifies the CPU. Run it with LC_ALL=C: translated labels are not read. */
export interface LscpuFacts {
  /** Kernel's machine name, e.g. `aarch64`. Empty when lscpu did not say. */
  readonly architecture: string;
  readonly vendorId: string | undefined;
  readonly modelName: string | undefined;
  /** Name by the firmware's SMBIOS tables; on Arm servers often the only one that tells models apart. */
  readonly biosModelName: string | undefined;
  /** Logical CPUs. */
  readonly cpus: number | undefined;
  readonly sockets: number | undefined;
  readonly coresPerSocket: number | undefined;
  readonly threadsPerCore: number | undefined;
  /** Set on virtual machines. */
  readonly hypervisorVendor: string | undefined;
  readonly flags: readonly string[];
}

/**
 * Reads lscpu's plain output (util-linux 2.2x to 2.4x): `Label: value` lines, in newer versions indented by topic. On
 * big.LITTLE machines, where labels repeat, the first value counts. `-` means that lscpu could not tell.
 */
export function parseLscpu(text: string): LscpuFacts {
  const fields = new Map<string, string>();
  for (const line of text.split('\n')) {
    const colon = line.indexOf(':');
    if (colon < 0) continue;
    const label = line.slice(0, colon).trim().toLowerCase();
    const value = line.slice(colon + 1).trim();
    if (value !== '' && value !== '-' && !fields.has(label)) fields.set(label, value);
  }
  return {
    architecture: fields.get('architecture') ?? '',
    vendorId: fields.get('vendor id'),
    modelName: fields.get('model name'),
    biosModelName: fields.get('bios model name'),
    cpus: count(fields.get('cpu(s)')),
    sockets: count(fields.get('socket(s)')),
    coresPerSocket: count(fields.get('core(s) per socket')),
    threadsPerCore: count(fields.get('thread(s) per core')),
    hypervisorVendor: fields.get('hypervisor vendor'),
    flags: fields.get('flags')?.split(/\s+/) ?? [],
  };
}

function count(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

/** Machine names of the kernel (`uname -m`) that differ from the name of the ISA. */
const ISA_BY_MACHINE_NAME: Readonly<Record<string, string>> = {
  arm64: 'aarch64',
  // The MIPS kernel names itself mips64 in either byte order; the Loongson machines that run it are little endian.
  mips64: 'mips64el',
};

/**
 * ISA of the silicon behind a kernel machine name. An unknown name is taken as the ISA's own name.
 *
 * LoongArch machines answer `loongarch64` in both ABI worlds: which one a platform is follows from its OS.
 */
export function isaOf(architecture: string): string {
  const machine = architecture.trim().toLowerCase();
  return ISA_BY_MACHINE_NAME[machine] ?? machine;
}
