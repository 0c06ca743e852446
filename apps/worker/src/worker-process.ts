import { keepDeadLetter, openDatabase, WakeUps } from '#libs/database';
import { DISPATCH_TIMING, type DispatchTiming } from '#libs/domain';
import { openQueues, type Queues } from '#libs/jobs';
import type { Senders } from '#libs/matrix';
import { dropOldUploads, ObjectStore, openBucket } from '#libs/registry';
import type { Logger } from '#libs/runtime';
import type { OnModuleDestroy } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { MailSender } from './deliveries/send-mail.js';
import { postWebhook } from './deliveries/post-webhook.js';
import { rangesOf } from './deliveries/public-address.js';
import { OutboxRelay } from './outbox-relay.js';
import { processors } from './processors.js';
import type { Settings } from './settings.js';

const MAIL_FROM = 'Shipei <no-reply@localhost>';
const WEBHOOK_TIMEOUT_MS = 10_000;

/** Frees the store, folder or bucket, of what nobody finished to upload; nothing where this process sees no store. */
function uploadDropper(settings: Settings, db: DataSource): () => Promise<void> {
  const {
    SHIPEI_BLOB_STORE: url,
    SHIPEI_STORE_DIR: folder,
    SHIPEI_S3_ENDPOINT: endpoint,
    SHIPEI_S3_REGION: region,
  } = settings;
  if (url !== undefined) {
    const store = new ObjectStore({ db, bucket: openBucket(url, { endpoint, region }), maxBytes: 0 });
    return () => store.dropOldUploads();
  }
  return () => (folder === undefined ? Promise.resolve() : dropOldUploads(folder));
}

/** Everything that runs in the worker: pipeline processors, their schedules, and the outbox relay. */
export class WorkerProcess implements OnModuleDestroy {
  private constructor(
    private readonly parts: {
      db: DataSource;
      queues: Queues;
      wakeUps: WakeUps;
      relay: OutboxRelay;
      mails: MailSender;
      stop: AbortController;
    },
  ) {}

  static async start(
    settings: Settings,
    log: Logger,
    timing: DispatchTiming = DISPATCH_TIMING,
  ): Promise<WorkerProcess> {
    const db = await openDatabase({
      url: settings.DATABASE_URL,
      poolMax: settings.DATABASE_POOL_MAX,
      applicationName: 'shipei-worker',
      log,
    });
    const queues = await openQueues({
      databaseUrl: settings.DATABASE_URL,
      redisUrl: settings.REDIS_URL,
      namespace: settings.SHIPEI_QUEUE_NAMESPACE,
      log,
    });
    const mails = new MailSender({ smtpUrl: settings.SHIPEI_SMTP_URL, from: settings.SHIPEI_MAIL_FROM ?? MAIL_FROM });
    const stop = new AbortController();
    const contribution = processors({
      db,
      queues,
      timing,
      dropUploads: uploadDropper(settings, db),
      senders: sendersOf(settings, mails),
      publicUrl: settings.SHIPEI_PUBLIC_URL,
      stopping: stop.signal,
    });
    await queues.runProcessors([contribution], {
      log,
      concurrency: settings.SHIPEI_WORKER_CONCURRENCY,
      onDeadLetter: (letter) => keepDeadLetter(db, letter),
    });
    const wakeUps = await WakeUps.open(settings.DATABASE_URL);
    const relay = new OutboxRelay({ db, queues, wakeUps, log });
    return new WorkerProcess({ db, queues, wakeUps, relay, mails, stop });
  }

  async onModuleDestroy(): Promise<void> {
    const { db, queues, wakeUps, relay, mails, stop } = this.parts;
    stop.abort();
    await relay.stop();
    await wakeUps.close();
    await queues.close();
    mails.close();
    await db.destroy();
  }
}

function sendersOf(settings: Settings, mails: MailSender): Senders {
  const allowed = rangesOf(settings.SHIPEI_WEBHOOK_PRIVATE_ADDRESSES ?? []);
  return {
    mail: (mail) => mails.send(mail),
    webhook: (call) =>
      postWebhook(call, { allowed, timeoutMs: settings.SHIPEI_WEBHOOK_TIMEOUT_MS ?? WEBHOOK_TIMEOUT_MS }),
  };
}
