import { describe, expect, it } from '@jest/globals';
import { SharedReadings } from './shared-readings.js';

/** Readings that end when they are told to, in the order in which they began. */
function controlled() {
  const begun: { key: string; end: (result: string) => void; fail: (error: Error) => void }[] = [];
  const read = (key: string) => (): Promise<string> =>
    new Promise((end, fail) => {
      begun.push({ key, end, fail });
    });
  /** Lets everything go on that does not wait for a reading. */
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  };
  return { begun, read, settle };
}

describe('shared readings', () => {
  it('serve all who ask before one begins, and make those who come later wait for the next', async () => {
    const shared = new SharedReadings<string>();
    const { begun, read, settle } = controlled();
    const first = [shared.share('a', read('a')), shared.share('a', read('a'))];
    await settle();
    expect(begun).toHaveLength(1);

    const second = [shared.share('a', read('a')), shared.share('a', read('a'))];
    await settle();
    expect(begun).toHaveLength(1);

    begun[0]?.end('before');
    expect(await Promise.all(first)).toEqual(['before', 'before']);
    await settle();
    expect(begun).toHaveLength(2);

    begun[1]?.end('after');
    expect(await Promise.all(second)).toEqual(['after', 'after']);
  });

  it('keep nothing, and never mix up what is asked for', async () => {
    const shared = new SharedReadings<string>();
    const { begun, read, settle } = controlled();
    const asked = [shared.share('a', read('a')), shared.share('b', read('b'))];
    await settle();
    expect(begun.map(({ key }) => key)).toEqual(['a', 'b']);
    for (const { key, end } of begun) end(key);
    expect(await Promise.all(asked)).toEqual(['a', 'b']);

    const again = shared.share('a', read('a'));
    await settle();
    expect(begun).toHaveLength(3);
    begun[2]?.end('anew');
    expect(await again).toBe('anew');
  });

  it('that fail do so for those who took part, and not for the next', async () => {
    const shared = new SharedReadings<string>();
    const { begun, read, settle } = controlled();
    const failing = Promise.allSettled([shared.share('a', read('a')), shared.share('a', read('a'))]);
    await settle();
    const next = shared.share('a', read('a'));
    begun[0]?.fail(new Error('away'));
    expect((await failing).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await settle();
    begun[1]?.end('back');
    expect(await next).toBe('back');
  });
});
