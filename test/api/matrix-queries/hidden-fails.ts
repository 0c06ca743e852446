import { beforeAll, describe, expect, it } from '@jest/globals';
import { send, succeed } from '../support/http.js';
import { KUNPENG, KYLIN, type MatrixTestWorld } from './world.js';

export function hiddenFails(open: () => MatrixTestWorld): void {
  describe('a fail that only its parties know', () => {
    let world: MatrixTestWorld;
    let token: string;
    beforeAll(async () => {
      world = open();
      // A party to it: questions about many cells are answered as to a stranger all the same.
      token = await world.service.tokenOf('center-operator');
    });

    /** Everything that may be asked about a release, with its own name taken out. */
    async function toldOf({ product }: { product: string }, asker: string | undefined): Promise<string[]> {
      const release = `acme/${product}@1.0`;
      const cell = { release, os: KYLIN, cpu: KUNPENG };
      const { url } = world.service;
      const of = (path: string) => send(url, { path: `/api/v1${path}`, token: asker });
      const moments = `from=2026-01-01T00:00:00Z&to=${new Date().toISOString()}`;
      const answers = [
        await send(url, { method: 'POST', path: '/api/v1/matrix/check', token: asker, json: { cells: [cell] } }),
        await of(`/matrix?q=${product}`),
        await of(`/matrix?q=${product}&status=incompatible`),
        await of(`/matrix?q=${product}&os=${KYLIN}&cpu=${KUNPENG}&status=unknown`),
        await of(
          `/matrix/export?format=csv&q=${product}&os=${KYLIN}&cpu=${KUNPENG}&status=unknown&status=incompatible`,
        ),
        await of(`/matrix/export?format=jsonl&q=${product}&os=${KYLIN}&cpu=${KUNPENG}&status=unknown`),
        await of(`/matrix/export?format=jsonl&q=${product}`),
        await of(`/matrix/diff?release=${release}&${moments}`),
        await of(`/matrix/diff?product=acme/${product}&${moments}`),
        await of(`/matrix/summary?product=acme/${product}`),
        await of(`/badges/acme/${product}@1.0.svg?os=${KYLIN}&cpu=${KUNPENG}`),
      ];
      return answers.map(({ status, text }) =>
        `${status} ${text}`
          .replaceAll(product, 'PRODUCT')
          .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'INSTANT')
          .replaceAll(/"nextCursor":"[^"]+"/g, 'CURSOR'),
      );
    }

    it('is told by nothing that answers about many cells', async () => {
      for (const asker of [undefined, token]) {
        const silent = await toldOf(world.silent, asker);
        expect(await toldOf(world.failed, asker)).toEqual(silent);
        expect(silent.join('\n')).not.toMatch(/"incompatible"|,incompatible,/);
        expect(await toldOf(world.passed, asker)).not.toEqual(silent);
      }
      const { status } = await succeed<{ status: string }>(world.service.url, {
        path: `/api/v1/matrix/check?release=${world.failed.coordinate}&os=${KYLIN}&cpu=${KUNPENG}`,
        token,
      });
      // The party itself is told, where it asks about the one cell.
      expect(status).toBe('incompatible');
    });
  });
}
