import { createHash, randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { unwrap } from '#libs/client';
import { ATTEMPT_TOKEN_HEADER } from '#libs/contracts';
import type { FakeAttempt } from '../../support/fake-agent.js';
import type { DispatchLab } from '../support/lab.js';

const digestOf = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex');

/** Scenarios over a service with the protocol's own timing. */
export function evidence(open: () => DispatchLab): void {
  describe('evidence', () => {
    let lab: DispatchLab;
    beforeAll(() => {
      lab = open();
    });

    const stored = (attempt: FakeAttempt): Promise<{ name: string; sha256: string; size: number }[]> =>
      lab.rows('SELECT name, sha256, size FROM evidence WHERE attempt_id = $1 ORDER BY name', [attempt.id]);

    /** One part of an upload, as an agent sends it that goes on where a broken connection stopped. */
    async function put(attempt: FakeAttempt, name: string, whole: Buffer, from: number, to: number): Promise<Response> {
      const query = new URLSearchParams({ sha256: digestOf(whole) });
      return fetch(`${lab.service.url}/api/v1/attempts/${attempt.id}/evidence/${name}?${query.toString()}`, {
        method: 'PUT',
        headers: {
          authorization: `Bearer ${attempt.agent.credential}`,
          [ATTEMPT_TOKEN_HEADER]: attempt.secret,
          'content-type': 'application/octet-stream',
          'upload-offset': String(from),
          'upload-length': String(whole.length),
        },
        body: new Uint8Array(whole.subarray(from, to)),
      });
    }

    it('has a limit of its own, far below that of artifacts', async () => {
      const { attempt } = await lab.running();
      const tooLarge = Buffer.alloc(32 * 1024 * 1024 + 1);
      const answer = await put(attempt, 'core.dump', tooLarge, 0, 1);
      expect(answer.status).toBe(413);
      expect(await answer.json()).toMatchObject({ code: 'payload-too-large', facts: { maxBytes: 32 * 1024 * 1024 } });
    });

    it('is taken in only with the bytes that were announced, and read back by the parties as it was sent', async () => {
      const { attempt } = await lab.running();
      const wrong = attempt.evidence('report.txt', 'what was sent', { sha256: digestOf('what was announced') });
      await expect(wrong).rejects.toMatchObject({ status: 422, code: 'digest-mismatch' });
      expect(await stored(attempt)).toEqual([]);
      await attempt.evidence('report.txt', 'what was sent');
      expect(await stored(attempt)).toEqual([{ name: 'report.txt', sha256: digestOf('what was sent'), size: 13 }]);
      const path = { id: attempt.jobId, number: 1, name: 'report.txt' };
      const read = await lab.vendor.GET('/api/v1/jobs/{id}/attempts/{number}/evidence/{name}', {
        params: { path },
        parseAs: 'text',
      });
      expect(unwrap(read)).toBe('what was sent');
    });

    it('goes on where a broken upload stopped', async () => {
      const { attempt } = await lab.running();
      const whole = randomBytes(300_000);
      const first = await put(attempt, 'trace.bin', whole, 0, 100_000);
      expect([first.status, await first.json()]).toMatchObject([400, { code: 'upload-truncated' }]);
      expect(await stored(attempt)).toEqual([]);
      const gap = await put(attempt, 'trace.bin', whole, 200_000, 300_000);
      expect([gap.status, await gap.json()]).toMatchObject([
        409,
        { code: 'upload-offset-mismatch', facts: { uploadOffset: 100_000 } },
      ]);
      expect((await put(attempt, 'trace.bin', whole, 100_000, 300_000)).status).toBe(201);
      expect(await stored(attempt)).toEqual([{ name: 'trace.bin', sha256: digestOf(whole), size: 300_000 }]);
    });

    it('never changes: the same bytes again are welcome, others under its name are not', async () => {
      const { attempt } = await lab.running();
      await attempt.evidence('a.txt', 'first');
      await attempt.evidence('a.txt', 'first');
      await expect(attempt.evidence('a.txt', 'second')).rejects.toMatchObject({ status: 409, code: 'already-exists' });
      await attempt.evidence('b.txt', 'first');
      expect((await stored(attempt)).map(({ name, sha256 }) => [name, sha256])).toEqual([
        ['a.txt', digestOf('first')],
        ['b.txt', digestOf('first')],
      ]);
    });

    it('of one name that comes with different bytes at the same time is one of them', async () => {
      const { attempt } = await lab.running();
      const texts = ['one', 'two', 'three', 'four', 'five'];
      const sent = await Promise.allSettled(texts.map((text) => attempt.evidence('same.txt', text)));
      const refused = sent.filter((result) => result.status === 'rejected');
      expect(refused).toHaveLength(4);
      for (const result of refused) expect(result).toMatchObject({ reason: { status: 409, code: 'already-exists' } });
      const winner = texts[sent.findIndex(({ status }) => status === 'fulfilled')] ?? '';
      expect(await stored(attempt)).toMatchObject([{ name: 'same.txt', sha256: digestOf(winner) }]);
    });

    it('must have arrived when the result names it', async () => {
      const { attempt } = await lab.running();
      await attempt.evidence('there.txt', 'there');
      const early = attempt.complete({}, { evidence: ['there.txt', 'missing.txt'] });
      await expect(early).rejects.toMatchObject({
        status: 422,
        code: 'evidence-missing',
        problem: { errors: [{ message: 'missing.txt' }] },
      });
      expect(await attempt.heartbeat()).toMatchObject({ state: 'running' });
      await attempt.evidence('missing.txt', 'late, not too late');
      expect(await attempt.complete({}, { evidence: ['there.txt', 'missing.txt'] })).toMatchObject({
        outcome: 'passed',
      });
    });
  });
}
