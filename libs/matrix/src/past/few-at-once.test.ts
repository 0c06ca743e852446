import { describe, expect, it } from '@jest/globals';
import { FewAtOnce } from './few-at-once.js';

describe('few at once', () => {
  it('run as many as there is room for, the others in their order, whatever becomes of them', async () => {
    const few = new FewAtOnce(2);
    const order: number[] = [];
    const release: (() => void)[] = [];
    let [running, most] = [0, 0];
    const works = [0, 1, 2, 3, 4].map((index) =>
      few.run(async () => {
        order.push(index);
        running += 1;
        most = Math.max(most, running);
        await new Promise<void>((resolve) => release.push(resolve));
        running -= 1;
        if (index === 1) throw new Error('broke');
        return index;
      }),
    );
    const settled = Promise.allSettled(works);
    for (let left = works.length; left > 0; left -= 1) {
      while (release.length === 0) await Promise.resolve();
      release.shift()?.();
    }
    expect((await settled).map((one) => (one.status === 'fulfilled' ? one.value : 'broke'))).toEqual([
      0,
      'broke',
      2,
      3,
      4,
    ]);
    expect({ order, most }).toEqual({ order: [0, 1, 2, 3, 4], most: 2 });
  });
});
