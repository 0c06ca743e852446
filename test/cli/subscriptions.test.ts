import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  createSubscription,
  deleteSubscription,
  listDeliveries,
  listNotices,
  listSubscriptions,
  replayDelivery,
  sendVerification,
  testSubscription,
  updateSubscription,
  verifySubscription,
  type OutputOf,
} from '#libs/contracts';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { JOB_ID as ID, REVIEW_ID as DELIVERY_ID } from './support/samples.js';
import { StandIn } from './support/stand-in.js';
import { Person } from './support/test-terminal.js';

const DB = 'dameng/dm8@8.1.3.62 Build 2023';
const SP3 = { os: 'kylinsoft/kylin-server@v10-sp3', cpu: 'hisilicon/kunpeng-920' };

const subscription = {
  id: ID,
  name: '达梦',
  follows: 'product' as const,
  product: 'dameng/dm8',
  os: null,
  cpu: null,
  size: 1,
  lapseDays: 30,
  by: 'feed' as const,
  email: null,
  webhookUrl: null,
  state: 'active' as const,
  createdAt: '2026-11-23T13:00:00Z',
};
const delivery: OutputOf<typeof testSubscription> = {
  id: DELIVERY_ID,
  kind: 'notices',
  state: 'dead',
  attempts: 8,
  notices: 3,
  nextAttemptAt: null,
  lastError: '对方答复 500 · the receiver answered 500',
  deliveredAt: null,
  createdAt: '2026-11-23T13:00:00Z',
};

