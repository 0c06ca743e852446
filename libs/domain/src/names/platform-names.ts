import { nearestPlatforms } from '../coordinates/nearest-platforms.js';
import type { NameCandidate, NameMatch, NameResolution, ResolveOptions, WrittenName } from './named-things.js';
import type { NameWords } from './name-words.js';
import { coordinateOf, decided, distinct, unresolved } from './resolutions.js';

type ResolvePart = (kind: 'osRelease' | 'cpu', written: WrittenName, options: ResolveOptions) => NameResolution;

const CROSS = ' × ';
const BETWEEN_COORDINATES = /\s*×\s*|\s+/u;
/** A platform in more words than this is a sentence. */
const MOST_WORDS = 60;
/** The less a reader can be sure of, the later. */
const TRUST: readonly NameMatch['by'][] = ['coordinate', 'spelling', 'code', 'name', 'alias'];

export const platformCoordinate = (os: string, cpu: string): string => `${os}${CROSS}${cpu}`;

/** @returns undefined where the text is no coordinate of a platform, as resolutions name it */
export function parsePlatformCoordinate(text: string): { os: string; cpu: string } | undefined {
  const [os = '', cpu = '', ...more] = text.split(CROSS);
  return os === '' || cpu === '' || more.length > 0 ? undefined : { os, cpu };
}

/** Platforms by an OS release and a CPU model in one text, in either order and with whatever between them. */
export class PlatformNames {
  readonly #known: ReadonlySet<string>;

  constructor(
    private readonly platforms: readonly { readonly os: string; readonly cpu: string }[],
    private readonly resolvePart: ResolvePart,
  ) {
    this.#known = new Set(platforms.map(({ os, cpu }) => platformCoordinate(os, cpu)));
  }

  resolve(words: NameWords, text: string, nearest: number): NameResolution {
    const [os, cpu, ...more] = text.trim().split(BETWEEN_COORDINATES);
    if (os !== undefined && cpu !== undefined && more.length === 0 && os.includes('@') && cpu.includes('/')) {
      return this.resolveParts({ os, cpu }, nearest);
    }
    if (words.length > MOST_WORDS) return unresolved('unknown-name', []);
    const found: NameCandidate[] = [];
    for (let at = 1; at < words.length; at += 1) {
      const before = words.part(0, at);
      // Written to the word before it, as in SP3+鲲鹏920, it may still stand for "and".
      const behind = words.part(at).replace(/^\+/u, '');
      found.push(...this.#pairs(before, behind), ...this.#pairs(behind, before));
    }
    const pairs = distinct(found);
    if (pairs.length === 0) return unresolved('unknown-name', []);
    return this.#decide(pairs, nearest);
  }

  resolveParts(written: { readonly os: string; readonly cpu: string }, nearest: number): NameResolution {
    const os = this.resolvePart('osRelease', { text: written.os }, { nearest });
    const cpu = this.resolvePart('cpu', { text: written.cpu }, { nearest });
    if (os.kind !== 'none' && cpu.kind !== 'none') return this.#decide(crossed(os, cpu), nearest);
    const known = [namedOrNear(os), namedOrNear(cpu)] as const;
    const near = this.platforms.filter((one) => known[0].includes(one.os) && known[1].includes(one.cpu));
    const because = os.kind === 'none' ? os.because : cpu.kind === 'none' ? cpu.because : 'unknown-name';
    return unresolved(
      because,
      near.slice(0, nearest).map((one) => platformCoordinate(one.os, one.cpu)),
    );
  }

  #pairs(os: string, cpu: string): NameCandidate[] {
    // Few words are CPUs: asked first, it spares the other question most of the time.
    const cpus = this.resolvePart('cpu', { text: cpu }, { nearest: 0 });
    if (cpus.kind === 'none') return [];
    const systems = this.resolvePart('osRelease', { text: os }, { nearest: 0 });
    return systems.kind === 'none' ? [] : crossed(systems, cpus);
  }

  #decide(pairs: readonly NameCandidate[], nearest: number): NameResolution {
    const known = pairs.filter(({ coordinate }) => this.#known.has(coordinate));
    if (known.length > 1 || (known.length === 1 && pairs.length === 1)) return decided(known);
    // That the catalogue knows only one of those that the words may mean doesn't say that it was meant.
    if (known.length === 1) return unresolved('incomplete', known.map(coordinateOf).slice(0, nearest));
    const [wanted] = pairs.map(({ coordinate }) => parsePlatformCoordinate(coordinate));
    if (wanted === undefined || nearest === 0) return unresolved('no-such-platform', []);
    const near = nearestPlatforms(
      { ...wanted, isa: '' },
      this.platforms.map((one) => ({ ...one, isa: '-' })),
      nearest,
    );
    return unresolved(
      'no-such-platform',
      near.map((one) => platformCoordinate(one.os, one.cpu)),
    );
  }
}

function candidatesOf(resolution: NameResolution): readonly NameCandidate[] {
  if (resolution.kind === 'one') return [resolution];
  return resolution.kind === 'several' ? resolution.candidates : [];
}

function namedOrNear(resolution: NameResolution): readonly string[] {
  return resolution.kind === 'none' ? resolution.nearest : candidatesOf(resolution).map(coordinateOf);
}

function crossed(os: NameResolution, cpu: NameResolution): NameCandidate[] {
  return candidatesOf(os).flatMap((system) =>
    candidatesOf(cpu).map((model) => ({
      coordinate: platformCoordinate(system.coordinate, model.coordinate),
      why: TRUST.indexOf(system.why.by) > TRUST.indexOf(model.why.by) ? system.why : model.why,
    })),
  );
}
