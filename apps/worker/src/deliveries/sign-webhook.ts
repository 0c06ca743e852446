import { createHmac } from 'node:crypto';

const SECRET_PREFIX = 'whsec_';

/**
 * The headers of a call as Standard Webhooks has them (https://www.standardwebhooks.com, "webhook scheme", version v1):
 * HMAC-SHA256 over `id.timestamp.body` with the bytes that the secret stands for.
 *
 * @param at epoch ms of this try: a receiver refuses what was signed long ago
 */
export function signWebhook(
  { id, body, secret }: { readonly id: string; readonly body: string; readonly secret: string },
  at: number,
): Record<string, string> {
  const timestamp = `${Math.floor(at / 1000)}`;
  const key = Buffer.from(secret.slice(SECRET_PREFIX.length), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` };
}
