import { DeliveryRefused, type Mail } from '#libs/matrix';
import { createTransport, type Transporter } from 'nodemailer';

export interface MailSettings {
  /** `smtp://user:password@host:587` or `smtps://…`; undefined: this installation sends no mail. */
  readonly smtpUrl: string | undefined;
  readonly from: string;
}

const CONNECT_MS = 10_000;
const SILENT_MS = 30_000;

/** Sends plain mails by SMTP, over a few connections that are kept. */
export class MailSender {
  readonly #transport: Transporter | undefined;
  readonly #from: string;

  constructor({ smtpUrl, from }: MailSettings) {
    this.#from = from;
    this.#transport =
      smtpUrl === undefined
        ? undefined
        : createTransport({
            url: smtpUrl,
            pool: true,
            maxConnections: 2,
            connectionTimeout: CONNECT_MS,
            greetingTimeout: CONNECT_MS,
            socketTimeout: SILENT_MS,
            // Nothing of a mail of ours names a file or an address to fetch.
            disableFileAccess: true,
            disableUrlAccess: true,
          });
  }

  /** @throws DeliveryRefused where the address is refused for good, or no mail is sent here · Error that a later try may mend */
  async send({ id, to, subject, text }: Mail): Promise<void> {
    if (this.#transport === undefined) {
      throw new Error('本站未配置邮件 · this installation sends no mail: SHIPEI_SMTP_URL is not set');
    }
    try {
      await this.#transport.sendMail({
        from: this.#from,
        // As an object it is one address, whatever is in it.
        to: { name: '', address: to },
        subject,
        text,
        messageId: `<${id}@shipei>`,
        headers: { 'Auto-Submitted': 'auto-generated' },
      });
    } catch (error) {
      if (isForGood(error)) throw new DeliveryRefused('邮件服务器拒收 · the mail server refuses the mail for good');
      throw new Error('邮件未能送出 · the mail could not be sent', { cause: error });
    }
  }

  close(): void {
    this.#transport?.close();
  }
}

/** 5xx to recipient or content is for good (RFC 5321, 4.2.1); a wrong password of ours is mended some day. */
function isForGood(error: unknown): boolean {
  if (!(error instanceof Error) || !('responseCode' in error) || !('command' in error)) return false;
  const isOfMail = error.command === 'RCPT TO' || error.command === 'DATA';
  return isOfMail && typeof error.responseCode === 'number' && error.responseCode >= 550;
}