describe('subscriptions on the command line', () => {
  let service: StandIn;
  let person: Person;
  let folder: string;
  const asked: unknown[] = [];
  const note = <T>(input: { body?: unknown; query?: unknown; params?: unknown }, answer: T): T => {
    asked.push(input.body ?? { ...(input.params ?? {}), ...(input.query ?? {}) });
    return answer;
  };

  beforeEach(async () => {
    asked.length = 0;
    folder = await mkdtemp(path.join(tmpdir(), 'shipei-follow-'));
    service = new StandIn()
      .on(createSubscription, (input) =>
        note(input, {
          ...subscription,
          by: input.body.tell.by,
          feedPath: input.body.tell.by === 'feed' ? '/api/v1/feeds/shf_x.atom' : null,
          webhookSecret: input.body.tell.by === 'webhook' ? 'whsec_x' : null,
        }),
      )
      .on(listSubscriptions, (input) => note(input, { items: [subscription], nextCursor: null }))
      .on(updateSubscription, (input) => note(input, subscription))
      .on(deleteSubscription, (input) => note(input, undefined))
      .on(verifySubscription, (input) => note(input, subscription))
      .on(sendVerification, (input) => note(input, delivery))
      .on(testSubscription, (input) => note(input, delivery))
      .on(replayDelivery, (input) => note(input, delivery))
      .on(listDeliveries, (input) => note(input, { items: [delivery], nextCursor: null }))
      .on(listNotices, (input) =>
        note(input, {
          items: [
            {
              id: DELIVERY_ID,
              kind: 'status' as const,
              release: DB,
              ...SP3,
              from: 'certified' as const,
              to: 'revoked' as const,
              validUntil: null,
              revision: 7,
              at: '2026-11-23T13:00:00Z',
              text: { zh: '由“已认证”变为“已撤销”', en: 'certified → revoked' },
              link: 'https://shipei.example/answer\u001b[31m',
            },
          ],
          nextCursor: null,
        }),
      );
    person = await Person.at(await service.start());
  });
  afterEach(async () => {
    await service.stop();
    await person.leave();
    await rm(folder, { recursive: true, force: true });
  });

  it('follows products, platforms and lists, and shows a secret once', async () => {
    const file = path.join(folder, 'list.csv');
    await writeFile(file, `\uFEFF# 投标\r\n${DB}\r\n\r\n${DB}, ${SP3.os}, ${SP3.cpu}\n`);
    const feed = await person.run(['follow', 'product', 'dameng/dm8', '--days', '30', '--name', '达梦']);
    const hook = await person.run(['follow', 'platform', SP3.os, SP3.cpu, '--webhook', 'https://a.cn/h']);
    const mail = await person.run(['follow', 'list', file, '--email', 'a@b.cn']);
    expect([feed.code, hook.code, mail.code]).toEqual([0, 0, 0]);
    expect(asked).toEqual([
      { follow: { kind: 'product', product: 'dameng/dm8' }, tell: { by: 'feed' }, lapseDays: 30, name: '达梦' },
      { follow: { kind: 'platform', ...SP3 }, tell: { by: 'webhook', url: 'https://a.cn/h' }, lapseDays: null },
      {
        follow: { kind: 'list', items: [{ release: DB }, { release: DB, ...SP3 }] },
        tell: { by: 'email', address: 'a@b.cn' },
        lapseDays: null,
      },
    ]);
    expect(feed.stdout).toMatch(/http:\/\/127\.0\.0\.1:\d+\/api\/v1\/feeds\/shf_x\.atom/);
    expect(hook.stdout).toContain('whsec_x');
    expect(mail.stdout).toContain(`shipei follow confirm ${ID} <code>`);
  });

  it('shows and changes what one follows', async () => {
    const commands = [
      ['following'],
      ['following', 'show', ID],
      ['following', 'deliveries', ID, '--state', 'dead'],
      ['following', 'change', ID, '--days', 'none'],
      ['following', 'test', ID],
      ['following', 'replay', ID, DELIVERY_ID],
      ['follow', 'confirm', ID, 'ABCD-EFGH'],
      ['follow', 'resend', ID],
      ['unfollow', ID],
    ];
    const ran = [];
    for (const command of commands) ran.push(await person.run(command));
    expect(ran.map(({ code }) => code)).toEqual(commands.map(() => 0));
    expect(asked).toEqual([
      { limit: 50 },
      { id: ID, limit: 50 },
      { id: ID, limit: 50, state: 'dead' },
      { lapseDays: null },
      { id: ID },
      { id: ID, delivery: DELIVERY_ID },
      { code: 'ABCD-EFGH' },
      { id: ID },
      { id: ID },
    ]);
    const [list, notices, deliveries] = ran.map(({ stdout }) => stdout);
    expect(list).toMatch(/达梦.*dameng\/dm8.*30.*feed.*active/);
    expect(notices).toMatch(/由“已认证”变为“已撤销”\n.*certified → revoked/);
    expect(notices).not.toContain('\u001b[31m');
    expect(deliveries).toMatch(/已放弃 dead.*8.*answered 500/);
  });

  it.each([
    [['follow', 'product', 'dameng']],
    [['follow', 'product', 'dameng/dm8', '--days', '0']],
    [['follow', 'product', 'dameng/dm8', '--email', 'a@b.cn', '--webhook', 'https://a.cn']],
    [['follow', 'list', '/nothing/there']],
    [['following', 'deliveries', ID, '--state', 'lost']],
  ])('refuses %p before it asks', async (command) => {
    const { code, stderr } = await person.run(command);
    expect([code, asked]).toEqual([2, []]);
    expect(stderr).toMatch(/^✘ .*[\u4e00-\u9fff|]/);
  });

  it.each([
    ['half a platform', `${DB},${SP3.os}`, /第 1 行 · line 1/],
    ['no release', '\n达梦', /达梦/],
    ['nothing', '# none\n', /清单为空/],
  ])('refuses a list with %s', async (_, text, message) => {
    const file = path.join(folder, 'list.csv');
    await writeFile(file, text);
    const { code, stderr } = await person.run(['follow', 'list', file]);
    expect([code, asked]).toEqual([2, []]);
    expect(stderr).toMatch(message);
  });
});
