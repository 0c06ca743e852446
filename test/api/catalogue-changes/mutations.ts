import fc from 'fast-check';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { TestService } from '../../support/service.js';
import { problemOf, send, type Call } from '../support/http.js';
import { rowCounts } from '../support/stored.js';
import { alias, provenance, sp5, sw9 } from './entries.js';

type Posting = (sections: object, digest?: string) => Call;

const SEED = Number(process.env['FUZZ_SEED'] ?? 20_261_123);
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 80);

/** Documents that are right, to be spoiled in one or two places. */
const RIGHT: readonly object[] = [
  { operatingSystems: [{ ...sp5, coordinate: 'openeuler/openeuler@22.03-lts-sp9', ordinal: 9 }] },
  { cpus: sw9.cpus, isas: sw9.isas, vendors: sw9.vendors },
  { regions: [{ code: '130700', name: '张家口市', nameEn: 'Zhangjiakou', parent: '130000', provenance }] },
  { categories: sw9.categories },
  { aliases: [alias] },
];

const nasty = fc.oneof(
  fc.constantFrom<unknown>(null, true, -1, 1.5, 2 ** 31, 2 ** 53, 1e308, '', ' ', '０', '\u202e', "'; --", '..', '%00'),
  fc.constantFrom<unknown>(
    'kylinsoft/kylin-server@v10-sp3',
    'hygon/c86-7490',
    '0000-01-01',
    '9999-12-31',
    'x'.repeat(600),
  ),
  fc.constantFrom<unknown>([], {}, [[]], { __proto__: null }, { constructor: 1 }, [null]),
  fc.jsonValue({ maxDepth: 2 }),
);

/** Paths to everything in a value, inner nodes as well. */
function pathsIn(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, child]) => pathsIn(child, [...path, key]))];
}

function spoiled(value: unknown, [key, ...rest]: readonly string[], by: unknown): unknown {
  if (key === undefined) return by;
  if (typeof value !== 'object' || value === null) return value;
  const copy: Record<string, unknown> = { ...value, [key]: spoiled((value as Record<string, unknown>)[key], rest, by) };
  return Array.isArray(value) ? Object.values(copy) : copy;
}

const documents = fc.constantFrom(...RIGHT).chain((right) => {
  // The document itself stays one: what comes instead of it is the other fuzz test's business.
  const paths = pathsIn(right).filter((path) => path.length > 1);
  const spoil = fc.tuple(fc.constantFrom(...paths), nasty);
  return fc
    .array(spoil, { minLength: 1, maxLength: 2 })
    .map((spoils) => spoils.reduce<unknown>((value, [path, by]) => spoiled(value, path, by), right) as object);
});

export function mutations(open: () => { service: TestService; posting: Posting }): void {
  describe(`with documents that are nearly right (FUZZ_SEED=${SEED} FUZZ_RUNS=${RUNS})`, () => {
    let service: TestService;
    let posting: Posting;
    beforeAll(() => {
      ({ service, posting } = open());
    });

    it('are taken whole or refused whole', async () => {
      const seen = { taken: 0, refused: 0 };
      let before = await rowCounts(service);
      await fc.assert(
        fc.asyncProperty(documents, async (sections) => {
          const looked = await send(service.url, posting(sections));
          expect(looked.status).toBeLessThan(500);
          expect(await rowCounts(service)).toEqual(before);
          if (looked.status !== 200) {
            problemOf(looked);
            seen.refused += 1;
            return;
          }
          const { digest } = looked.json as { digest: string };
          const applied = await send(service.url, posting(sections, digest));
          expect([200, 409]).toContain(applied.status);
          if (applied.status === 200) seen.taken += 1;
          else expect(problemOf(applied).code).toBe('illegal-transition');
          if (applied.status !== 200) expect(await rowCounts(service)).toEqual(before);
          before = await rowCounts(service);
        }),
        { seed: SEED, numRuns: RUNS },
      );
      // The samples reach both ends.
      expect(seen.taken).toBeGreaterThan(0);
      expect(seen.refused).toBeGreaterThan(0);
    });
  });
}
