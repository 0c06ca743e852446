import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { DELIVERY_TRIES } from '#libs/domain';
import { createLogger } from '#libs/runtime';
import { WorkerProcess } from '../../apps/worker/src/worker-process.js';
import { queueBackends } from '../support/redis.js';
import { startService } from '../support/service.js';
import { until } from '../dispatch/support/wait-until.js';
import { record, release, SP1, SP3, type SolutionWorld } from './solutions/world.js';
import { refused, send, succeed } from './support/http.js';
import { joinAs } from './support/members.js';
import { isSigned, Mailbox, Receiver } from './subscriptions/receivers.js';
import { product, Subscriber, type Delivery, type Subscribed } from './subscriptions/world.js';

// Each wait gives up before, and says what for.
jest.setTimeout(120_000);

const ROOT = path.resolve(import.meta.dirname, '../..');
const TIMEOUT_MS = 1_500;

describe.each(queueBackends())('deliveries of subscriptions on $name', (backend) => {
  let world: SolutionWorld;
  let reader: Subscriber;
  let receiver: Receiver;
  let mailbox: Mailbox;
  let worker: WorkerProcess | undefined;
  let killed: Subscribed;

  const db = () => world.service.parts.db;
  const hook = (where: string, more: object = {}) => ({ tell: { by: 'webhook', url: receiver.url(where), ...more } });
  const test = (id: string) => succeed<Delivery>(world.service.url, reader.call(id, '/tests', { method: 'POST' }));
  const followed = async (more: object) => reader.follow(product(await release(world, { abiLevel: 'level3' })), more);
  const settled = (id: string, state: string, attempts?: number) =>
    until(`a delivery that is ${state}`, async () =>
      (await reader.deliveries(id)).find(
        (delivery) => delivery.state === state && (attempts === undefined || delivery.attempts === attempts),
      ),
    );
  /** What waits for its next try is due now, instead of in minutes or hours. */
  const hurry = (id: string) =>
    db().query(`UPDATE subscription_deliveries SET due_at = now() WHERE subscription_id = $1 AND state = 'waiting'`, [
      id,
    ]);

  beforeAll(async () => {
    [receiver, mailbox] = [await Receiver.open(), await Mailbox.open()];
    const service = await startService({ backend, worker: false });
    const [integrator, supplier, rival] = [
      await joinAs(service, 'vendor'),
      await joinAs(service, 'vendor'),
      await joinAs(service, 'vendor'),
    ];
    world = { service, integrator, supplier, rival };
    reader = new Subscriber(service, integrator);
    killed = await killInMidDelivery();
    const log = createLogger({ name: 'worker', level: 'silent', stream: 'stderr' });
    worker = await WorkerProcess.start(
      {
        ...service.parts.settings,
        SHIPEI_WORKER_CONCURRENCY: 4,
        SHIPEI_PUBLIC_URL: 'https://shipei.example',
        SHIPEI_SMTP_URL: mailbox.url,
        SHIPEI_MAIL_FROM: 'Shipei <notices@shipei.example>',
        SHIPEI_WEBHOOK_PRIVATE_ADDRESSES: ['127.0.0.1'],
        SHIPEI_WEBHOOK_TIMEOUT_MS: TIMEOUT_MS,
      },
      log,
    );
  });
  afterAll(async () => {
    await worker?.onModuleDestroy();
    await world.service.stop();
    await receiver.close();
    await mailbox.close();
  });

  /** A worker process of its own, killed while the receiver holds its call. What comes of it the last test says. */
  async function killInMidDelivery(): Promise<Subscribed> {
    const { settings } = world.service.parts;
    const child: ChildProcess = spawn(process.execPath, [path.join(ROOT, 'dist/apps/worker/src/main.js')], {
      cwd: ROOT,
      env: {
        PATH: process.env['PATH'],
        DATABASE_URL: settings.DATABASE_URL,
        REDIS_URL: settings.REDIS_URL,
        SHIPEI_QUEUE_NAMESPACE: settings.SHIPEI_QUEUE_NAMESPACE,
        SHIPEI_WEBHOOK_PRIVATE_ADDRESSES: '127.0.0.1',
        SHIPEI_WEBHOOK_TIMEOUT_MS: '60000',
        LOG_LEVEL: 'silent',
      },
      stdio: 'ignore',
    });
    const exited = once(child, 'exit');
    try {
      receiver.answer('/held', () => undefined);
      const subscribed = await followed(hook('/held'));
      await test(subscribed.id);
      await receiver.calls('/held', 1, 60_000);
      return subscribed;
    } finally {
      child.kill('SIGKILL');
      await exited;
    }
  }

  it('call a webhook with what changed, signed as Standard Webhooks has it', async () => {
    const about = await release(world, { abiLevel: 'level3' });
    const { id, webhookSecret } = await reader.follow(product(about), { ...hook('/changed'), name: '我的产品' });
    expect(webhookSecret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    await record(world, about, SP3);
    const [call] = await receiver.calls('/changed', 1);
    if (call === undefined) throw new Error('no call');
    const { id: deliveryId } = await settled(id, 'delivered');
    expect([isSigned(call, webhookSecret ?? ''), isSigned(call, 'whsec_'.padEnd(50, 'A'))]).toEqual([true, false]);
    expect(call.headers).toMatchObject({ 'webhook-id': `msg_${deliveryId}`, 'content-type': 'application/json' });
    expect(JSON.parse(call.body)).toMatchObject({
      type: 'cells.changed',
      data: {
        subscription: id,
        name: '我的产品',
        notices: [
          {
            kind: 'status',
            release: about.coordinate,
            ...SP3,
            from: 'unknown',
            to: 'certified',
            text: { zh: expect.stringContaining('已认证') },
            link: expect.stringMatching(/^https:\/\/shipei\.example\/api\/v1\/matrix\/check\?release=/),
          },
        ],
      },
    });
    expect((await reader.deliveries(id)).map(({ state, attempts }) => [state, attempts])).toEqual([['delivered', 1]]);
  });

  it('try again what failed, under the same id and a fresh signature, until it arrives', async () => {
    receiver.answer(
      '/flaky',
      (answer) => answer.writeHead(503).end(),
      (answer) => answer.socket?.destroy(),
    );
    const { id, webhookSecret } = await followed(hook('/flaky'));
    await test(id);
    for (const failure of ['answered 503', 'socket hang up']) {
      await until(failure, async () => (await reader.deliveries(id))[0]?.lastError?.includes(failure));
      await hurry(id);
    }
    const calls = await receiver.calls('/flaky', 3);
    expect(await settled(id, 'delivered', 3)).toMatchObject({ kind: 'test', lastError: null });
    expect(new Set(calls.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(new Set(calls.map(({ body }) => body)).size).toBe(1);
    expect(calls.every((call) => isSigned(call, webhookSecret ?? ''))).toBe(true);
  });

  it('give up after so many tries, visibly, and begin anew when their owner says so', async () => {
    receiver.answer(
      '/dead',
      (answer) => answer.writeHead(500).end(),
      (answer) => answer.writeHead(500).end(),
    );
    const { id } = await followed(hook('/dead'));
    const delivery = await test(id);
    await settled(id, 'waiting', 1);
    await refused(
      world.service.url,
      reader.call(id, `/deliveries/${delivery.id}/replay`, { method: 'POST' }),
      'illegal-transition',
    );
    await until('the failure is told', async () => (await reader.deliveries(id))[0]?.lastError);
    await db().query('UPDATE subscription_deliveries SET attempts = $2 WHERE subscription_id = $1', [
      id,
      DELIVERY_TRIES - 1,
    ]);
    await hurry(id);
    expect(await settled(id, 'dead')).toMatchObject({
      attempts: DELIVERY_TRIES,
      lastError: '对方答复 500 · the receiver answered 500',
    });
    const { items } = await succeed<{ items: Delivery[] }>(
      world.service.url,
      reader.call(id, '/deliveries?state=dead'),
    );
    expect(items.map((one) => one.id)).toEqual([delivery.id]);
    const stranger = new Subscriber(world.service, world.rival);
    const replay = `/deliveries/${delivery.id}/replay`;
    await refused(world.service.url, stranger.call(id, replay, { method: 'POST' }), 'not-found');
    expect((await reader.post(id, replay)).status).toBe(202);
    expect(await settled(id, 'delivered')).toMatchObject({ attempts: 1 });
    expect(receiver.callsOf('/dead')).toHaveLength(3);
  });

  it.each<[string, (port: number) => string]>([
    ['an address of the machine that is not allowed', (port) => `http://127.0.0.2:${port}/ssrf`],
    ['another spelling of it', (port) => `http://0x7f000002:${port}/ssrf`],
    ['the same inside IPv6', (port) => `http://[::ffff:127.0.0.2]:${port}/ssrf`],
    ['a loopback address of IPv6', (port) => `http://[::1]:${port}/ssrf`],
    ['the address of cloud metadata', () => 'http://169.254.169.254/latest/meta-data'],
    ['a private network', () => 'http://192.168.0.1/'],
    ['no address', () => 'http://0.0.0.0/'],
  ])('never call %s', async (_, urlOf) => {
    const { id } = await followed({ tell: { by: 'webhook', url: urlOf(receiver.port) } });
    await test(id);
    expect(await settled(id, 'dead')).toMatchObject({
      attempts: 1,
      lastError: expect.stringMatching(/不是公网地址.*no public address/),
    });
    expect(receiver.callsOf('/ssrf')).toEqual([]);
  });

  it('judge a name by all of its addresses, and go to these', async () => {
    // Of this machine; where it is an IPv6 address besides, that one is not allowed.
    const { id } = await followed({ tell: { by: 'webhook', url: receiver.url('/named', 'localhost') } });
    await test(id);
    const done = await until('an end', async () =>
      (await reader.deliveries(id)).find(({ state }) => state !== 'waiting'),
    );
    expect(receiver.callsOf('/named')).toHaveLength(done.state === 'delivered' ? 1 : 0);
    if (done.state === 'dead') expect(done.lastError).toMatch(/no public address/);
  });

  it('follow no redirect, wait for nobody, and read no more than they must', async () => {
    const flood = (answer: ServerResponse): void => {
      answer.writeHead(200);
      const more = (): boolean => answer.write(Buffer.alloc(65_536));
      answer.on('drain', more).on('error', () => undefined);
      more();
    };
    receiver.answer('/moved', (answer) => answer.writeHead(302, { location: receiver.url('/elsewhere') }).end());
    receiver.answer('/silent', () => undefined);
    receiver.answer('/dripping', (answer) => void answer.writeHead(200).write('a'));
    receiver.answer('/flood', flood);
    receiver.answer('/gone', (answer) => answer.writeHead(410).end());
    const ends = await Promise.all(
      ['/moved', '/silent', '/dripping', '/flood', '/gone'].map(async (where) => {
        const { id } = await followed(hook(where));
        await test(id);
        return until(`an end of ${where}`, async () => {
          const [delivery] = await reader.deliveries(id);
          return delivery !== undefined && (delivery.state !== 'waiting' || delivery.lastError !== null) && delivery;
        });
      }),
    );
    expect(ends.map(({ state, lastError }) => [state, lastError?.replace(/^.* · /, '')])).toEqual([
      ['waiting', 'the receiver answered 302'],
      ['waiting', `the receiver did not answer within ${TIMEOUT_MS} ms`],
      ['waiting', `the receiver did not answer within ${TIMEOUT_MS} ms`],
      ['delivered', undefined],
      ['dead', 'the receiver answered 410: it wants no more'],
    ]);
    expect(receiver.callsOf('/elsewhere')).toEqual([]);
  });

  it('mail nothing but a code before it came back, and what changes from then on', async () => {
    const address = 'buyer@example.cn';
    const about = await release(world, { abiLevel: 'level3' });
    const { id, state } = await reader.follow(product(about), { tell: { by: 'email', address }, name: '采购' });
    expect(state).toBe('unverified');
    const [first] = await mailbox.got(address, 1);
    const code = /[A-Z2-9]{4}(?:-[A-Z2-9]{4}){3}/.exec(first?.text ?? '')?.[0] ?? '';
    expect(first).toMatchObject({
      to: [address],
      from: 'notices@shipei.example',
      text: expect.stringMatching(/验证码[\s\S]*Code/),
    });
    await refused(world.service.url, reader.call(id, '/tests', { method: 'POST' }), 'illegal-transition');
    await record(world, about, SP1);
    await refused(
      world.service.url,
      reader.call(id, '/verification', { method: 'POST', json: { code: 'ABCD-ABCD-ABCD-ABCD' } }),
      'one-time-token-invalid',
    );
    const stranger = new Subscriber(world.service, world.rival);
    await refused(
      world.service.url,
      stranger.call(id, '/verification', { method: 'POST', json: { code } }),
      'not-found',
    );
    const verified = await reader.post(id, '/verification', { code: code.toLowerCase().replaceAll('-', ' ') });
    expect(verified.json).toMatchObject({ state: 'active', email: address });
    expect((await reader.post(id, '/verification', { code })).status).toBe(409);
    await record(world, about, SP3);
    const [, told] = await mailbox.got(address, 2);
    expect(told?.text).toContain(`${about.coordinate} 在 ${SP3.os} × ${SP3.cpu} 上由“未知”变为“已认证”`);
    expect(told?.text).toMatch(/unknown → certified[\s\S]*https:\/\/shipei\.example\/api\/v1\/matrix\/check/);
    expect(told?.text).toContain(`shipei unfollow ${id}`);
    expect(told?.text).not.toContain(SP1.os);
    expect(told?.raw).toMatch(/^auto-submitted: auto-generated/im);
    // What comes soon after gathers for the next mail.
    await settled(id, 'delivered', 1);
    await record(world, about, SP3, { verdict: 'fail' });
    await record(world, about, SP1, { verdict: 'fail' });
    const gathered = await until('both gathered', async () =>
      (await reader.deliveries(id)).find(({ state: now, notices }) => now === 'waiting' && notices === 2),
    );
    expect(gathered.attempts).toBe(0);
    await hurry(id);
    const [, , both] = await mailbox.got(address, 3);
    expect(both?.text.match(/conflicting/g)).toHaveLength(2);
  });

  it('mail again what a server could not take, and not what it never will; and flood no address', async () => {
    const { url } = world.service;
    const [busy, wrong] = ['busy@example.cn', 'nobody@example.cn'];
    mailbox.busyOnce.add(busy);
    mailbox.refusing.add(wrong);
    const one = await followed({ tell: { by: 'email', address: busy } });
    const other = await followed({ tell: { by: 'email', address: wrong } });
    expect(await settled(other.id, 'dead')).toMatchObject({
      kind: 'verification',
      attempts: 1,
      lastError: expect.stringContaining('refuses'),
    });
    await until('the first try failed', async () => (await reader.deliveries(one.id))[0]?.lastError);
    await hurry(one.id);
    await mailbox.got(busy, 1);
    const dead = (await reader.deliveries(other.id))[0]?.id ?? '';
    await refused(url, reader.call(other.id, `/deliveries/${dead}/replay`, { method: 'POST' }), 'illegal-transition');
    for (const status of [202, 202, 429]) expect((await reader.post(one.id, '/verification-mail')).status).toBe(status);
    const again = await send(url, {
      method: 'POST',
      path: '/api/v1/subscriptions',
      token: world.rival.token,
      json: {
        follow: product(await release(world)),
        tell: { by: 'email', address: busy.toUpperCase() },
      },
    });
    expect(again.status).toBe(429);
    const { items } = await succeed<{ items: object[] }>(url, {
      path: '/api/v1/subscriptions',
      token: world.rival.token,
    });
    expect(items).toEqual([]);
    const mails = await mailbox.got(busy, 3);
    const codes = mails.map((mail) => /[A-Z2-9]{4}(?:-[A-Z2-9]{4}){3}/.exec(mail.text)?.[0] ?? '');
    const results = [];
    for (const code of codes) results.push((await reader.post(one.id, '/verification', { code })).status);
    // The newest alone.
    expect(results.sort()).toEqual([200, 422, 422]);
  });

  it('arrive after the worker that sent them was killed in the middle', async () => {
    const [first, second] = await receiver.calls('/held', 2, 90_000);
    expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
    expect(second?.body).toBe(first?.body);
    expect(await settled(killed.id, 'delivered')).toMatchObject({ attempts: 2 });
  });
});
