import { existsSync, readFileSync } from 'node:fs';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { readProcesses } from '../../apps/agent/src/sandbox/process-table.js';
import { SandboxDisturbedError } from '../../apps/agent/src/sandbox/sandbox.js';
import { markedProcesses, waitUntil } from './support/marked-processes.js';
import { namespaceMeans, namespaceModes, plainMeans, TestSandbox } from './support/sandbox-harness.js';

jest.setTimeout(60_000);

let box: TestSandbox | undefined;
afterEach(async () => {
  await box?.close();
  box = undefined;
});

/** Ways of isolating that this machine allows; the sandbox's own suite says why others are not there. */
const possible = [];
for (const mode of namespaceModes()) {
  const opened = await TestSandbox.open(namespaceMeans(mode)).catch(() => undefined);
  await opened?.close();
  if (opened === undefined) process.stderr.write(`\n#  NOT RUN: a disturbed sandbox of namespaces made by ${mode}\n`);
  else possible.push({ name: mode, means: namespaceMeans(mode) });
}

const withThreads = existsSync('/usr/bin/python3');
if (!withThreads) process.stderr.write('\n#  NOT RUN: a process whose first thread has ended needs python3\n');
const itWithThreads = withThreads ? it : it.skip;

describe.each([...possible, { name: 'nobody', means: plainMeans }])(
  'a sandbox isolated by $name',
  ({ name: mode, means }) => {
    it('ends with a command that has stopped itself', async () => {
      box = await TestSandbox.open(means);
      const marker = `shipei-stopped-${process.pid}-${Date.now()}`;
      const command = { argv: ['/bin/bash', '-c', 'kill -STOP $$', marker], onOutput: () => 'kept' as const };
      await box.sandbox.launch(command);
      await waitUntil('everything of it has stopped', () => {
        const states = markedProcesses(marker).map((pid) => stateOf(pid));
        return states.length > 0 && states.every((state) => state === 'T');
      });
      await box.close();
      expect(markedProcesses(marker)).toEqual([]);
    });

    itWithThreads('sees a process whose first thread has ended', async () => {
      box = await TestSandbox.open(means);
      const program =
        'import ctypes, threading, time; threading.Thread(target=time.sleep, args=(1000,)).start(); print("up", flush=True); ctypes.CDLL(None).pthread_exit(None)';
      const marker = `shipei-threads-${process.pid}-${Date.now()}`;
      await box.sandbox.launch({ argv: ['python3', '-c', program, marker], onOutput: () => 'kept' });
      await waitUntil('its first thread has ended', () =>
        readProcesses().some(({ pid, name }) => name.startsWith('python3') && stateOf(String(pid)) === 'Z'),
      );
      expect((await box.sandbox.livingProcesses()).length).toBe(1);
      await box.sandbox.killAll();
      expect(await box.sandbox.livingProcesses()).toEqual([]);
    });

    if (means === plainMeans) return;

    it('keeps room for input, whatever vendor code writes', async () => {
      box = await TestSandbox.open(means);
      await box.shell(
        'for n in 1 2 3 4; do dd if=/dev/zero of=/input/$n bs=1M; done; n=0; while : >/input/n$n; do n=$((n+1)); done',
      );
      const read = await box.run(['/bin/sh', '-c', 'cat /dev/stdin; ls -A /input'], 'hello');
      expect(read).toMatchObject({ code: 0, stdout: 'hello' });
    });

    it('blames vendor code that stands in the way of its helpers, where it can', async () => {
      box = await TestSandbox.open(means);
      const killer = 'echo ready; while :; do kill -9 -1; done';
      let said = '';
      await box.sandbox.launch({
        argv: ['/bin/bash', '-c', killer],
        onOutput: (_stream, bytes) => {
          said += bytes.toString();
          return 'kept';
        },
      });
      await waitUntil('the killer is at work', () => said.includes('ready'));
      const look = async (): Promise<unknown> => {
        for (let round = 0; round < 20; round++) await box?.sandbox.livingProcesses();
        return undefined;
      };
      const error = await look().catch((thrown: unknown) => thrown);
      if (mode === 'root') expect(error).toBeUndefined();
      else expect(error).toBeInstanceOf(SandboxDisturbedError);
    });
  },
);

/** State letter of a process's first thread; undefined when it has gone. */
function stateOf(pid: string): string | undefined {
  return /^State:\s*(\S)/m.exec(readVanishing(`/proc/${pid}/status`))?.[1];
}

function readVanishing(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
