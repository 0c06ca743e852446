import { beforeAll, describe, expect, it } from '@jest/globals';
import { kinReleases, releaseFactsAt } from '#libs/registry';
import type { TestService } from '../../support/service.js';
import { refused, succeed, type Call } from '../support/http.js';
import { joinAs, unique, type Member } from '../support/members.js';
import { registerRelease, upload, type Registered } from '../support/releases.js';
import { contents } from '../support/stored.js';
import { releaseId, revisionNow } from './support.js';

interface Statement {
  readonly id: string;
  readonly kind: string;
  readonly revision: number;
}

export function releaseStatements(open: () => TestService): void {
  describe('statements about a release', () => {
    let service: TestService;
    let mine: Member;
    let original: Member;
    beforeAll(async () => {
      service = open();
      [mine, original] = [await joinAs(service, 'vendor'), await joinAs(service, 'vendor')];
    });

    const register = (member: Member, more: { published?: boolean; product?: string } = {}) =>
      registerRelease(service, { token: member.token, vendor: member.organization, ...more });
    const path = ({ vendor, product, version }: Registered) =>
      `/api/v1/products/${vendor}/${product}/releases/${version}/statements`;
    const stating = ({ token }: { token: string }, release: Registered, json: object): Call => ({
      method: 'POST',
      path: path(release),
      token,
      json,
    });
    const state = (member: Member, release: Registered, json: object) =>
      succeed<Statement>(service.url, stating(member, release, json));
    const factsNow = async (release: Registered, revision?: number) => {
      const ids = [await releaseId(service, release.coordinate)];
      return (await releaseFactsAt(service.parts.db, ids, revision ?? (await revisionNow(service))))[0];
    };
    const kinOf = async (release: Registered) => {
      const id = await releaseId(service, release.coordinate);
      return (await kinReleases(service.parts.db, id, await revisionNow(service))).map(({ coordinate }) => coordinate);
    };

    it('change what inference reads from their revision on, and can be taken back', async () => {
      const release = await register(mine);
      const before = await revisionNow(service);
      const first = await state(mine, release, { kind: 'abi-level', abiLevel: 'level2' });
      expect(first).toMatchObject({
        release: release.coordinate,
        kind: 'abi-level',
        value: { abiLevel: 'level2' },
        statedBy: mine.organization,
        revision: before + 1,
        withdrawnBy: null,
      });
      await state(mine, release, { kind: 'kernel-module', kernelModule: true });
      const document = await upload(service, mine.token, 'signed');
      await state(mine, release, { kind: 'fixes-only', text: '仅修复缺陷', document });
      await state(mine, release, { kind: 'end-of-life', endOfLife: '2028-01-01' });
      const board = { pciVendor: '19e5', pciDevice: '1822', pciSubvendor: '0001' };
      await state(mine, release, { kind: 'hardware', board });
      expect(await factsNow(release)).toMatchObject({
        abiLevel: 'level2',
        kernelModule: true,
        fixesOnly: true,
        endOfLife: Date.parse('2028-01-01T00:00:00Z'),
        hardware: { board, machine: null },
      });
      expect(await factsNow(release, before)).toMatchObject({
        abiLevel: null,
        kernelModule: false,
        fixesOnly: false,
        endOfLife: null,
        hardware: null,
      });
      const withdrawal = await state(mine, release, { kind: 'withdrawn', withdraws: first.id });
      expect(await factsNow(release)).toMatchObject({ abiLevel: null, kernelModule: true });
      expect(await factsNow(release, withdrawal.revision - 1)).toMatchObject({ abiLevel: 'level2' });
      await refused(
        service.url,
        stating(mine, release, { kind: 'withdrawn', withdraws: first.id }),
        'illegal-transition',
      );
      await refused(
        service.url,
        stating(mine, release, { kind: 'withdrawn', withdraws: withdrawal.id }),
        'invalid-request',
      );

      const list = await succeed<{ items: Statement[]; nextCursor: string }>(service.url, {
        path: `${path(release)}?limit=4`,
      });
      expect(list.items.map(({ kind }) => kind)).toEqual(['abi-level', 'kernel-module', 'fixes-only', 'end-of-life']);
      expect(list.items[0]).toMatchObject({ withdrawnBy: withdrawal.id });
      const rest = { path: `${path(release)}?cursor=${list.nextCursor}` };
      expect(await succeed(service.url, rest)).toMatchObject({
        items: [{ kind: 'hardware' }, { kind: 'withdrawn', withdraws: first.id }],
        nextCursor: null,
      });
    });

    it('make a rebrand of two sides’ words, and the holder of the original may forbid it', async () => {
      const [rebrand, source] = [await register(mine), await register(original)];
      const offer = { kind: 'rebrand-offered', otherRelease: source.coordinate };
      await refused(service.url, stating(mine, rebrand, offer), 'forbidden');
      await state(original, rebrand, offer);
      expect((await factsNow(rebrand))?.rebrand).toMatchObject({ offered: true, consented: false });
      await state(mine, rebrand, { kind: 'rebrand-consented', otherRelease: source.coordinate });
      const agreed = { originalId: await releaseId(service, source.coordinate), offered: true, consented: true };
      expect((await factsNow(rebrand))?.rebrand).toEqual({ ...agreed, forbidden: false });
      await refused(service.url, stating(mine, source, { kind: 'rebrand-forbidden' }), 'forbidden');
      await state(original, source, { kind: 'rebrand-forbidden' });
      expect((await factsNow(rebrand))?.rebrand).toEqual({ ...agreed, forbidden: true });
      await state(original, source, { kind: 'rebrand-allowed', otherRelease: rebrand.coordinate });
      expect((await factsNow(rebrand))?.rebrand).toEqual({ ...agreed, forbidden: false });
    });

    it('say which releases one may inherit from', async () => {
      const third = await joinAs(service, 'vendor');
      const [rebrand, source, root] = [await register(mine), await register(original), await register(third)];
      for (const [by, of, member] of [
        [rebrand, source, mine],
        [source, root, original],
      ] as const) {
        await state(member, by, { kind: 'rebrand-consented', otherRelease: of.coordinate });
      }
      expect((await kinOf(rebrand)).sort()).toEqual([source.coordinate, root.coordinate].sort());
      expect(await kinOf(source)).toEqual([root.coordinate]);

      const later = { ...rebrand, version: '2.0', coordinate: `${mine.organization}/${rebrand.product}@2.0` };
      await succeed(service.url, {
        method: 'POST',
        path: `/api/v1/products/${mine.organization}/${rebrand.product}/releases`,
        token: mine.token,
        json: { version: '2.0', ordinal: 2, releasedOn: '2026-11-02', published: true },
      });
      expect(await kinOf(later)).toEqual([rebrand.coordinate]);
      expect(await kinOf(rebrand)).not.toContain(later.coordinate);

      const board = {
        pciVendor: 'aaaa',
        pciDevice: unique('0').replace(/\D/g, '').padStart(4, '0'),
        pciSubvendor: '0000',
      };
      const machine = { mainboard: unique('S920'), cpuGeneration: 'kunpeng-920', topology: '2 sockets' };
      const [card, twin, server] = [await register(mine), await register(original), await register(third)];
      await state(mine, card, { kind: 'hardware', board, machine });
      const twins = await state(original, twin, { kind: 'hardware', board });
      await state(third, server, { kind: 'hardware', machine: { ...machine, topology: '4 sockets' } });
      expect((await kinOf(card)).sort()).toEqual([twin.coordinate, server.coordinate].sort());
      await state(original, twin, { kind: 'withdrawn', withdraws: twins.id });
      expect(await kinOf(card)).toEqual([server.coordinate]);
    });

    it('are made by nobody else, name no drafts, and say what their kind says', async () => {
      const [release, draft, source] = [
        await register(mine),
        await register(mine, { published: false }),
        await register(original),
      ];
      const level = { kind: 'abi-level', abiLevel: 'level1' };
      const made = await state(mine, release, level);
      const before = await contents(service, 'revisions');
      await refused(service.url, stating(original, release, level), 'forbidden');
      await refused(service.url, stating(original, draft, level), 'not-found');
      await refused(service.url, { path: path(draft) }, 'not-found');
      await refused(service.url, stating(original, release, { kind: 'withdrawn', withdraws: made.id }), 'forbidden');
      await refused(service.url, stating(mine, source, { kind: 'withdrawn', withdraws: made.id }), 'not-found');
      for (const [json, field] of [
        [{ kind: 'abi-level' }, 'abiLevel'],
        [{ ...level, kernelModule: true }, 'kernelModule'],
        [{ kind: 'abi-level', abiLevel: 'level9' }, 'abiLevel'],
        [{ kind: 'nonsense' }, 'kind'],
        [{ kind: 'hardware' }, 'board'],
        [{ kind: 'hardware', board: { pciVendor: '19E5', pciDevice: '1822', pciSubvendor: '0' } }, 'board.pciVendor'],
        [{ kind: 'end-of-life', endOfLife: '2027-02-30' }, 'endOfLife'],
        [{ kind: 'fixes-only', text: ' ' }, 'text'],
        [{ kind: 'rebrand-consented' }, 'otherRelease'],
        [{ kind: 'rebrand-consented', otherRelease: release.coordinate }, 'otherRelease'],
        [{ kind: 'rebrand-consented', otherRelease: draft.coordinate }, 'otherRelease'],
      ] as const) {
        const problem = await refused(service.url, stating(mine, release, json), 'invalid-request');
        expect(problem.errors?.[0]?.path).toBe(field);
      }
      const unknown = { kind: 'rebrand-consented', otherRelease: 'nobody/nothing@1' };
      await refused(service.url, stating(mine, release, unknown), 'unknown-coordinate');
      const foreign = { kind: 'fixes-only', text: 'x', document: await upload(service, original.token, 'foreign') };
      await refused(service.url, stating(mine, release, foreign), 'unknown-artifact');
      expect(await contents(service, 'revisions')).toEqual(before);
    });

    it('are withdrawn once, however many try', async () => {
      const release = await register(mine);
      const { id } = await state(mine, release, { kind: 'kernel-module', kernelModule: true });
      const json = { kind: 'withdrawn', withdraws: id };
      const tries = await Promise.allSettled(Array.from({ length: 5 }, () => state(mine, release, json)));
      expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      for (const one of tries)
        if (one.status === 'rejected') expect(String(one.reason)).toContain('illegal-transition');
    });
  });
}
