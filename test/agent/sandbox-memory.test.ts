import { existsSync } from 'node:fs';
import { release } from 'node:os';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { makeMemoryGroup } from '../../apps/agent/src/sandbox/memory-group.js';
import { asRoot, MIB, namespaceMeans, namespaceModes, TestSandbox } from './support/sandbox-harness.js';

jest.setTimeout(60_000);

const LIMITS = { scratchBytes: 16 * MIB, processes: 64, memoryBytes: 64 * MIB };

let box: TestSandbox | undefined;
afterEach(async () => {
  await box?.close();
  box = undefined;
});

function unless(why: string | undefined): typeof it | typeof it.skip {
  if (why !== undefined) process.stderr.write(`\n#  NOT RUN: ${why}\n`);
  return why === undefined ? it : it.skip;
}

const group = await makeMemoryGroup(64 * MIB);
await group?.remove();
const grouped =
  group === undefined
    ? 'a limit on all of a sandbox’s memory: this machine lets us make no control group'
    : existsSync('/usr/bin/python3')
      ? undefined
      : 'a limit on all of a sandbox’s memory: the test needs python3';

const [major = 0, minor = 0] = release().split('.').map(Number);
const ownLimits = asRoot || major > 5 || (major === 5 && minor >= 19);

describe.each(namespaceModes())('memory in a sandbox made by %s', (mode) => {
  unless(
    mode === 'root' || ownLimits
      ? undefined
      : 'limits on memory shared by key: ordinary users set them since Linux 5.19',
  )('is bounded where it is shared by key, for good', async () => {
    box = await TestSandbox.open(namespaceMeans(mode), { limits: LIMITS });
    const made = await box.shell(
      'for n in 1 2 3 4 5 6 7 8 9 10; do ipcmk -M 10485760 >/dev/null 2>&1 && echo made; done',
    );
    expect(made.stdout).toBe('made\n'.repeat(6));
    const raised = await box.shell(
      'for f in shmall shmmni msgmni; do echo 1000000 >/proc/sys/kernel/$f && echo raised; done',
    );
    expect(raised.stdout).toBe('');
  });

  unless(grouped)('is bounded for all processes together, mapped and shared too', async () => {
    box = await TestSandbox.open(namespaceMeans(mode), { limits: LIMITS });
    const map = (mib: number): string =>
      `import mmap; m = mmap.mmap(-1, ${mib} * 1048576); [m.__setitem__(i, 1) for i in range(0, len(m), 4096)]; print("full")`;
    expect((await box.run(['python3', '-c', map(200)])).stdout).toBe('');
    expect((await box.run(['python3', '-c', map(20)])).stdout).toBe('full\n');
    expect(box.sandbox.intact).toBe(true);
  });
});
