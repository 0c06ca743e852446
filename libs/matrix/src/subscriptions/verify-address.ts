import { randomInt } from 'node:crypto';
import { audit, row, transaction, wakeRelay, type Context } from '#libs/database';
import { DomainError, type PersonActor } from '#libs/domain';
import { hashSecret } from '#libs/registry';
import type { EntityManager } from 'typeorm';
import { addDelivery } from './add-delivery.js';
import { holdTelling, presentMoment } from './hold-telling.js';
import { deliveryOf, ownSubscription, type DeliveryRow, type SubscriptionRow } from './subscriptions.queries.js';

/** Verification mails that one address gets within a day, whoever asks: it may be a stranger's. */
const MOST_PER_ADDRESS = 3;
const CODE_VALID_HOURS = 24;
/** Without the letters and digits that are mistaken for each other. */
const CODE_LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const CODE_LENGTH = 16;

/**
 * Puts a mail with a code on its way; the code is made when the mail is, so that only its digest is ever kept.
 *
 * @throws DomainError `rate-limited`
 */
export async function addVerification(
  tx: EntityManager,
  actor: PersonActor,
  subscriptionId: string,
  address: string,
): Promise<string> {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended(lower($1), 4))', [address]);
  // Counted where nobody can take it back: an ended subscription takes its deliveries with it.
  const digest = hashSecret(address.toLowerCase()).toString('hex');
  const sent = await row<{ count: number }>(
    tx,
    `SELECT count(*) AS count FROM audit_events
      WHERE subject_type = 'mail-address' AND subject_id = $1 AND at > now() - interval '1 day'`,
    [digest],
  );
  if ((sent?.count ?? 0) >= MOST_PER_ADDRESS) {
    throw new DomainError(
      'rate-limited',
      `该邮箱一天内只发 ${MOST_PER_ADDRESS} 封验证邮件 · An address gets ${MOST_PER_ADDRESS} verification mails a day: try again tomorrow`,
    );
  }
  await audit(tx, actor, {
    action: 'subscription.send-verification',
    subject: ['mail-address', digest],
    details: { subscription: subscriptionId },
  });
  return addDelivery(tx, subscriptionId, 'verification');
}

/**
 * Mails a new code; one that was mailed before ends with it.
 *
 * @throws DomainError `not-found`, `illegal-transition` where nothing is to be verified, `rate-limited`
 */
export async function sendVerification({ db, actor }: Context<PersonActor>, id: string): Promise<DeliveryRow> {
  const delivery = await transaction(db, async (tx) => {
    const { email, state } = await ownSubscription(tx, actor, id);
    if (email === null || state !== 'unverified') throw nothingToVerify();
    return deliveryOf(tx, id, await addVerification(tx, actor, id, email));
  });
  await wakeRelay(db);
  return delivery;
}

function nothingToVerify(): DomainError {
  return new DomainError('illegal-transition', '没有待验证的邮箱 · There is no address to verify');
}

/** A code for the mail that is about to leave. */
export async function newCode(tx: EntityManager, subscriptionId: string): Promise<string> {
  const code = Array.from({ length: CODE_LENGTH }, () => CODE_LETTERS[randomInt(CODE_LETTERS.length)] ?? '').join('');
  await tx.query(
    `UPDATE subscriptions SET email_code_hash = $2, email_code_until = now() + $3 * interval '1 hour' WHERE id = $1`,
    [subscriptionId, hashSecret(code), CODE_VALID_HOURS],
  );
  return code.replace(/(.{4})(?!$)/g, '$1-');
}

/**
 * Takes back the code from the mail: the address is the subscriber's, and changes are told from now on.
 *
 * @throws DomainError `not-found` · `illegal-transition` · `one-time-token-invalid` alike for a wrong, used or ended code
 */
export async function verifyAddress(
  { db, actor }: Context<PersonActor>,
  id: string,
  code: string,
): Promise<SubscriptionRow> {
  return transaction(db, async (tx) => {
    const { email, state } = await ownSubscription(tx, actor, id);
    if (email === null || state !== 'unverified') throw nothingToVerify();
    await holdTelling(tx, 'SHARE');
    const since = await presentMoment(tx);
    // Of two who bring one code one finds it used.
    const verified = await row(
      tx,
      `UPDATE subscriptions
          SET email_code_hash = NULL, email_code_until = NULL, since_revision = $3, since_at = $4, enrolled = false
        WHERE id = $1 AND since_at IS NULL AND email_code_hash = $2 AND email_code_until > now() RETURNING id`,
      [id, hashSecret(code.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')), since.revision, since.at],
    );
    if (verified === undefined) {
      throw new DomainError(
        'one-time-token-invalid',
        '验证码无效或已过期 · The code is wrong, used or over: have another one mailed',
        { fields: [{ path: 'code', code: 'invalid', message: 'is not the code of the newest mail' }] },
      );
    }
    await audit(tx, actor, { action: 'subscription.verify', subject: ['subscription', id] });
    return ownSubscription(tx, actor, id);
  });
}
