import { platformsPage, type FieldValues, type NearestHints, type PlatformRow } from '#libs/registry';
import type { WrittenNames } from './written-names.js';
import type { EntityManager } from 'typeorm';

const PAGE = 1_000;

/** All platforms by what rows call them: an import names the same few again and again. */
export class PlatformNames {
  readonly #byCoordinates = new Map<string, PlatformRow>();
  readonly #systems = new Set<string>();
  readonly #cpus = new Set<string>();

  private constructor(platforms: readonly PlatformRow[]) {
    for (const platform of platforms) {
      this.#byCoordinates.set(`${platform.os} ${platform.cpu}`, platform);
      this.#systems.add(platform.os);
      this.#cpus.add(platform.cpu);
    }
  }

  static async read(tx: EntityManager): Promise<PlatformNames> {
    const all: PlatformRow[] = [];
    for (let after = 0; ;) {
      const page = await platformsPage(tx, {}, { after, limit: PAGE });
      all.push(...page);
      const last = page.at(-1);
      if (last === undefined || page.length < PAGE) return new PlatformNames(all);
      after = last.id;
    }
  }

  /**
   * The platform that a row names: by coordinates, as the template's lists have them (`银河麒麟 … · vendor/os@release`), or in
   * words that mean one thing only.
   */
  async of(fields: FieldValues, hints: NearestHints, names: WrittenNames): Promise<PlatformRow | undefined> {
    const os = await known(fields, 'os', this.#systems, names);
    const cpu = await known(fields, 'cpu', this.#cpus, names);
    if (os === undefined || cpu === undefined) return undefined;
    const platform = this.#byCoordinates.get(`${os} ${cpu}`);
    if (platform !== undefined) return platform;
    const runsOn = [...this.#byCoordinates.values()].filter((one) => one.os === os).map((one) => one.cpu);
    const nearest = await hints.of(`${os} ${cpu}`, () => runsOn);
    return fields.refuse(
      'cpu',
      'no-such-platform',
      `${os} 未知可运行于 ${cpu} · ${os} is not known to run on ${cpu}`,
      nearest,
    );
  }
}

async function known(
  fields: FieldValues,
  field: 'os' | 'cpu',
  coordinates: ReadonlySet<string>,
  names: WrittenNames,
): Promise<string | undefined> {
  const text = fields.text(field);
  if (text === undefined) {
    fields.required(field);
    return undefined;
  }
  const coordinate = (text.split(' · ').at(-1) ?? text).trim();
  if (coordinates.has(coordinate)) return coordinate;
  return names.resolve(fields, field, field === 'os' ? 'osRelease' : 'cpu', { text });
}
