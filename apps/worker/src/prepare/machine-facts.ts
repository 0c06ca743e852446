import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { arch, release } from 'node:os';
import { promisify } from 'node:util';
import type { MachineFacts } from '#libs/registry';

/** Kernel's machine name by Node's name of the architecture. */
const MACHINES: Readonly<Record<string, string>> = {
  x64: 'x86_64',
  arm64: 'aarch64',
  loong64: 'loongarch64',
  riscv64: 'riscv64',
  mips64el: 'mips64',
};

/** What the machine says of itself. A part that it can't tell is left to its architecture. */
export async function machineFacts(): Promise<MachineFacts> {
  return {
    osRelease: await readFile('/etc/os-release', 'utf8').catch(() => ''),
    lscpu: await lscpu(),
    kernel: release(),
  };
}

async function lscpu(): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)('lscpu', [], { env: { PATH: process.env['PATH'], LC_ALL: 'C' } });
    return stdout;
  } catch {
    return `Architecture: ${MACHINES[arch()] ?? arch()}\n`;
  }
}
