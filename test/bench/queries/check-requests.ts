import { PLATFORMS } from '../world/platforms.js';
import { worldRelease } from '../world/releases.js';
import type { WorldSize } from '../world/size.js';

/** The bytes of `GET /api/v1/matrix/check` for each cell, in two halves, so that a million requests fit into memory. */
export class CheckRequests {
  readonly #heads: string[] = [];
  readonly #tails: string[];

  constructor(size: WorldSize) {
    for (let release = 0; release < size.releases; release += 1) {
      const coordinate = encodeURIComponent(worldRelease(size, release).coordinate);
      this.#heads.push(`GET /api/v1/matrix/check?release=${coordinate}`);
    }
    this.#tails = PLATFORMS.map(
      ({ os, cpu }) =>
        `&os=${encodeURIComponent(os)}&cpu=${encodeURIComponent(cpu)} HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\n\r\n`,
    );
  }

  of(cell: number): string {
    const release = Math.floor(cell / PLATFORMS.length);
    return `${this.#heads[release] ?? ''}${this.#tails[cell - release * PLATFORMS.length] ?? ''}`;
  }
}
