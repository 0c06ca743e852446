import { access, constants } from 'node:fs/promises';
import { PACKAGES } from './esbuild.js';

/** Where agents look for qemu-user. */
const FOLDERS = ['/usr/bin', '/usr/local/bin'];
const OWN_ISA: Partial<Record<NodeJS.Architecture, string>> = {
  x64: 'x86_64',
  arm64: 'aarch64',
  loong64: 'loongarch64',
  riscv64: 'riscv64',
};

/** ISAs of the demo's packages, other than this machine's, that an installed qemu-user runs. */
export async function installedEmulators(): Promise<string[]> {
  const found: string[] = [];
  for (const { isa } of PACKAGES) {
    if (isa !== OWN_ISA[process.arch] && (await hasEmulator(isa))) found.push(isa);
  }
  return found;
}

async function hasEmulator(isa: string): Promise<boolean> {
  const paths = FOLDERS.flatMap((folder) => [`${folder}/qemu-${isa}-static`, `${folder}/qemu-${isa}`]);
  const usable = await Promise.all(
    paths.map((path) =>
      access(path, constants.X_OK).then(
        () => true,
        () => false,
      ),
    ),
  );
  return usable.includes(true);
}
