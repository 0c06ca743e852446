/** What /proc/cpuinfo of a machine says, as far as it identifies the CPU. */
export interface CpuinfoFacts {
  /** x86: CPUID's vendor. */
  readonly vendorId: string | undefined;
  /** Absent on most Arm kernels; vendors' kernels print one there too. */
  readonly modelName: string | undefined;
  /** Arm MIDR fields, lower-case hexadecimal with `0x`; several parts on big.LITTLE machines. */
  readonly implementer: string | undefined;
  readonly parts: readonly string[];
}

/** Names of the model by field, in lower case; `cpu model` is MIPS'. */
const NAMES = ['model name', 'cpu model'];

/** Reads /proc/cpuinfo of any ISA: `label : value` lines, a paragraph per CPU. Labels differ in case between kernels. */
export function parseCpuinfo(text: string): CpuinfoFacts {
  const fields = new Map<string, Set<string>>();
  for (const line of text.split('\n')) {
    const colon = line.indexOf(':');
    if (colon < 0) continue;
    const label = line.slice(0, colon).trim().toLowerCase();
    const value = line.slice(colon + 1).trim();
    if (value !== '') fields.set(label, (fields.get(label) ?? new Set()).add(value));
  }
  const first = (label: string): string | undefined => [...(fields.get(label) ?? [])][0];
  return {
    vendorId: first('vendor_id'),
    modelName: NAMES.map(first).find((name) => name !== undefined),
    implementer: first('cpu implementer')?.toLowerCase(),
    parts: [...(fields.get('cpu part') ?? [])].map((part) => part.toLowerCase()),
  };
}

/**
 * Names of Arm cores by implementer and part, as lscpu of util-linux 2.40 prints them; without lscpu they are all that an Arm
 * machine tells. A core's name is a model's name only where the catalogue says so.
 */
const CORE_NAMES: Readonly<Record<string, string>> = {
  '0x48/0xd01': 'TaiShan-v110',
  '0x48/0xd02': 'TaiShan-v120',
  '0x70/0x660': 'FTC660',
  '0x70/0x661': 'FTC661',
  '0x70/0x662': 'FTC662',
  '0x70/0x663': 'FTC663',
};

/** Name of the core; undefined where it is not known, and where cores of several kinds are in one machine. */
export function coreName({ implementer, parts }: CpuinfoFacts): string | undefined {
  const [part] = parts;
  return implementer === undefined || part === undefined || parts.length > 1
    ? undefined
    : CORE_NAMES[`${implementer}/${part}`];
}

/** The core that a name such as lscpu's means, where it is a core's name. */
export function coreCalled(name: string | undefined): Pick<CpuinfoFacts, 'implementer' | 'parts'> | undefined {
  const [implementer, part] =
    Object.entries(CORE_NAMES)
      .find(([, core]) => core === name)?.[0]
      .split('/') ?? [];
  return implementer === undefined || part === undefined ? undefined : { implementer, parts: [part] };
}
