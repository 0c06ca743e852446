import { appendFileSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { LogSpool } from './log-spool.js';

describe('LogSpool', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'shipei-test-spool-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('numbers chunks by stream and size, and reads them within limits', () => {
    const spool = new LogSpool(folder);
    spool.append('stdout', 'a');
    spool.append('stdout', 'b\n');
    spool.append('stderr', '错误\n');
    spool.append('stdout', 'x'.repeat(40_000));
    spool.flush();
    const all = spool.read(0, 100, 1_000_000);
    expect(all.map(({ seq, stream, text }) => [seq, stream, text.length])).toEqual([
      [0, 'stdout', 3],
      [1, 'stderr', 3],
      [2, 'stdout', 16_384],
      [3, 'stdout', 16_384],
      [4, 'stdout', 7232],
    ]);
    expect(spool.read(1, 2, 1_000_000).map(({ seq }) => seq)).toEqual([1, 2]);
    expect(spool.read(2, 100, 20_000).map(({ seq }) => seq)).toEqual([2]);
    expect(spool.read(5, 100, 20_000)).toEqual([]);
  });

  it('does not throw where the disk is full, but says so and takes nothing more', () => {
    const spool = new LogSpool(folder);
    symlinkSync('/dev/full', path.join(folder, 'log.ndjson'));
    spool.append('stdout', 'x'.repeat(40_000));
    expect(spool.failed.aborted).toBe(true);
    expect(String(spool.failed.reason)).toContain('ENOSPC');
    spool.append('stdout', 'later');
    spool.flush();
    expect(spool.length).toBe(0);
  });

  it('goes on after a restart, without the line that was not finished', () => {
    const first = new LogSpool(folder);
    first.append('stdout', '你好\n');
    first.flush();
    first.append('agent', '# end\n');
    first.flush();
    appendFileSync(path.join(folder, 'log.ndjson'), '{"seq":2,"at":"2026-');
    const second = new LogSpool(folder);
    expect(second.length).toBe(2);
    second.append('stdout', 'later\n');
    second.flush();
    expect(second.read(0, 10, 10_000).map(({ seq, text }) => [seq, text])).toEqual([
      [0, '你好\n'],
      [1, '# end\n'],
      [2, 'later\n'],
    ]);
  });

  it('wakes who waits for more', async () => {
    const spool = new LogSpool(folder);
    const waiting = spool.waitFor(0, new AbortController().signal);
    spool.append('stdout', 'x');
    await waiting;
    expect(spool.length).toBe(1);
  });
});
