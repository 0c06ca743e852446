import { rows } from '#libs/database';
import { tellChanges } from '#libs/matrix';
import type { TestService } from '../../support/service.js';
import { send, succeed, type Answer, type Call } from '../support/http.js';
import type { Member } from '../support/members.js';
import type { Registered } from '../support/releases.js';

export interface Subscribed {
  readonly id: string;
  readonly state: string;
  readonly size: number;
  readonly feedPath: string | null;
  readonly webhookSecret: string | null;
}

export interface Notice {
  readonly id: string;
  readonly kind: string;
  readonly release: string | null;
  readonly os: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly validUntil: string | null;
  readonly text: { readonly zh: string; readonly en: string };
  readonly link: string | null;
}

export interface Delivery {
  readonly id: string;
  readonly kind: string;
  readonly state: string;
  readonly attempts: number;
  readonly notices: number;
  readonly lastError: string | null;
}

export const product = ({ vendor, product: slug }: Registered) => ({ kind: 'product', product: `${vendor}/${slug}` });
export const list = (...items: object[]) => ({ kind: 'list', items });

export function subscribing(who: Pick<Member, 'token'> | undefined, follow: object, more: object = {}): Call {
  const json = { follow, tell: { by: 'feed' }, ...more };
  return { method: 'POST', path: '/api/v1/subscriptions', token: who?.token, json };
}

/** One person's subscriptions over one service. */
export class Subscriber {
  constructor(
    readonly service: Pick<TestService, 'url' | 'parts'>,
    readonly who: Pick<Member, 'token'>,
  ) {}

  follow(follow: object, more: object = {}): Promise<Subscribed> {
    return succeed<Subscribed>(this.service.url, subscribing(this.who, follow, more));
  }

  call(id: string, rest = '', more: Partial<Call> = {}): Call {
    return { path: `/api/v1/subscriptions/${id}${rest}`, token: this.who.token, ...more };
  }

  /** Oldest first. */
  async notices(id: string): Promise<Notice[]> {
    const { items } = await succeed<{ items: Notice[] }>(this.service.url, this.call(id, '/notices?limit=200'));
    return items.reverse();
  }

  /** What was told, as `from>to` or `kind to`. */
  async told(id: string): Promise<string[]> {
    const notices = await this.notices(id);
    return notices.map(({ kind, from, to }) =>
      kind === 'status' ? `${from ?? ''}>${to ?? ''}` : `${kind} ${to ?? ''}`,
    );
  }

  async deliveries(id: string): Promise<Delivery[]> {
    const { items } = await succeed<{ items: Delivery[] }>(this.service.url, this.call(id, '/deliveries?limit=200'));
    return items.reverse();
  }

  post(id: string, rest: string, json?: unknown): Promise<Answer> {
    return send(this.service.url, this.call(id, rest, { method: 'POST', ...(json === undefined ? {} : { json }) }));
  }
}

const NEVER = new AbortController().signal;

/** What the worker's schedule does, until there is nothing left to do. */
export async function tellAll({ parts: { db } }: Pick<TestService, 'parts'>): Promise<void> {
  for (;;) {
    await tellChanges(db, NEVER);
    const due = await rows(
      db,
      `SELECT 1 FROM followed_releases WHERE look_at <= clock_timestamp()
        UNION ALL SELECT 1 FROM subscriptions WHERE NOT enrolled AND since_at IS NOT NULL
        UNION ALL SELECT 1 FROM telling_head t, revision_head r WHERE t.revision < r.revision LIMIT 1`,
    );
    if (due.length === 0) return;
  }
}
