import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import type { IsolationMeans } from '../../apps/agent/src/sandbox/isolation.js';
import type { NamespaceMode } from '../../apps/agent/src/sandbox/namespace-sandbox.js';
import { readProcesses } from '../../apps/agent/src/sandbox/process-table.js';
import { vendorUid } from '../../apps/agent/src/sandbox/vendor-uid.js';
import { markedProcesses, waitUntil } from './support/marked-processes.js';
import { firstProcessBeside } from './support/namespaced-processes.js';
import { expectWithin, tasksBeside, tasksOfThisUser } from './support/other-tasks.js';
import {
  asRoot,
  FREE_SLOT,
  MIB,
  namespaceMeans,
  namespaceModes,
  plainMeans,
  TestSandbox,
} from './support/sandbox-harness.js';

jest.setTimeout(60_000);

/** As root, of a host that no agent of this machine has at the moment. */
const UID = vendorUid(FREE_SLOT);

let box: TestSandbox | undefined;
afterEach(async () => {
  await box?.close();
  box = undefined;
});

/** Why a way of isolating is not there; suites that need it say so and don't run. */
async function refusalOf(mode: NamespaceMode): Promise<string | undefined> {
  try {
    await (await TestSandbox.open(namespaceMeans(mode))).close();
    return undefined;
  } catch (error) {
    return String(error);
  }
}

const refusals = new Map<NamespaceMode, string | undefined>();
for (const mode of namespaceModes()) refusals.set(mode, await refusalOf(mode));

describe.each(namespaceModes())('a sandbox of namespaces made by %s', (mode) => {
  const refusal = refusals.get(mode);
  const means = namespaceMeans(mode);
  if (refusal !== undefined) {
    process.stderr.write(`\n#  NOT RUN: sandbox of namespaces made by ${mode}: ${refusal}\n`);
    it.skip(`cannot be made here: ${refusal}`, () => undefined); // The kernel refuses it: nothing is there to be tested.
    return;
  }
  itConfines(means);

  it('shows nothing but programs, its own processes and its scratch', async () => {
    box = await TestSandbox.open(means);
    const { stdout } = await box.shell(
      'echo $(find / -maxdepth 1 -mindepth 1); echo /proc/[0-9]*; cat /proc/self/mountinfo | cut -d" " -f5; env',
    );
    const [top = '', processes = '', ...rest] = stdout.split('\n');
    const system = [
      '/bin',
      '/input',
      '/lib',
      '/lib32',
      '/lib64',
      '/libx32',
      '/sbin',
      '/usr',
      '/etc',
      '/dev',
      '/proc',
      '/tmp',
      '/scratch',
    ];
    expect(top.split(' ').filter((folder) => !system.includes(folder))).toEqual([]);
    // The holder, the process that it waits for, the shell and its echo.
    expect(processes.split(' ').length).toBeLessThanOrEqual(4);
    expect(rest.join('\n')).not.toContain('/old');
    const names = ['PATH', 'HOME', 'LANG', 'PWD', 'OLDPWD', 'SHLVL', '_'];
    const variables = rest.filter((line) => line.includes('=')).map((line) => line.split('=')[0] ?? '');
    expect(variables.filter((name) => !names.includes(name))).toEqual([]);
    const outside = await box.shell(`ls ${process.cwd()} /root /home /var /run /sys ${tmpdir()}/*`);
    expect(outside.stdout.replace(/^\/tmp.*$/gm, '')).toBe('');
    const hosts = await box.shell('cat /proc/1/{environ,{root,cwd}/etc/shadow} /etc/shadow; readlink /proc/1/fd/*');
    expect(hosts.stdout).toBe('');
  });

  it('gives no privilege and no way to one', async () => {
    box = await TestSandbox.open(means);
    const { stdout } = await box.shell(
      'id -u; grep -E "^(CapPrm|CapEff|NoNewPrivs)" /proc/self/status; cp /bin/bash b; chmod 4755 b; ./b -p -c "id -u"; unshare --user true || echo no user namespace; unshare --mount true || echo no mount namespace; mount -t tmpfs x /tmp || echo no mount; cat /proc/self/setgroups',
    );
    const [uid, ...rest] = stdout.split('\n');
    expect(Number(uid)).toBeGreaterThan(0);
    expect(rest.slice(0, 7)).toEqual([
      'CapPrm:\t0000000000000000',
      'CapEff:\t0000000000000000',
      'NoNewPrivs:\t1',
      uid,
      'no user namespace',
      'no mount namespace',
      'no mount',
    ]);
    if (asRoot) {
      const sleeping = await box.sandbox.launch({ argv: ['sleep', '1000'], onOutput: () => 'kept' });
      const ofItsUid = (): number =>
        readProcesses().filter(({ uid: owner, name }) => owner === UID && name === 'sleep').length;
      // As an ordinary user's, the holder's own is one more.
      await waitUntil('it runs as the uid of its host', () => ofItsUid() === (mode === 'root' ? 1 : 2));
      await sleeping.signal('SIGKILL');
      await sleeping.exit;
    }
  });

  it('keeps what is written inside a limited tree', async () => {
    box = await TestSandbox.open(means, { limits: { scratchBytes: 8 * MIB, processes: 64, memoryBytes: 256 * MIB } });
    const written = await box.shell(
      'for f in /x /etc/x /usr/x /dev/x /proc/x ../x; do echo x >$f && echo wrote $f; done; echo x >/proc/sys/kernel/hostname && echo renamed; ln -s / root; echo x >root/x && echo wrote; rm -rf /etc /usr /dev /proc 2>/dev/null; ls /etc/passwd /usr/bin/env',
    );
    expect(written.stdout).toBe('/etc/passwd\n/usr/bin/env\n');
    const filled = await box.shell(
      'for n in 1 2 3; do for d in /scratch /tmp /dev/shm; do dd if=/dev/zero of=$d/f$n bs=1M; done; done; n=0; while : >n$n; do n=$((n+1)); done 2>/dev/null; echo $n files; du -sm --total /scratch /tmp /dev/shm | tail -1',
    );
    expect(filled.stderr).toContain('No space left on device');
    expect(Number(/(\d+)\ttotal/.exec(filled.stdout)?.[1])).toBeLessThanOrEqual(8);
    expect(Number(/(\d+) files/.exec(filled.stdout)?.[1])).toBeLessThan(5000);
    // It still works, and can be emptied again.
    expect((await box.shell('rm -rf /scratch/* /tmp/* /dev/shm/* && echo ok >ok && cat ok')).stdout).toBe('ok\n');
  });

  it('survives a vendor that kills everything it sees', async () => {
    box = await TestSandbox.open(means);
    await box.shell('kill -9 -1');
    await box.shell('kill -9 1; for p in /proc/[0-9]*; do kill -9 ${p#/proc/}; done');
    expect(box.sandbox.intact).toBe(true);
    expect((await box.run(['echo', 'alive'])).stdout).toBe('alive\n');
  });

  it('has only a loopback of its own, unless the plan asks for the network', async () => {
    box = await TestSandbox.open(means);
    expect((await box.shell('tail -n +3 /proc/net/dev | cut -d: -f1')).stdout.trim()).toBe('lo');
    await box.close();
    box = await TestSandbox.open(means, { network: true });
    expect((await box.shell('readlink /proc/self/ns/net')).stdout.trim()).toBe(
      execFileSync('readlink', ['/proc/self/ns/net'], { encoding: 'utf8' }).trim(),
    );
  });

  it('says that it is not intact when its processes were ended from outside', async () => {
    box = await TestSandbox.open(means);
    const marker = `shipei-intact-${process.pid}-${Date.now()}`;
    const command = { argv: ['/bin/bash', '-c', `exec -a ${marker} sleep 1000`], onOutput: () => 'kept' as const };
    const { exit } = await box.sandbox.launch(command);
    let first: number | undefined;
    await waitUntil('the command runs', () => (first = firstProcessBeside(markedProcesses(marker))) !== undefined);
    process.kill(first ?? Number.NaN, 'SIGKILL');
    await exit;
    await waitUntil('the end is noticed', () => box?.sandbox.intact === false);
    await expect(box.run(['true'])).rejects.toThrow();
  });
});

