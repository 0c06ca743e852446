import { rows } from '#libs/database';
import type { DataSource } from 'typeorm';
import { platformNumbers } from '../../bench/loading/copy-rows.js';
import { PLATFORMS } from '../../bench/world/platforms.js';
import type { Random } from '../../bench/world/random.js';
import { knownBlocks } from '../../bench/world/release-findings.js';
import { worldRelease, type WorldRelease } from '../../bench/world/releases.js';
import type { WorldSize } from '../../bench/world/size.js';

export interface Cell {
  readonly release: WorldRelease;
  /** Index into the world's platforms, and the database's number of it. */
  readonly platform: number;
  readonly platformId: number;
}

/** The cells that are written and asked about: few enough that what is asked has just been written. */
export class Cells {
  private constructor(readonly all: readonly Cell[]) {}

  /** Platforms by which one line of releases is known: what is written about one release reaches the later ones. */
  static async of(db: DataSource, size: WorldSize): Promise<Cells> {
    const stored = await rows<{ id: number; os: string; cpu: string }>(
      db,
      'SELECT id, os, cpu FROM platform_coordinates',
    );
    const ids = platformNumbers(stored);
    const releases = Array.from({ length: 5 }, (_, index) => worldRelease(size, index));
    const platforms = [...new Set(knownBlocks(size, 0).flatMap((block) => block.platforms))].slice(0, 60);
    return new Cells(
      releases.flatMap((release) =>
        platforms.map((platform) => ({ release, platform, platformId: ids[platform] ?? 0 })),
      ),
    );
  }

  any(random: Random): Cell {
    return random.pick(this.all);
  }
}

/** Address of the question about a cell. */
export function questionAbout({ release, platform }: Cell): string {
  const { os = '', cpu = '' } = PLATFORMS[platform] ?? {};
  return `/api/v1/matrix/check?${new URLSearchParams({ release: release.coordinate, os, cpu }).toString()}`;
}
