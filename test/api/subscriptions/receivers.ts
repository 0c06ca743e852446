import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';
import { until } from '../../dispatch/support/wait-until.js';

export interface Called {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}
type Reply = (answer: ServerResponse) => void;

/** A server of somebody who wants to be called: keeps what came, and answers as told by path. */
export class Receiver {
  readonly #calls: Called[] = [];
  readonly #replies = new Map<string, Reply[]>();
  readonly #server = createServer((request, answer) => {
    const path = request.url ?? '';
    void text(request).then((body) => {
      this.#calls.push({ path, headers: request.headers, body });
      const reply = this.#replies.get(path)?.shift();
      if (reply === undefined) answer.writeHead(204).end();
      else reply(answer);
    });
  });

  static async open(): Promise<Receiver> {
    const receiver = new Receiver();
    await new Promise<void>((resolve) => receiver.#server.listen(0, '127.0.0.1', resolve));
    return receiver;
  }

  get port(): number {
    // A listening TCP server has an address with a port.
    return (this.#server.address() as AddressInfo).port;
  }

  url(path: string, host = '127.0.0.1'): string {
    return `http://${host}:${this.port}${path}`;
  }

  /** The next calls of a path are answered like this, one after the other; any later one by 204. */
  answer(path: string, ...replies: Reply[]): void {
    this.#replies.set(path, replies);
  }

  callsOf(path: string): Called[] {
    return this.#calls.filter((call) => call.path === path);
  }

  /** Waits for so many calls of a path. */
  async calls(path: string, count: number, withinMs?: number): Promise<Called[]> {
    return until(
      `${count} calls of ${path}`,
      () => (this.callsOf(path).length >= count ? this.callsOf(path) : undefined),
      withinMs,
    );
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

/** As a receiver checks it by https://www.standardwebhooks.com, written from its text rather than from our signer. */
export function isSigned({ headers, body }: Called, secret: string): boolean {
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const [id, at] = [String(headers['webhook-id']), String(headers['webhook-timestamp'])];
  const expected = createHmac('sha256', key).update(`${id}.${at}.${body}`).digest();
  const isRecent = Math.abs(Date.now() / 1000 - Number(at)) < 300;
  return (
    isRecent &&
    key.length >= 24 &&
    String(headers['webhook-signature'])
      .split(' ')
      .some((one) => {
        const given = Buffer.from(one.replace(/^v1,/, ''), 'base64');
        return one.startsWith('v1,') && given.length === expected.length && timingSafeEqual(given, expected);
      })
  );
}

export interface Received {
  readonly to: string[];
  readonly from: string;
  readonly raw: string;
  /** Its text, decoded. */
  readonly text: string;
}

/** A real SMTP server that keeps what it takes. */
export class Mailbox {
  readonly mails: Received[] = [];
  /** Addresses that it refuses for good, and those that it refuses once. */
  readonly refusing = new Set<string>();
  readonly busyOnce = new Set<string>();
  readonly #server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    onRcptTo: ({ address }, _session, done) => {
      if (this.refusing.has(address)) done(Object.assign(new Error('no such user'), { responseCode: 550 }));
      else if (this.busyOnce.delete(address)) done(Object.assign(new Error('busy'), { responseCode: 451 }));
      else done();
    },
    onData: (stream, { envelope }, done) => {
      void text(stream).then((raw) => {
        const sender = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
        this.mails.push({ to: envelope.rcptTo.map(({ address }) => address), from: sender, raw, text: textOf(raw) });
        done();
      });
    },
  });

  static async open(): Promise<Mailbox> {
    const mailbox = new Mailbox();
    await new Promise<void>((resolve) => mailbox.#server.listen(0, '127.0.0.1', resolve));
    return mailbox;
  }

  get url(): string {
    // As above.
    return `smtp://127.0.0.1:${(this.#server.server.address() as AddressInfo).port}`;
  }

  to(address: string): Received[] {
    return this.mails.filter((mail) => mail.to.includes(address));
  }

  async got(address: string, count: number): Promise<Received[]> {
    return until(`${count} mails to ${address}`, () =>
      this.to(address).length >= count ? this.to(address) : undefined,
    );
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.#server.close(resolve));
  }
}

function textOf(raw: string): string {
  const [head = '', ...body] = raw.split('\r\n\r\n');
  const encoded = body.join('\r\n\r\n');
  if (/^content-transfer-encoding: base64/im.test(head)) return Buffer.from(encoded, 'base64').toString('utf8');
  if (!/^content-transfer-encoding: quoted-printable/im.test(head)) return encoded;
  const bytes = encoded
    .replaceAll('=\r\n', '')
    .replaceAll(/=([\dA-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
