import {
  parsePlatformCoordinate,
  platformCoordinate,
  type NamedKind,
  type NameResolution,
  type NameResolver,
  type Unresolved,
  type WrittenName,
} from '#libs/domain';
import type { AskedPlatform, ListRow, Written } from './list-rows.js';

export interface InBoth {
  readonly zh: string;
  readonly en: string;
}

/** What a cell was found to mean, or why it is not known: then with what it may have meant. */
export type Identified =
  | { readonly kind: 'one'; readonly coordinate: string }
  | { readonly kind: 'several' | 'none'; readonly why: InBoth; readonly nearest: readonly string[] };

/** An OS release and a CPU, as a list or a caller asks about them. */
export type IdentifiedPlatform =
  { readonly kind: 'one'; readonly os: string; readonly cpu: string } | Exclude<Identified, { readonly kind: 'one' }>;

/** Wrong names of one list that get nearest matches: each costs as much as a thousand right ones. */
const MOST_NEAREST = 200;

/** Finds what the names of one list mean; the same name is looked up once. */
export class ListNames {
  readonly #names: NameResolver;
  readonly #known = new Map<string, NameResolution>();
  #unknown = 0;

  constructor(names: NameResolver) {
    this.#names = names;
  }

  release({ coordinate, product, vendor, version }: ListRow): Identified {
    if (coordinate !== null) return this.#find('release', '版本坐标', { text: coordinate });
    if (product === null) return missing('产品', 'the product');
    return this.#find('release', '产品', { text: product, vendor, version });
  }

  platform({ platform, os, osVersion, cpu }: AskedPlatform): IdentifiedPlatform {
    if (platform !== null) return this.platformOf(platform);
    if (os === null) return missing('操作系统', 'the operating system');
    if (cpu === null) return missing('CPU', 'the CPU');
    return this.#together(
      this.#find('osRelease', '操作系统', { text: os, version: osVersion }),
      this.#find('cpu', 'CPU', { text: cpu }),
    );
  }

  /** @param text both parts in one, as `--platform` takes them: `OS,CPU` by coordinates or names */
  platformOf(written: Written): IdentifiedPlatform {
    const [os, cpu, ...rest] = written.text.split(',').map((part) => part.trim());
    if (os !== undefined && cpu !== undefined && rest.length === 0) {
      const part = (text: string): Written => ({ ...written, text });
      return this.#together(
        this.#find('osRelease', '操作系统', { text: part(os) }),
        this.#find('cpu', 'CPU', { text: part(cpu) }),
      );
    }
    return this.#whole(written);
  }

  #together(os: Identified, cpu: Identified): IdentifiedPlatform {
    if (os.kind !== 'one') return os;
    if (cpu.kind !== 'one') return cpu;
    return this.#whole({ text: platformCoordinate(os.coordinate, cpu.coordinate), doubt: null });
  }

  #whole(written: Written): IdentifiedPlatform {
    const found = this.#find('platform', '平台', { text: written });
    if (found.kind !== 'one') return found;
    const parts = parsePlatformCoordinate(found.coordinate);
    if (parts === undefined) throw new Error(`no platform ${found.coordinate}`);
    return { kind: 'one', ...parts };
  }

  #find(
    kind: NamedKind,
    what: string,
    { text, vendor = null, version = null }: { text: Written; vendor?: Written | null; version?: Written | null },
  ): Identified {
    for (const part of [text, vendor, version]) {
      if (part !== null && part.doubt !== null) return { kind: 'none', why: part.doubt, nearest: [] };
    }
    const found = this.#resolve(kind, {
      text: text.text,
      ...(vendor === null ? {} : { vendor: vendor.text }),
      ...(version === null ? {} : { version: version.text }),
    });
    switch (found.kind) {
      case 'one':
        return { kind: 'one', coordinate: found.coordinate };
      case 'several':
        return {
          kind: 'several',
          why: {
            zh: `${what}“${text.text}”可能是 ${found.total} 个之一`,
            en: `"${text.text}" may be any of ${found.total}`,
          },
          nearest: found.candidates.map(({ coordinate }) => coordinate),
        };
      case 'none':
        return { kind: 'none', why: reasonOf(found.because, what, text.text), nearest: found.nearest };
    }
  }

  #resolve(kind: NamedKind, name: WrittenName): NameResolution {
    const key = JSON.stringify([kind, name.text, name.vendor, name.version]);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const found = this.#names.resolve(kind, name, this.#unknown < MOST_NEAREST ? {} : { nearest: 0 });
    if (found.kind === 'none') this.#unknown += 1;
    this.#known.set(key, found);
    return found;
  }
}

const REASONS: Readonly<Record<Unresolved, InBoth>> = {
  empty: { zh: '没有可识别的文字', en: 'holds no letter or digit' },
  'unknown-name': { zh: '没有登记', en: 'is not registered' },
  'unknown-vendor': { zh: '已登记，但厂商不符', en: 'is registered, of another vendor' },
  'unknown-version': { zh: '已登记，但没有此版本', en: 'is registered, not in this version' },
  incomplete: { zh: '不完整，请写明版本', en: 'is not complete; write the whole version' },
  'no-such-platform': {
    zh: '不是已知平台：此操作系统不支持此 CPU',
    en: 'is no platform: the OS is not known to run on the CPU',
  },
};

function reasonOf(because: Unresolved, what: string, text: string): InBoth {
  const { zh, en } = REASONS[because];
  return { zh: `${what}“${text}”${zh}`, en: `"${text}" ${en}` };
}

function missing(zh: string, en: string): Exclude<Identified, { readonly kind: 'one' }> {
  return { kind: 'none', why: { zh: `没有写明${zh}`, en: `${en} is missing` }, nearest: [] };
}
