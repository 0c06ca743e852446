import { nearestMatches } from '#libs/domain';
import type { MatrixWorld } from '../memory/matrix.js';

/** Wrong names of one batch that get suggestions: each costs as much as hundreds of answers. */
const MOST_RELEASES = 20;
const MOST_PLATFORM_PARTS = 100;
/** Releases that a wrong name is compared with. */
const MOST_CANDIDATES = 5_000;

/** What wrong coordinates of one batch may have meant. The same mistake is looked up once; of very many, only the first. */
export class NearestNames {
  readonly #found = new Map<string, readonly string[]>();
  #releases = 0;
  #parts = 0;

  release(world: MatrixWorld, wanted: string): readonly string[] {
    return this.#once(`release ${wanted}`, () =>
      (this.#releases += 1) > MOST_RELEASES ? [] : nearestMatches(wanted, releasesLike(world, wanted)),
    );
  }

  part(axis: 'os' | 'cpu', wanted: string, known: readonly string[]): readonly string[] {
    return this.#once(`${axis} ${wanted} ${known.length}`, () =>
      (this.#parts += 1) > MOST_PLATFORM_PARTS ? [] : nearestMatches(wanted, known),
    );
  }

  #once(key: string, find: () => readonly string[]): readonly string[] {
    const known = this.#found.get(key);
    if (known !== undefined) return known;
    const found = find();
    // A batch of nothing but mistakes must not fill memory with empty answers.
    if (found.length > 0) this.#found.set(key, found);
    return found;
  }
}

/** Releases of the vendor that was named, or of a product of that name; the newest ones where there is neither. */
function releasesLike(world: MatrixWorld, wanted: string): string[] {
  const lower = wanted.toLowerCase();
  const slash = lower.indexOf('/');
  const vendor = slash > 0 ? lower.slice(0, slash + 1) : undefined;
  const product = lower.slice(slash + 1).split('@', 1)[0] ?? '';
  const found: string[] = [];
  for (const coordinate of world.releases.coordinates()) {
    if (found.length >= MOST_CANDIDATES) break;
    const isOfVendor = vendor !== undefined && coordinate.startsWith(vendor);
    if (isOfVendor || (product !== '' && coordinate.includes(`/${product}@`))) found.push(coordinate);
  }
  if (found.length > 0) return found;
  return [...world.releases.coordinates()].slice(-MOST_CANDIDATES);
}
