import { closeSync, readdirSync, readFileSync } from 'node:fs';

const O_CLOEXEC = 0o2000000;

/**
 * Closes the descriptors that whoever started the agent left open: they would reach vendor code. Node's own are
 * close-on-exec, and Node marks inherited ones only up to the first gap in their numbers.
 *
 * Call it first of all, before anything of the agent's own is open.
 */
export function closeInheritedDescriptors(): void {
  for (const name of readdirSync('/proc/self/fdinfo')) {
    const descriptor = Number(name);
    if (descriptor > 2 && survivesExec(name)) closeSync(descriptor);
  }
}

function survivesExec(descriptor: string): boolean {
  try {
    const flags = /^flags:\s*([0-7]+)$/m.exec(readFileSync(`/proc/self/fdinfo/${descriptor}`, 'utf8'))?.[1];
    return flags !== undefined && (Number.parseInt(flags, 8) & O_CLOEXEC) === 0;
  } catch {
    // The one that was reading the folder has gone.
    return false;
  }
}
