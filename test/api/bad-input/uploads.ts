import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { TestService } from '../../support/service.js';
import { eventually } from '../support/eventually.js';
import { problemOf, refused, send, succeed, type Answer } from '../support/http.js';
import { joinAs, type Member } from '../support/members.js';
import { requestHead, sendRaw } from '../support/raw-http.js';
import { sha256Of, upload } from '../support/releases.js';
import { rowCounts, storedFiles } from '../support/stored.js';

/** What the suite's service takes of one artifact. */
export const MAX_BYTES = 256 * 1024;
const BYTES = { 'content-type': 'application/octet-stream' };

export function artifactUploads(open: () => TestService): void {
  describe('artifact uploads', () => {
    let service: TestService;
    let vendor: string;
    let rival: Member;
    let counts: Record<string, number>;
    let files: string[];
    beforeAll(async () => {
      service = open();
      vendor = await service.tokenOf('vendor');
      rival = await joinAs(service, 'vendor');
    });
    beforeEach(async () => {
      [counts, files] = await Promise.all([rowCounts(service), storedFiles(service)]);
    });

    const address = (sha256: string): string => `/api/v1/artifacts/${sha256}`;
    const put = (sha256: string, body: Buffer, headers: Record<string, string | number> = {}, token = vendor) =>
      send(service.url, { method: 'PUT', path: address(sha256), token, body, headers: { ...BYTES, ...headers } });
    const head = (sha256: string, token = vendor) =>
      send(service.url, { method: 'HEAD', path: address(sha256), token });

    async function nothingStored(): Promise<void> {
      expect(await rowCounts(service)).toEqual(counts);
      expect(await storedFiles(service)).toEqual(files);
    }

    /** Sends the head and the first bytes of an upload and then nothing more. */
    async function beginUpload(
      headers: Record<string, string | number>,
      sha256: string,
      begin: Buffer,
    ): Promise<Socket> {
      const { hostname, port } = new URL(service.url);
      const socket = connect({ host: hostname, port: Number(port) });
      socket.write(requestHead('PUT', address(sha256), { authorization: `Bearer ${vendor}`, ...BYTES, ...headers }));
      socket.write(begin);
      await eventually('the server has taken the first bytes', async () => {
        const answer = await head(sha256);
        return answer.headers['upload-offset'] === undefined ? undefined : true;
      });
      return socket;
    }

    /** … and hangs up without the rest. */
    async function breakOff(...begun: Parameters<typeof beginUpload>): Promise<void> {
      (await beginUpload(...begun)).destroy();
    }

    /** The offset that HEAD names once the server has noticed the break and put everything away. */
    async function settledOffset(sha256: string): Promise<number> {
      let last = -1;
      return eventually('the broken upload has settled', async () => {
        const offset = Number((await head(sha256)).headers['upload-offset']);
        const settled = offset === last;
        last = offset;
        // A wrong offset is refused as such, and changes nothing.
        const wrong = problemOf(await put(sha256, Buffer.from('x'), { 'upload-offset': offset + 1 }));
        return settled && wrong.facts?.['uploadOffset'] === offset ? offset : undefined;
      });
    }

    it('stores bytes under their digest with the right SM3, once', async () => {
      // Example 1 of GB/T 32905-2016 (SM3): the message "abc".
      const sha256 = await upload(service, vendor, 'abc');
      expect(sha256).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
      const again = await put(sha256, Buffer.from('abc'));
      expect(again.json).toEqual({
        sha256,
        sm3: '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0',
        size: 3,
      });
      expect(await storedFiles(service)).toEqual([`blobs/ba/${sha256}`]);
      expect((await head(sha256)).headers).toMatchObject({ 'upload-offset': '3', 'upload-complete': '?1' });
    });

    it('refuses other bytes than the digest says and keeps none of them', async () => {
      const problem = problemOf(await put(sha256Of('right'), Buffer.from('wrong')));
      expect(problem.code).toBe('digest-mismatch');
      expect((await head(sha256Of('right'))).status).toBe(404);
      await nothingStored();
    });

    it('refuses an upload that says it is too large before reading it', async () => {
      const sha256 = sha256Of('large');
      const credentials = { authorization: `Bearer ${vendor}`, ...BYTES };
      for (const headers of [
        { 'content-length': MAX_BYTES + 1 },
        { 'content-length': 1, 'upload-length': MAX_BYTES + 1 },
      ]) {
        const answer = await sendRaw(service.url, requestHead('PUT', address(sha256), { ...credentials, ...headers }));
        expect(answer).toMatch(/^HTTP\/1\.1 413 [^]*"code":"payload-too-large"[^]*"maxBytes":262144/);
      }
      await nothingStored();
    });

    it('stops an upload of unsaid length at the limit', async () => {
      const begin = requestHead('PUT', address(sha256Of('endless')), {
        authorization: `Bearer ${vendor}`,
        'transfer-encoding': 'chunked',
        ...BYTES,
      });
      const chunk = `${(64 * 1024).toString(16)}\r\n${'x'.repeat(64 * 1024)}\r\n`;
      const answer = await sendRaw(service.url, begin + chunk.repeat(5));
      expect(answer).toMatch(/^HTTP\/1\.1 413 [^]*"code":"payload-too-large"/);
      await eventually('the refused bytes are gone', async () =>
        (await storedFiles(service)).length === files.length ? true : undefined,
      );
      await nothingStored();
    });

    it('takes exactly the limit', async () => {
      const bytes = randomBytes(MAX_BYTES);
      expect((await put(sha256Of(bytes), bytes)).status).toBe(201);
    });

    it('goes on where a broken upload stopped', async () => {
      const bytes = randomBytes(100_000);
      const sha256 = sha256Of(bytes);
      await breakOff({ 'content-length': bytes.length }, sha256, bytes.subarray(0, 60_000));
      const offset = await settledOffset(sha256);
      expect(offset).toBeGreaterThan(0);
      expect(offset).toBeLessThanOrEqual(60_000);
      const broken = await head(sha256);
      expect(broken.headers).toMatchObject({ 'upload-offset': String(offset), 'upload-complete': '?0' });
      expect(await rowCounts(service)).toEqual(counts);
      expect((await storedFiles(service)).filter((file) => !files.includes(file))).toEqual([
        expect.stringMatching(new RegExp(`^uploads/[0-9a-f-]{36}/${sha256}\\.partial$`)),
      ]);
      // Nobody else is told of it, or may go on with it.
      expect((await head(sha256, rival.token)).status).toBe(404);
      for (const wrong of [1, offset - 1, offset + 1, bytes.length]) {
        const answer = await put(sha256, bytes.subarray(wrong), {
          'upload-offset': wrong,
          'upload-length': bytes.length,
        });
        expect(problemOf(answer)).toMatchObject({ code: 'upload-offset-mismatch', facts: { uploadOffset: offset } });
      }
      const rest = await put(sha256, bytes.subarray(offset), {
        'upload-offset': offset,
        'upload-length': bytes.length,
      });
      expect(rest.status).toBe(201);
      expect(rest.json).toMatchObject({ sha256, size: bytes.length });
      const stored = path.join(service.parts.settings.SHIPEI_STORE_DIR, 'blobs', sha256.slice(0, 2), sha256);
      expect(sha256Of(await readFile(stored))).toBe(sha256);
      expect((await storedFiles(service)).some((file) => file.endsWith('.partial'))).toBe(false);
    });

    it('lets an upload go on whose connection is open and silent', async () => {
      const bytes = randomBytes(100_000);
      const sha256 = sha256Of(bytes);
      const socket = await beginUpload({ 'content-length': bytes.length }, sha256, bytes.subarray(0, 60_000));
      const offset = await eventually('the first bytes are there', async () => {
        const received = Number((await head(sha256)).headers['upload-offset']);
        return received === 60_000 ? received : undefined;
      });
      const said: Buffer[] = [];
      socket.on('data', (chunk: Buffer) => said.push(chunk));
      const closed = once(socket, 'close');
      const rest = await put(sha256, bytes.subarray(offset), {
        'upload-offset': offset,
        'upload-length': bytes.length,
      });
      expect(rest).toMatchObject({ status: 201, json: { sha256, size: bytes.length } });
      // Whoever still listens on the first connection is told, and the connection is not kept.
      await closed;
      expect(Buffer.concat(said).toString()).toMatch(/^HTTP\/1\.1 409 [^]*"code":"upload-offset-mismatch"/);
    });

    it('says of a shorter upload than announced that it was truncated, and lets it go on', async () => {
      const bytes = randomBytes(5_000);
      const sha256 = sha256Of(bytes);
      const short = await put(sha256, bytes.subarray(0, 2_000), { 'upload-length': bytes.length });
      expect(problemOf(short)).toMatchObject({ code: 'upload-truncated', facts: { received: 2_000, expected: 5_000 } });
      expect(await rowCounts(service)).toEqual(counts);
      const rest = await put(sha256, bytes.subarray(2_000), { 'upload-offset': 2_000, 'upload-length': bytes.length });
      expect(rest.status).toBe(201);
    });

    it('drops an upload that is longer than announced', async () => {
      const answer = await put(sha256Of('12345'), Buffer.from('1234567890'), { 'upload-length': 5 });
      expect(problemOf(answer).code).toBe('digest-mismatch');
      await nothingStored();
    });

    it('lets one of two uploads of the same bytes win and the other come back', async () => {
      const bytes = randomBytes(200_000);
      const sha256 = sha256Of(bytes);
      const answers = await Promise.all(Array.from({ length: 6 }, () => put(sha256, bytes)));
      const won = answers.filter(({ status }) => status === 201);
      expect(won.length).toBeGreaterThanOrEqual(1);
      for (const answer of answers.filter(({ status }) => status !== 201)) {
        expect(problemOf(answer).code).toBe('upload-offset-mismatch');
      }
      expect(await put(sha256, bytes)).toMatchObject({ status: 201, json: { sha256, size: bytes.length } });
      expect((await storedFiles(service)).filter((file) => file.includes(sha256))).toEqual([
        `blobs/${sha256.slice(0, 2)}/${sha256}`,
      ]);
    });

    it('lets two organizations upload the same bytes, each for itself', async () => {
      const bytes = randomBytes(50_000);
      const sha256 = sha256Of(bytes);
      const answers: Answer[] = await Promise.all([put(sha256, bytes), put(sha256, bytes, {}, rival.token)]);
      expect(answers.map(({ status }) => status)).toEqual([201, 201]);
      const uploads: unknown[] = await service.parts.db.query('SELECT 1 FROM artifact_uploads WHERE sha256 = $1', [
        sha256,
      ]);
      expect(uploads).toHaveLength(2);
    });

    it('tells nobody that bytes of somebody else are there', async () => {
      const sha256 = await upload(service, vendor, 'only mine');
      expect((await head(sha256, rival.token)).status).toBe(404);
      await succeed(service.url, {
        method: 'POST',
        path: '/api/v1/products',
        token: rival.token,
        json: { slug: 'thief', name: 'x', category: 'developer-tool' },
      });
      const release = { version: '1', ordinal: 1, releasedOn: '2026-01-01', artifacts: [{ sha256, fileName: 'a' }] };
      const call = {
        method: 'POST',
        path: `/api/v1/products/${rival.organization}/thief/releases`,
        token: rival.token,
        json: release,
      };
      const problem = await refused(service.url, call, 'unknown-artifact');
      expect(problem.errors).toMatchObject([{ path: 'artifacts.0.sha256', code: 'unknown-artifact' }]);
    });

    it('refuses absurd offsets and lengths', async () => {
      const sha256 = sha256Of('absurd');
      const absurd = ['-1', '1.5', 'x', '1e400', 'Infinity', '99999999999999999999', '0x', '1,2', '\u00e9'];
      for (const value of absurd) {
        expect(problemOf(await put(sha256, Buffer.from('absurd'), { 'upload-offset': value })).code).toBe(
          'invalid-request',
        );
        expect(problemOf(await put(sha256, Buffer.from('absurd'), { 'upload-length': value })).code).toBe(
          'invalid-request',
        );
      }
      const far = await put(sha256, Buffer.from('absurd'), { 'upload-offset': '9007199254740991' });
      expect(problemOf(far).code).toBe('payload-too-large');
      const none = await put(sha256, Buffer.from('absurd'), { 'upload-length': '0' });
      expect(problemOf(none).code).toBe('invalid-request');
      await nothingStored();
    });

    it('refuses digests that are none', async () => {
      for (const name of ['x', 'AB'.repeat(32), `${'ab'.repeat(31)}a`, `${'ab'.repeat(32)}a`, '..%2f..%2fetc', '%00']) {
        const problem = problemOf(await put(name, Buffer.from('x')));
        expect(problem.errors?.[0]?.path).toBe('params.sha256');
      }
      await nothingStored();
    });
  });
}
