import { row } from '#libs/database';
import { notFound } from '#libs/domain';
import { hashSecret, isSecretOf } from '#libs/registry';
import type { DataSource } from 'typeorm';
import { IS_MEMBER } from './followers.queries.js';
import { linkOf, noticeInWords } from './notice-words.js';
import { noticesPage, type NoticeRow } from './subscriptions.queries.js';

/** Entries of a feed; its reader keeps what it has seen. */
const MOST_ENTRIES = 200;
const LAST_UUID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/**
 * The Atom feed (RFC 4287) of the subscription whose secret this is, newest first.
 *
 * @param publicUrl of this service; links are paths without
 * @throws DomainError `not-found`, also where its subscriber has left the organization
 */
export async function feedOf(db: DataSource, token: string, publicUrl: string | undefined): Promise<string> {
  const secret = token.replace(/\.atom$/, '');
  const found = isSecretOf('feed', secret)
    ? await row<FedSubscription>(
        db,
        `SELECT s.id, s.name, s.created_at AS "createdAt" FROM subscriptions s WHERE s.feed_token_hash = $1 AND ${IS_MEMBER}`,
        [hashSecret(secret)],
      )
    : undefined;
  if (found === undefined) throw notFound('订阅源 · feed');
  return drawFeed(found, await noticesPage(db, found.id, { before: LAST_UUID, limit: MOST_ENTRIES }), publicUrl);
}

interface FedSubscription {
  readonly id: string;
  readonly name: string;
  readonly createdAt: Date;
}

/** @param notices newest first */
function drawFeed(
  { id, name, createdAt }: FedSubscription,
  notices: readonly NoticeRow[],
  publicUrl: string | undefined,
): string {
  const updated = notices[0]?.createdAt ?? createdAt;
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom">',
    `<id>urn:uuid:${id}</id>`,
    `<title>${escaped(`适配 Shipei · ${name}`)}</title>`,
    `<updated>${updated.toISOString()}</updated>`,
    '<author><name>适配 Shipei</name></author>',
    ...notices.map((notice) => entryOf(notice, publicUrl)),
    '</feed>',
    '',
  ].join('\n');
}

function entryOf(notice: NoticeRow, publicUrl: string | undefined): string {
  const { zh, en } = noticeInWords(notice);
  const link = linkOf(publicUrl, notice);
  return [
    '<entry>',
    `<id>urn:uuid:${notice.id}</id>`,
    `<title>${escaped(`${zh} · ${en}`)}</title>`,
    `<updated>${notice.createdAt.toISOString()}</updated>`,
    ...(link === null ? [] : [`<link rel="alternate" href="${escaped(link)}"/>`]),
    `<content type="text">${escaped(`${zh}\n${en}`)}</content>`,
    '</entry>',
  ].join('');
}

/** XML 1.0 has no place for other characters, escaped or not. */
const NOT_IN_XML = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;

function escaped(text: string): string {
  return text
    .replaceAll(NOT_IN_XML, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
