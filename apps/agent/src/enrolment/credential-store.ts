import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { AGENT_CREDENTIAL_PREFIX, enrolAgent } from '#libs/contracts';
import { SettingsError } from '#libs/runtime';
import { writeDurably } from '../journal/durable-file.js';

const storedCredential = z.strictObject({
  agentId: z.uuid(),
  credential: z.string().min(1),
  /** Pools as the server last named them, so that a restarted agent can offer its hosts in its first registration. */
  pools: enrolAgent.response.shape.pools,
});
export type StoredCredential = z.infer<typeof storedCredential>;
export type AgentPool = StoredCredential['pools'][number];

/** A credential that no server is known to have accepted, and the digest of the token that it was made for. */
const madeCredential = z.strictObject({ tokenHash: z.string(), credential: z.string().min(1) });

/** `credential.json` in the agent's directory, and `enrolment.json` until there is one; mode 0600. */
export class CredentialStore {
  readonly #file: string;
  readonly #made: string;

  constructor(folder: string) {
    this.#file = path.join(folder, 'credential.json');
    this.#made = path.join(folder, 'enrolment.json');
  }

  /**
   * The credential to enrol with: on disk before anybody hears of it, and the same for the same token, so that an
   * enrolment whose answer was lost can be asked for again.
   */
  async credentialFor(token: string): Promise<string> {
    const tokenHash = createHash('sha256').update(token).digest('hex');
    const made = madeCredential.safeParse(parseJson(await readFile(this.#made, 'utf8').catch(() => '')));
    if (made.success && made.data.tokenHash === tokenHash) return made.data.credential;
    const credential = `${AGENT_CREDENTIAL_PREFIX}${randomBytes(32).toString('base64url')}`;
    await writeDurably(this.#made, JSON.stringify({ tokenHash, credential }));
    return credential;
  }

  async load(): Promise<StoredCredential | undefined> {
    const text = await readFile(this.#file, 'utf8').catch((error: unknown) => {
      if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT') return undefined;
      throw error;
    });
    if (text === undefined) return undefined;
    if (((await stat(this.#file)).mode & 0o077) !== 0) {
      throw new SettingsError(
        `${this.#file} 可被他人读取，请 chmod 600 · ${this.#file} can be read by others: chmod 600 it`,
      );
    }
    const parsed = storedCredential.safeParse(parseJson(text));
    if (parsed.success) return parsed.data;
    throw new SettingsError(
      `${this.#file} 已损坏，请删除后重新注册 · ${this.#file} is damaged: remove it and enrol the agent again`,
    );
  }

  async save(credential: StoredCredential): Promise<void> {
    await mkdir(path.dirname(this.#file), { recursive: true, mode: 0o700 });
    await writeDurably(this.#file, JSON.stringify(credential));
    await rm(this.#made, { force: true });
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
