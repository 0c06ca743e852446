import type { CommandContext } from '../context.js';
import { renderStamp } from '../rendering/bundle.js';
import { OfflineMatrix, type BundleStamp } from './offline-matrix.js';
import { asTheService } from './refusals.js';

/** Answers from a bundle instead of the service; the answer says which one it comes from and how old that is. */
export async function presentFromBundle<T extends object>(
  context: CommandContext,
  path: string,
  answer: (matrix: OfflineMatrix, now: Date) => Promise<T>,
  render: (answer: T) => string,
): Promise<void> {
  const now = context.terminal.now();
  const { told, stamp } = await fromBundle(path, now, answer);
  context.present({ ...told, bundle: stamp }, () => `${render(told)}\n${renderStamp(stamp, context.styles)}`);
}

async function fromBundle<T>(
  path: string,
  now: Date,
  answer: (matrix: OfflineMatrix, now: Date) => Promise<T>,
): Promise<{ readonly told: T; readonly stamp: BundleStamp }> {
  const matrix = await OfflineMatrix.open(path);
  try {
    return { told: await asTheService(() => answer(matrix, now)), stamp: matrix.stamp(now) };
  } finally {
    await matrix.close();
  }
}
