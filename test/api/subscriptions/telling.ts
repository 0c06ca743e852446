import { beforeAll, describe, expect, it } from '@jest/globals';
import { rows } from '#libs/database';
import { tellChanges } from '#libs/matrix';
import { releaseId } from '../matrix-facts/support.js';
import { HYGON_SP3, record, release, SP1, SP3, type SolutionWorld } from '../solutions/world.js';
import { refused, send, succeed } from '../support/http.js';
import { joinAs } from '../support/members.js';
import type { Registered } from '../support/releases.js';
import { list, product, Subscriber, tellAll } from './world.js';

const DAY = 86_400_000;
const inDays = (days: number): string => new Date(Date.now() + days * DAY).toISOString();

export function telling(open: () => SolutionWorld): void {
  describe('are told', () => {
    let world: SolutionWorld;
    let reader: Subscriber;
    const level3 = () => release(world, { abiLevel: 'level3' });
    const tell = () => tellAll(world.service);
    /** Up to which revision its followers were told. */
    const toldUpTo = async (of: Registered) => {
      const id = await releaseId(world.service, of.coordinate);
      const told = await rows<{ revision: number }>(
        world.service.parts.db,
        'SELECT told_revision AS revision FROM followed_releases WHERE release_id = $1',
        [id],
      );
      return told[0]?.revision;
    };
    beforeAll(() => {
      world = open();
      reader = new Subscriber(world.service, world.integrator);
    });

    it('of each change of a product once, in both languages, with the answer to go to', async () => {
      const about = await level3();
      const { id } = await reader.follow(product(about));
      await tell();
      expect(await reader.told(id)).toEqual([]);
      await record(world, about, SP3);
      await tell();
      await tell();
      const [notice, ...more] = await reader.notices(id);
      expect(more).toEqual([]);
      expect(notice).toMatchObject({
        kind: 'status',
        release: about.coordinate,
        ...SP3,
        from: 'unknown',
        to: 'certified',
      });
      expect(notice?.text.zh).toMatch(/由“未知”变为“已认证”/);
      expect(notice?.text.en).toMatch(/unknown → certified/);
      const answer = await succeed<{ status: string }>(world.service.url, { path: notice?.link ?? '' });
      expect(answer.status).toBe('certified');
      await record(world, about, SP3, { verdict: 'fail' });
      await tell();
      expect(await reader.told(id)).toEqual(['unknown>certified', 'certified>conflicting']);
    });

    it('of what they follow, and of nothing else', async () => {
      const [mine, other] = [await level3(), await level3()];
      const ofPlatform = await reader.follow({ kind: 'platform', ...HYGON_SP3 });
      const ofCell = await reader.follow(list({ release: mine.coordinate, ...SP3 }));
      const ofReleases = await reader.follow(list({ release: other.coordinate }, { release: mine.coordinate, ...SP1 }));
      await tell();
      await record(world, mine, SP3);
      await record(world, other, SP1);
      await record(world, mine, HYGON_SP3);
      await tell();
      const toldOf = async (id: string) => (await reader.notices(id)).map(({ release: of, os }) => [of, os]);
      expect(await toldOf(ofCell.id)).toEqual([[mine.coordinate, SP3.os]]);
      expect(await toldOf(ofReleases.id)).toEqual([[other.coordinate, SP1.os]]);
      expect(await toldOf(ofPlatform.id)).toEqual([[mine.coordinate, HYGON_SP3.os]]);
    });

    it('of what a finding carries along, as far as it reaches', async () => {
      const about = await release(world, { abiLevel: 'level1' });
      const { id } = await reader.follow(list({ release: about.coordinate, ...SP3 }));
      await record(world, about, SP1);
      await tell();
      expect(await reader.told(id)).toEqual(['unknown>expected']);
    });

    it('of nothing that happened before they began, however late it is looked at', async () => {
      const about = await level3();
      const early = await reader.follow(product(about));
      await tell();
      await record(world, about, SP1);
      const late = await reader.follow(product(about));
      await record(world, about, SP3);
      await tell();
      expect((await reader.notices(early.id)).map(({ os }) => os).sort()).toEqual([SP1.os, SP3.os]);
      expect((await reader.notices(late.id)).map(({ os }) => os)).toEqual([SP3.os]);
    });

    it('only what everybody may see: not of a draft before it is published, nor of a hidden fail', async () => {
      const draft = await release(world, { abiLevel: 'level3', published: false });
      const supplier = new Subscriber(world.service, world.supplier);
      const { id } = await supplier.follow(product(draft));
      await record(world, draft, SP3);
      await tell();
      expect(await supplier.told(id)).toEqual([]);
      const path = `/api/v1/products/${draft.vendor}/${draft.product}`;
      const token = world.supplier.token;
      await succeed(world.service.url, { method: 'POST', path: `${path}/publish`, token });
      await tell();
      expect(await supplier.told(id)).toEqual(['unknown>certified']);
      const hidden = await level3();
      const other = await supplier.follow(product(hidden));
      await record(world, hidden, SP3, { verdict: 'fail', visibility: 'parties' });
      await tell();
      expect(await supplier.told(other.id)).toEqual([]);
    });

    it('of a validity that ended though nobody did anything', async () => {
      const about = await level3();
      await record(world, about, SP3, { validUntil: inDays(-5) });
      const { id } = await reader.follow(product(about));
      await tell();
      // As if it had begun ten days ago, and its validity had ended since.
      await world.service.parts.db.query(
        `WITH s AS (UPDATE subscriptions SET since_at = now() - interval '10 days' WHERE id = $1)
         UPDATE followed_releases SET told_at = date_trunc('milliseconds', now()) - interval '10 days',
                changes_at = now() - interval '5 days', look_at = now() WHERE release_id = $2`,
        [id, await releaseId(world.service, about.coordinate)],
      );
      await tell();
      await tell();
      expect(await reader.told(id)).toEqual(['certified>lapsed']);
    });

    it('of an end so many days before, once; and of what is near when they ask for more days', async () => {
      const about = await level3();
      await record(world, about, SP3, { validUntil: inDays(20) });
      const [soon, late] = [
        await reader.follow(product(about), { lapseDays: 30 }),
        await reader.follow(product(about), { lapseDays: 10 }),
      ];
      await tell();
      expect(await reader.notices(soon.id)).toEqual([
        expect.objectContaining({ kind: 'lapse', to: 'certified', validUntil: expect.stringMatching(/Z$/) }),
      ]);
      expect(await reader.told(late.id)).toEqual([]);
      const next = await rows<{ days: number }>(
        world.service.parts.db,
        `SELECT round(extract(epoch FROM look_at - now()) / 3600)::integer AS days FROM followed_releases WHERE release_id = $1`,
        [await releaseId(world.service, about.coordinate)],
      );
      // Looked at within a day, though nothing is due for ten.
      expect(next[0]?.days).toBe(24);
      await send(world.service.url, reader.call(late.id, '', { method: 'PATCH', json: { lapseDays: 25 } }));
      await tell();
      await world.service.parts.db.query('UPDATE followed_releases SET look_at = now()');
      await tell();
      expect([await reader.told(soon.id), await reader.told(late.id)]).toEqual([
        ['lapse certified'],
        ['lapse certified'],
      ]);
    });

    it('all when a worker dies before it has written everything, and nothing twice by two of them', async () => {
      const about = await level3();
      const { db } = world.service.parts;
      const subscribed = await Promise.all([1, 2, 3].map(() => reader.follow(product(about))));
      const mails = await reader.follow(product(about), {
        tell: { by: 'webhook', url: 'https://shipei.example/hook' },
      });
      await tell();
      await record(world, about, SP3);
      await db.query(`ALTER TABLE subscription_notices ADD CONSTRAINT dies CHECK (revision < 0) NOT VALID`);
      await expect(tellAll(world.service)).rejects.toThrow(/dies/);
      await db.query('ALTER TABLE subscription_notices DROP CONSTRAINT dies');
      expect(await reader.deliveries(mails.id)).toEqual([]);
      const never = new AbortController().signal;
      await Promise.all([1, 2, 3].map(() => tellChanges(db, never)));
      await tell();
      for (const { id } of [...subscribed, mails]) expect(await reader.told(id)).toEqual(['unknown>certified']);
      expect(await reader.deliveries(mails.id)).toMatchObject([{ state: 'waiting', notices: 1, attempts: 0 }]);
      expect(
        await rows(db, `SELECT 1 FROM outbox WHERE queue = 'deliver-notices' AND payload->>'deliveryId' = $1`, [
          (await reader.deliveries(mails.id))[0]?.id,
        ]),
      ).toHaveLength(1);
    });

    it('nothing more once they have left the organization', async () => {
      const about = await level3();
      const leaver = await joinAs(world.service, 'vendor');
      const subscriber = new Subscriber(world.service, leaver);
      const { id, feedPath } = await subscriber.follow(product(about));
      await tell();
      const { db } = world.service.parts;
      const notices = () => rows(db, 'SELECT 1 FROM subscription_notices WHERE subscription_id = $1', [id]);
      await record(world, about, SP3);
      await db.query('UPDATE persons SET disabled_at = now() WHERE username = $1', [leaver.username]);
      await tell();
      expect(await notices()).toEqual([]);
      await refused(world.service.url, { path: feedPath ?? '' }, 'not-found');
    });
    it('after a look at what a revision may have changed, and at nothing else', async () => {
      const [mine, other] = [await level3(), await level3()];
      await reader.follow(list({ release: mine.coordinate }, { release: other.coordinate }));
      await tell();
      const before = [await toldUpTo(mine), await toldUpTo(other)];
      await record(world, mine, SP3);
      await tell();
      const after = [await toldUpTo(mine), await toldUpTo(other)];
      expect(after[1]).toEqual(before[1]);
      expect(after[0]).toBeGreaterThan(before[0] ?? Infinity);
    });

    it('of a whole product whose support ended, and after a look at that product alone', async () => {
      const [mine, other] = [await release(world, { abiLevel: 'level1' }), await level3()];
      await record(world, mine, SP1);
      const { id } = await reader.follow(list({ release: mine.coordinate, ...SP3 }, { release: other.coordinate }));
      await tell();
      const before = await toldUpTo(other);
      await succeed(world.service.url, {
        method: 'POST',
        path: `/api/v1/products/${mine.vendor}/${mine.product}/statements`,
        token: world.supplier.token,
        json: { kind: 'end-of-life', endOfLife: '2026-01-01' },
      });
      await tell();
      expect(await reader.told(id)).toEqual(['expected>unknown']);
      expect(await toldUpTo(other)).toEqual(before);
    });
  });
}
