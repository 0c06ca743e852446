import { lookup, type LookupAddress } from 'node:dns';
import { request as httpRequest, type ClientRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP, type BlockList, type LookupFunction } from 'node:net';
import { DeliveryRefused, type WebhookCall } from '#libs/matrix';
import { mayCall } from './public-address.js';
import { signWebhook } from './sign-webhook.js';

export interface WebhookLimits {
  /** Addresses that may be called though they are not public. */
  readonly allowed: BlockList;
  /** For all of a call: name, connection, answer. */
  readonly timeoutMs: number;
}

/** Of an answer nothing is kept, and no more than this is read. */
const MOST_ANSWER_BYTES = 64 * 1024;

/**
 * Makes one signed call. The name is looked up once, every address of it has to be one that may be called, and the connection
 * goes to just these; redirects are answers like any other. Done by 2xx alone.
 *
 * @throws DeliveryRefused where the address may not be called, or the receiver wants no more (410) · Error that a later try may
 * mend
 */
export async function postWebhook(call: WebhookCall, limits: WebhookLimits): Promise<void> {
  const url = new URL(call.url);
  const signal = AbortSignal.timeout(limits.timeoutMs);
  const status = await new Promise<number>((resolve, reject) => {
    const lookUp: LookupFunction = (host, options, done) => {
      lookup(host, { ...options, all: true }, (error, addresses) => {
        const refused = error ?? refusalOf(host, addresses, limits.allowed);
        if (refused !== undefined) done(refused, [], 0);
        else if (options.all === true) done(null, addresses);
        else done(null, addresses[0]?.address ?? '', addresses[0]?.family);
      });
    };
    const host = url.hostname.replace(/^\[|\]$/g, '');
    // No name, no look-up: an address is judged as it stands.
    const literal =
      isIP(host) === 0 ? undefined : refusalOf(host, [{ address: host, family: isIP(host) }], limits.allowed);
    if (literal !== undefined) {
      reject(literal);
      return;
    }
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
    const request: ClientRequest = send(url, {
      method: 'POST',
      // Its own connection: one that is kept might have been made to another address.
      agent: false,
      lookup: lookUp,
      signal,
      headers: {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(call.body),
        'user-agent': 'Shipei-Webhooks/1',
        ...signWebhook(call, Date.now()),
      },
    });
    const fail = (error: Error): void => reject(signal.aborted ? tooLate(limits.timeoutMs) : error);
    request.on('response', (answer) => readAway(answer, resolve, fail));
    request.on('error', fail);
    request.end(call.body);
  });
  if (status === 410) throw new DeliveryRefused('对方答复 410，不再接收 · the receiver answered 410: it wants no more');
  if (status < 200 || status >= 300) throw new Error(`对方答复 ${status} · the receiver answered ${status}`);
}

/** The status counts once the answer is there, or is more than anybody reads. */
function readAway(answer: IncomingMessage, resolve: (status: number) => void, reject: (error: Error) => void): void {
  let bytes = 0;
  const status = answer.statusCode ?? 0;
  answer.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes <= MOST_ANSWER_BYTES) return;
    resolve(status);
    answer.destroy();
  });
  answer.on('end', () => resolve(status));
  answer.on('error', reject);
}

function refusalOf(host: string, addresses: readonly LookupAddress[], allowed: BlockList): Error | undefined {
  if (addresses.length > 0 && addresses.every(({ address }) => mayCall(address, allowed))) return undefined;
  return new DeliveryRefused(
    `${host} 不是公网地址，不予访问 · ${host} is no public address: it is not called unless SHIPEI_WEBHOOK_PRIVATE_ADDRESSES allows it`,
  );
}

function tooLate(ms: number): Error {
  return new Error(`对方未在 ${ms} 毫秒内答复 · the receiver did not answer within ${ms} ms`);
}
