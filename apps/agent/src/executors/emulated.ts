import type { Executor } from './executor.js';
import type { Emulator } from './emulators.js';

/**
 * The product runs through qemu-user, which translates its instructions and system calls. Static binaries work; a
 * program that starts another one by its path only works where the kernel knows the foreign format (binfmt_misc).
 */
export function emulatedExecutor(emulator: Emulator): Executor {
  return {
    command: (argv) => [emulator.path, ...argv],
    facts: { emulator: emulator.path, emulatorVersion: emulator.version },
  };
}
