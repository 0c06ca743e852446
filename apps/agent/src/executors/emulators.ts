import { execFile } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import { promisify } from 'node:util';

export interface Emulator {
  readonly path: string;
  /** First line of what it says about its version. */
  readonly version: string;
}

/** Folders that the sandbox shows. */
const FOLDERS = ['/usr/bin', '/usr/local/bin'];

/**
 * The qemu-user of an ISA, if this machine has one that works. Static builds first: they need nothing of the sandbox.
 * QEMU's names of the ISAs are the catalogue's; it has none for the second ABI world of LoongArch, nor for sw_64.
 */
export async function findEmulator(isa: string): Promise<Emulator | undefined> {
  if (!/^[a-z0-9_]+$/.test(isa)) return undefined;
  for (const name of [`qemu-${isa}-static`, `qemu-${isa}`]) {
    for (const folder of FOLDERS) {
      const path = `${folder}/${name}`;
      const version = await versionOf(path);
      if (version !== undefined) return { path, version };
    }
  }
  return undefined;
}

async function versionOf(path: string): Promise<string | undefined> {
  try {
    await access(path, constants.X_OK);
    const { stdout } = await promisify(execFile)(path, ['--version'], { timeout: 10_000, env: { LC_ALL: 'C' } });
    return stdout.split('\n')[0]?.trim().slice(0, 200);
  } catch {
    // Missing, or not for this machine: then it can't emulate either.
    return undefined;
  }
}
