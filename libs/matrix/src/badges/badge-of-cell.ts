import { CELL_STATUSES, type CellStatus, type Language } from '#libs/domain';
import type { Snapshot } from '../memory/live-matrix.js';
import { drawBadge } from './draw-badge.js';

export interface Badge {
  readonly svg: string;
  /** Null where the coordinates name nothing. */
  readonly status: CellStatus | null;
  readonly revision: number;
}

/** The badge of one cell as strangers may see it now. */
export function badgeOfCell(
  { matrix, edition, names }: Snapshot,
  cell: { readonly release: string; readonly os: string; readonly cpu: string },
  language: Language,
): Badge {
  const release = matrix.world.releases.placeOf(cell.release);
  const platform = matrix.world.platforms.placeOf(cell.os, cell.cpu);
  const { revision } = edition;
  if (release === -1 || platform === -1) {
    return { svg: drawBadge({ label: cell.release, status: null, language }), status: null, revision };
  }
  matrix.refresh(release, Math.floor(Date.now() / 1000));
  const status = CELL_STATUSES[matrix.answers.status(release, platform)] ?? 'unknown';
  const { os, cpu } = names.in(language);
  return { svg: drawBadge({ label: `${os(cell.os)} · ${cpu(cell.cpu)}`, status, language }), status, revision };
}