describe('a sandbox without isolation', () => {
  itConfines(plainMeans);

  it('uses another uid as root, and a scratch directory that goes away', async () => {
    box = await TestSandbox.open(plainMeans);
    const { stdout } = await box.shell('id -u; pwd; grep CapEff /proc/self/status');
    const [uid, scratch = '', capabilities] = stdout.split('\n');
    expect(uid).toBe(String(asRoot ? UID : process.getuid?.()));
    expect(scratch).toBe(box.sandbox.scratch);
    expect(capabilities).toBe('CapEff:\t0000000000000000');
    await box.shell('mkdir -p a/b; touch a/b/c; chmod 0 a');
    await box.close();
    expect(existsSync(scratch)).toBe(false);
  });
});

/** What every kind of sandbox owes. */
function itConfines(means: IsolationMeans): void {
  it('runs commands on real pipes with their input, exit code and signal', async () => {
    box = await TestSandbox.open(means);
    expect(await box.run(['cat', '/dev/stdin'], 'hello')).toEqual({
      code: 0,
      signal: null,
      stdout: 'hello',
      stderr: '',
    });
    expect(await box.shell('echo out >/dev/stdout; echo err >/dev/stderr; exit 7')).toEqual({
      code: 7,
      signal: null,
      stdout: 'out\n',
      stderr: 'err\n',
    });
    expect(await box.shell('kill -SEGV $$')).toMatchObject({ code: null, signal: 'SIGSEGV' });
    expect(await box.run(['./missing', '$(touch x)', '; touch y'])).toMatchObject({ code: 127 });
    expect(await box.run(['echo', '$(id)', '`id`', '; id', '-n'])).toMatchObject({ stdout: '$(id) `id` ; id -n\n' });
    expect((await box.run(['ls', '-A'])).stdout).toBe('');
  });

  it('holds open nothing but the three pipes', async () => {
    box = await TestSandbox.open(means);
    const { stdout } = await box.run(['find', '/proc/self/fd', '-type', 'l', '-printf', '%f %l\n']);
    const own = stdout.split('\n').filter((line) => /^[012] /.test(line));
    expect(own.map((line) => line.replace(/\S*\.(out|err) .*/, '$1'))).toEqual(['0 /dev/null', '1 out', '2 err']);
  });

  it('leaves no process behind, however it tried to get away', async () => {
    box = await TestSandbox.open(means);
    const marker = `shipei-marker-${process.pid}-${Date.now()}`;
    await box.shell(
      `trap "" TERM HUP INT; for i in 1 2 3; do (setsid nohup bash -c 'trap "" TERM HUP; (exec -a ${marker} sleep 1000) & exec -a ${marker} sleep 1000' >/dev/null 2>&1 &); done; sleep 0.3`,
    );
    expect(markedProcesses(marker).length).toBeGreaterThanOrEqual(6);
    expect((await box.sandbox.livingProcesses()).length).toBeGreaterThanOrEqual(6);
    await box.sandbox.killAll();
    expect(await box.sandbox.livingProcesses()).toEqual([]);
    await box.shell(`(exec -a ${marker} setsid sleep 1000 >/dev/null 2>&1 &)`);
    await box.close();
    expect(markedProcesses(marker)).toEqual([]);
  });

  it('kills a process with its group and waits for it', async () => {
    box = await TestSandbox.open(means);
    const marker = `shipei-group-${process.pid}-${Date.now()}`;
    let said = '';
    const started = await box.sandbox.launch({
      argv: ['/bin/bash', '-c', `(exec -a ${marker} sleep 1000) & trap 'exit 5' TERM; echo ready; wait`],
      onOutput: (_stream, bytes) => {
        said += bytes.toString();
        return 'kept';
      },
    });
    await waitUntil('the command is ready', () => said === 'ready\n');
    await started.signal('SIGTERM');
    expect(await started.exit).toEqual({ code: 5, signal: null });
    expect(started.running).toBe(false);
    expect(markedProcesses(marker)).toEqual([]);
    const stopped = await box.sandbox.launch({ argv: ['/bin/bash', '-c', 'kill -STOP $$'], onOutput: () => 'kept' });
    await box.run(['true']);
    await stopped.signal('SIGKILL');
    expect(await stopped.exit).toMatchObject({ signal: 'SIGKILL' });
  });

  it('bounds a fork bomb', async () => {
    box = await TestSandbox.open(means, { limits: { scratchBytes: 8 * MIB, processes: 40, memoryBytes: 256 * MIB } });
    const before = tasksOfThisUser();
    const bomb = await box.sandbox.launch({
      argv: ['/bin/sh', '-c', 'b() { b | b & }; b; sleep 1'],
      onOutput: () => 'kept',
    });
    const launched = await tasksBeside(box);
    await bomb.exit;
    await expectWithin(box, 40, before, launched);
    await box.sandbox.killAll();
    const beforeMany = tasksOfThisUser();
    const many = await box.run(['/bin/sh', '-c', 'i=0; while [ $i -lt 400 ]; do sleep 1000 & i=$((i+1)); done']);
    expect(`${many.code} ${many.stderr}`).toMatch(/[1-9].*(?:fork|resource)/is);
    await expectWithin(box, 40, beforeMany, await tasksBeside(box));
    await box.sandbox.killAll();
    expect(await box.sandbox.livingProcesses()).toEqual([]);
  });

  it('ends those who fork and exit all the time', async () => {
    box = await TestSandbox.open(means);
    const marker = `shipei-chain-${process.pid}-${Date.now()}`;
    for (let round = 0; round < 5; round++) {
      await box.run(['/bin/sh', '-c', 'next() { next & }; next; next; next; next', marker]);
      await box.sandbox.killAll();
      expect([...(await box.sandbox.livingProcesses()), ...markedProcesses(marker)]).toEqual([]);
    }
  });

  it('bounds memory and file size', async () => {
    box = await TestSandbox.open(means, { limits: { scratchBytes: 4 * MIB, processes: 40, memoryBytes: 64 * MIB } });
    expect((await box.run(['dd', 'if=/dev/zero', 'of=/dev/null', 'bs=200M', 'count=1'])).code).not.toBe(0);
    expect((await box.run(['dd', 'if=/dev/zero', 'of=/dev/null', 'bs=20M', 'count=1'])).code).toBe(0);
    await box.run(['dd', 'if=/dev/zero', 'of=big', 'bs=1M', 'count=10']);
    expect(Number((await box.run(['stat', '-c', '%s', 'big'])).stdout)).toBeLessThanOrEqual(4 * MIB);
  });
}
