import { DomainError } from '#libs/domain';
import type { LiveDirectory, LiveMatrix, Snapshot } from '#libs/matrix';

/** @throws DomainError `matrix-loading` for the first seconds of the process */
export function presentMatrix(matrix: LiveMatrix): Snapshot {
  return loaded(matrix.snapshot);
}

/** The same with the directory of its releases, to be used before anything else is waited for. */
export async function presentDirectory(
  directory: LiveDirectory,
): Promise<NonNullable<Awaited<ReturnType<LiveDirectory['current']>>>> {
  return loaded(await directory.current());
}

function loaded<T>(part: T | null): T {
  if (part !== null) return part;
  throw new DomainError('matrix-loading', '矩阵正在载入，请稍后重试 · The matrix is being loaded; try again shortly');
}
