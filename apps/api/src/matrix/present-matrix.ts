import { DomainError } from '#libs/domain';
import type { LiveMatrix, Snapshot } from '#libs/matrix';

/** @throws DomainError `matrix-loading` for the first seconds of the process */
export function presentMatrix(matrix: LiveMatrix): Snapshot {
  const { snapshot } = matrix;
  if (snapshot !== null) return snapshot;
  throw new DomainError('matrix-loading', '矩阵正在载入，请稍后重试 · The matrix is being loaded; try again shortly');
}
