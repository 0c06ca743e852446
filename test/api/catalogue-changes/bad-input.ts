import { beforeAll, describe, expect, it } from '@jest/globals';
import type { TestService } from '../../support/service.js';
import { refused, send, type Call } from '../support/http.js';
import { rowCounts } from '../support/stored.js';
import { alias, provenance, sp5, sw9 } from './entries.js';

type Posting = (sections: object, digest?: string) => Call;

export function badInput(open: () => { service: TestService; posting: Posting }): void {
  describe('with bad input', () => {
    let service: TestService;
    let posting: Posting;
    beforeAll(() => {
      ({ service, posting } = open());
    });
    const os = { ...sp5, coordinate: 'openeuler/openeuler@22.03-lts-sp6', ordinal: 6 };
    const [first] = sw9.cpus;
    const cpu = { ...first, coordinate: 'newchip/sw10' };
    const region = { code: '130600', name: '保定市', nameEn: 'Baoding', parent: '130000', provenance };
    it.each<[string, object, string, string]>([
      ['an unknown base', { operatingSystems: [{ ...os, base: 'a/b@1' }] }, 'operatingSystems.0.base', 'unknown'],
      [
        'a base that is itself',
        { operatingSystems: [{ ...os, base: os.coordinate }] },
        'operatingSystems.0.base',
        'cyclic',
      ],
      [
        'two that are based on each other',
        {
          operatingSystems: [
            { ...os, base: 'openeuler/openeuler@22.03-lts-sp7' },
            { ...os, coordinate: 'openeuler/openeuler@22.03-lts-sp7', ordinal: 7, base: os.coordinate },
          ],
        },
        'operatingSystems.1.base',
        'cyclic',
      ],
      ['a place that is taken', { operatingSystems: [{ ...os, ordinal: 4 }] }, 'operatingSystems.0.ordinal', 'doubled'],
      ['one listed twice', { operatingSystems: [os, os] }, 'operatingSystems.1.coordinate', 'doubled'],
      [
        'a full-width coordinate',
        { operatingSystems: [{ ...os, coordinate: 'openeuler/openeuler@２２.03' }] },
        'operatingSystems.0.coordinate',
        'not-a-coordinate',
      ],
      [
        'a Cyrillic letter in a coordinate',
        { cpus: [{ ...cpu, coordinate: 'newchip/sw1о' }] },
        'cpus.0.coordinate',
        'not-a-coordinate',
      ],
      ['full-width digits in a name', { cpus: [{ ...cpu, name: '申威 ９Ａ' }] }, 'cpus.0.name', 'look-alike'],
      ['a Greek letter in a name', { cpus: [{ ...cpu, name: 'SΑ9' }] }, 'cpus.0.name', 'look-alike'],
      ['an invisible character in a name', { cpus: [{ ...cpu, name: '申\u200b威' }] }, 'cpus.0.name', 'look-alike'],
      ['a look-alike generation', { cpus: [{ ...cpu, generation: 'hygon－3' }] }, 'cpus.0.generation', 'look-alike'],
      [
        'an ambiguous CPU with a generation',
        { cpus: [{ ...cpu, ambiguous: true, note: 'x' }] },
        'cpus.0.generation',
        'ambiguous',
      ],
      ['a CPU of no vendor', { cpus: [{ ...cpu, coordinate: 'nobody/sw10' }] }, 'cpus.0.coordinate', 'unknown'],
      ['a CPU of no ISA', { cpus: [{ ...cpu, isa: 'vax' }] }, 'cpus.0.isa', 'unknown'],
      ['another ISA for a known CPU', { cpus: [{ ...first, isa: 'aarch64' }] }, 'cpus.0.isa', 'immutable'],
      [
        'what is no pattern',
        { cpus: [{ ...cpu, identification: { ...cpu.identification, modelNamePatterns: ['('] } }] },
        'cpus.0.identification.modelNamePatterns.0',
        'not-a-pattern',
      ],
      [
        'a day that there is not',
        { operatingSystems: [{ ...os, endOfLife: '2027-02-30' }] },
        'operatingSystems.0.endOfLife',
        'not-a-date',
      ],
      [
        'the year 0',
        { operatingSystems: [{ ...os, endOfLife: '0000-01-01' }] },
        'operatingSystems.0.endOfLife',
        'out-of-range',
      ],
      [
        'a source of tomorrow',
        { regions: [{ ...region, provenance: { ...provenance, date: '2099-01-01' } }] },
        'regions.0.provenance.date',
        'future',
      ],
      ['no source', { regions: [{ ...region, provenance: undefined }] }, 'regions.0.provenance', 'invalid_type'],
      ['a county of another province', { regions: [{ ...region, parent: '110000' }] }, 'regions.0.parent', 'invalid'],
      [
        'a category below itself',
        { categories: [{ slug: 'a', name: '甲', nameEn: 'A', parent: 'a', provenance }] },
        'categories.0.parent',
        'cyclic',
      ],
      ['an unknown field', { regions: [{ ...region, colour: 'red' }] }, 'regions.0', 'unrecognized_keys'],
      ['a text that is too long', { regions: [{ ...region, name: '长'.repeat(501) }] }, 'regions.0.name', 'too_big'],
      [
        'a page size of no ISA',
        { operatingSystems: [{ ...os, pageSizes: { vax: 512 } }] },
        'operatingSystems.0.pageSizes.vax',
        'unknown',
      ],
      [
        'a scheme that holds for nothing known',
        { schemes: [{ ...shippedScheme(), holdsFor: ['none'] }] },
        'schemes.0.holdsFor.0',
        'unknown',
      ],
      [
        'an alias of no CPU',
        { aliases: [{ ...alias, means: { cpus: ['a/b'] } }] },
        'aliases.0.means.cpus.0',
        'unknown',
      ],
      [
        'an alias of no product',
        { aliases: [{ ...alias, means: { products: ['a/b'] } }] },
        'aliases.0.means.products.0',
        'unknown',
      ],
      ['an alias of nothing', { aliases: [{ ...alias, means: {} }] }, 'aliases.0.means', 'missing'],
      [
        'an alias in look-alike letters',
        { aliases: [{ ...alias, spellings: ['Нygon'] }] },
        'aliases.0.spellings.0',
        'look-alike',
      ],
      ['an alias without letters', { aliases: [{ ...alias, name: '（）' }] }, 'aliases.0.name', 'invalid'],
    ])('name file, row and field of %s, and store nothing', async (_case, sections, field, code) => {
      const before = await rowCounts(service);
      const problem = await refused(service.url, posting(sections), 'invalid-request');
      const path = `documents.0.${field}`;
      expect(problem.errors).toContainEqual({ path, code, message: expect.stringMatching(/^ours\.yaml, \w+, row \d/) });
      expect((await send(service.url, posting(sections, 'ab'.repeat(32)))).status).toBe(400);
      expect(await rowCounts(service)).toEqual(before);
    });

    it('refuses more entries than a change may have', async () => {
      const regions = Array.from({ length: 1500 }, () => ({}));
      const call = {
        ...posting({}),
        json: {
          documents: [
            { file: 'a', regions },
            { file: 'b', regions },
          ],
          reason: 'x',
        },
      };
      await refused(service.url, call, 'payload-too-large');
    });

    it('refuses more OS releases than the matrix compares while it loads', async () => {
      const before = await rowCounts(service);
      const operatingSystems = Array.from({ length: 250 }, (_, place) => ({
        ...os,
        coordinate: `openeuler/openeuler@many-${place}`,
        line: 'many',
        ordinal: place,
      }));
      const problem = await refused(service.url, posting({ operatingSystems }), 'invalid-request');
      expect(problem.errors).toContainEqual(
        expect.objectContaining({ code: 'too-many', message: expect.stringContaining('250 OS releases') }),
      );
      expect(await rowCounts(service)).toEqual(before);
    });

    it('refuses a place that a vendor’s own release has, and a product of another kind', async () => {
      const { db } = service.parts;
      const product = `(SELECT p.id FROM products p JOIN organizations o ON o.id = p.vendor_id WHERE o.slug = 'openeuler' LIMIT 1)`;
      await db.query(
        `INSERT INTO releases (id, product_id, version, line, ordinal) VALUES (gen_random_uuid(), ${product}, 'own', '22.03-lts', 66)`,
      );
      const taken = await refused(
        service.url,
        posting({ operatingSystems: [{ ...os, ordinal: 66 }] }),
        'invalid-request',
      );
      expect(taken.errors).toMatchObject([{ path: 'documents.0.operatingSystems.0.ordinal', code: 'taken' }]);
      await db.query(
        `INSERT INTO products (id, vendor_id, slug, name, category)
         VALUES (gen_random_uuid(), (SELECT id FROM organizations WHERE slug = 'newchip'), 'sw10', 'x', 'database')`,
      );
      const product2 = await refused(service.url, posting({ cpus: [cpu] }), 'invalid-request');
      expect(product2.errors).toMatchObject([{ path: 'documents.0.cpus.0.coordinate', code: 'taken' }]);
    });
  });
}

function shippedScheme() {
  return {
    slug: 'trial',
    name: '试行',
    nameEn: 'Trial',
    platformOrigins: ['catalogue'],
    partnerConfirmation: true,
    accreditedCentersOnly: true,
    validity: { years: 1 },
    provenance,
  };
}
