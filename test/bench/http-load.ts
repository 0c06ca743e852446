import { load, type LoadOrder, type LoadResult } from './http/load.js';
import { askedCells, questionSequence } from './queries/asked-cells.js';
import { CheckRequests } from './queries/check-requests.js';
import type { WorldSize } from './world/size.js';

/*
 * The load generator, a process of its own: what it computes must not take time from the server's process, nor its memory
 * from ours. It is told the world on its command line and answers each order with a result.
 */

/** Questions are drawn once; after so many the same sequence begins again. */
const SEQUENCE = 2_000_000;

export interface LoadReady {
  readonly ready: { readonly distinctCells: number };
}
export type LoadAnswer = LoadReady | { readonly result: LoadResult } | { readonly failed: string };

/** The parent is this bench's own code: what it sends has the shape that it was compiled with. */
const size = JSON.parse(process.argv[2] ?? '{}') as WorldSize;
const answer = (message: LoadAnswer): void => void process.send?.(message);

const cells = askedCells(size);
const sequence = questionSequence(size, cells, SEQUENCE);
const requests = new CheckRequests(size);
let place = 0;
const next = (): string => {
  place = (place + 1) % sequence.length;
  return requests.of(sequence[place] ?? 0);
};

process.on('message', (order: LoadOrder) => {
  load(order, next).then(
    (result) => answer({ result }),
    (error: unknown) => answer({ failed: String(error) }),
  );
});
process.on('disconnect', () => process.exit());
answer({ ready: { distinctCells: cells.length } });
