import { beforeAll, describe, expect, it } from '@jest/globals';
import { abandonIdempotentWrite, beginIdempotentWrite, finishIdempotentWrite } from '#libs/database';
import type { IdempotencyClaim, PersonActor } from '#libs/domain';
import { authenticatePerson, createProduct } from '#libs/registry';
import type { TestService } from '../../support/service.js';
import { refused, send, succeed, type Call } from '../support/http.js';
import { unique } from '../support/members.js';
import { rowCounts } from '../support/stored.js';

export function idempotency(open: () => TestService): void {
  describe('a write under an idempotency key', () => {
    let service: TestService;
    let vendor: string;
    let actor: PersonActor;
    beforeAll(async () => {
      service = open();
      vendor = await service.tokenOf('vendor');
      actor = await authenticatePerson(service.parts.db, vendor, null);
    });

    const product = (slug: string) => ({ slug, name: 'x', category: 'developer-tool', published: false });
    const create = (slug: string, key: string): Call => ({
      method: 'POST',
      path: '/api/v1/products',
      token: vendor,
      headers: { 'idempotency-key': key },
      json: product(slug),
    });
    const begin = async (key: string): Promise<IdempotencyClaim> => {
      const requestHash = Buffer.alloc(32);
      const write = { membershipId: actor.membershipId, key, operation: 'createProduct', requestHash };
      const begun = await beginIdempotentWrite(service.parts.db, write);
      if ('answer' in begun) throw new Error('it was answered before');
      return begun.claim;
    };
    const write = (slug: string, claim: IdempotencyClaim) =>
      createProduct({ db: service.parts.db, actor: { ...actor, write: claim } }, product(slug));
    /** Two minutes go by. */
    const later = (key: string) =>
      service.parts.db.query(
        `UPDATE idempotency_keys SET created_at = created_at - interval '2 minutes', written_at = written_at - interval '2 minutes'
          WHERE key = $1`,
        [key],
      );

    it('is not done again when its process died after the commit', async () => {
      const key = unique('died-after');
      const { id } = await write(unique('p'), await begin(key));
      const before = await rowCounts(service);
      await expect(begin(key)).rejects.toMatchObject({ code: 'request-in-progress' });
      await later(key);
      await expect(begin(key)).rejects.toMatchObject({ code: 'answer-lost', facts: { type: 'product', id } });
      expect(await rowCounts(service)).toEqual(before);
    });

    it('is done by a repetition when its process died before', async () => {
      const key = unique('died-before');
      await begin(key);
      await expect(begin(key)).rejects.toMatchObject({ code: 'request-in-progress' });
      await later(key);
      await expect(write(unique('p'), await begin(key))).resolves.toMatchObject({ published: false });
    });

    it('stores nothing, and touches nothing, once a repetition has taken over', async () => {
      const key = unique('slow');
      const slow = await begin(key);
      await later(key);
      const successor = await begin(key);
      const before = await rowCounts(service);
      await expect(write(unique('p'), slow)).rejects.toMatchObject({ code: 'request-in-progress' });
      expect(await rowCounts(service)).toEqual(before);
      await finishIdempotentWrite(service.parts.db, actor.membershipId, slow, 'of the slow one');
      await abandonIdempotentWrite(service.parts.db, actor.membershipId, slow);
      await expect(begin(key)).rejects.toMatchObject({ code: 'request-in-progress' });
      await write(unique('p'), successor);
    });

    it('is not taken over while it is in its transaction, however late', async () => {
      const key = unique('late');
      const claim = await begin(key);
      await later(key);
      await service.parts.db.transaction(async (tx) => {
        await tx.query('UPDATE idempotency_keys SET written_at = now() WHERE key = $1', [key]);
        await expect(begin(key)).rejects.toMatchObject({ code: 'request-in-progress' });
      });
      await abandonIdempotentWrite(service.parts.db, actor.membershipId, claim);
      await expect(begin(key)).rejects.toMatchObject({ code: 'request-in-progress' });
    });

    it('frees its key when it fails for whatever reason', async () => {
      const slug = unique('unstorable');
      const { db } = service.parts;
      await db.query(`CREATE FUNCTION refuse_slug() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF NEW.slug = '${slug}' THEN RAISE EXCEPTION 'no' USING ERRCODE = '22003'; END IF; RETURN NEW; END $$`);
      await db.query(
        'CREATE TRIGGER refuse_slug BEFORE INSERT ON products FOR EACH ROW EXECUTE FUNCTION refuse_slug()',
      );
      try {
        await refused(service.url, create(slug, slug), 'invalid-request');
        await refused(service.url, create(slug, slug), 'invalid-request');
      } finally {
        await db.query('DROP TRIGGER refuse_slug ON products');
      }
      const made = await succeed(service.url, create(slug, slug));
      expect(await succeed(service.url, create(slug, slug))).toEqual(made);
    });

    it('is marked with what the write stored, by the write itself', async () => {
      const slug = unique('marked');
      const { id } = await succeed<{ id: string }>(service.url, create(slug, slug));
      const [kept] = await service.parts.db.query<object[]>(
        'SELECT subject_type, subject_id, written_at IS NOT NULL AS written FROM idempotency_keys WHERE key = $1',
        [slug],
      );
      expect(kept).toEqual({ subject_type: 'product', subject_id: id, written: true });
      // What the server still knows when it lost the answer.
      await service.parts.db.query(
        `UPDATE idempotency_keys SET completed_at = NULL, response_body = NULL WHERE key = $1`,
        [slug],
      );
      await later(slug);
      expect(await send(service.url, create(slug, slug))).toMatchObject({ status: 409, json: { code: 'answer-lost' } });
    });
  });
}
