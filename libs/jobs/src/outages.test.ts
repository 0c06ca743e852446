import { expect, it } from '@jest/globals';
import type { JobLog } from './log.js';
import { quietly } from './outages.js';

it('quietly logs one text once, and each text', () => {
  const logged: object[] = [];
  const write = (fields: object) => void logged.push(fields);
  const log: JobLog = { info: write, warn: write, error: write, child: () => log };
  const complain = quietly(log);
  const [down, other] = [new Error('down'), new Error('other')];
  complain(down, { queue: 'a' }, 'worker error');
  complain(new Error('down'), { queue: 'b' }, 'worker error');
  complain(other, { queue: 'b' }, 'worker error');
  expect(logged).toEqual([
    { err: down, queue: 'a' },
    { err: other, queue: 'b' },
  ]);
});
