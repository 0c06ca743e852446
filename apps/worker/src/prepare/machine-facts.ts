import { LOONGARCH_LOADERS, MACHINE_FILES } from '#libs/domain';
import type { MachineFacts } from '#libs/registry';
import { readMachine } from '#libs/runtime';

/** What the machine says of itself. A part that it can't tell is left to its architecture. */
export async function machineFacts(): Promise<MachineFacts> {
  const { files, lscpu, machine, kernel } = await readMachine(MACHINE_FILES, Object.values(LOONGARCH_LOADERS));
  return {
    osRelease: files['/etc/os-release'] ?? '',
    files,
    lscpu: lscpu === '' ? `Architecture: ${machine}\n` : lscpu,
    kernel,
  };
}
