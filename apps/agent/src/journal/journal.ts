import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { completeAttempt } from '#libs/contracts';
import { writeDurably } from './durable-file.js';

/** A claim that has been, or is about to be, sent and whose answer is not known to have arrived. */
const claimRecord = z.strictObject({ claimId: z.uuid(), secret: z.string().min(32) });
export type ClaimRecord = z.infer<typeof claimRecord>;

const evidenceRecord = z.strictObject({
  name: z.string(),
  size: z.number().int(),
  sha256: z.string(),
  mediaType: z.string(),
});

const attemptRecord = z.strictObject({
  id: z.uuid(),
  secret: z.string().min(32),
  hostId: z.uuid(),
  /** The result, once there is one: the sandbox has gone and only delivery is left. */
  result: z.strictObject({ evidence: z.array(evidenceRecord), completion: completeAttempt.body }).optional(),
});
export type AttemptRecord = z.infer<typeof attemptRecord>;
export type FinishedResult = NonNullable<AttemptRecord['result']>;

/** What the agent must not forget: `<dir>/claims/<id>.json`, `<dir>/attempts/<id>/` with record, log and evidence. */
export class Journal {
  readonly #claims: string;
  readonly #attempts: string;

  constructor(private readonly folder: string) {
    this.#claims = path.join(folder, 'claims');
    this.#attempts = path.join(folder, 'attempts');
  }

  async open(): Promise<void> {
    for (const folder of [this.folder, this.#claims, this.#attempts])
      await mkdir(folder, { recursive: true, mode: 0o700 });
  }

  /** Makes the ids of a claim and writes them down before anybody hears of them. */
  async newClaim(): Promise<ClaimRecord> {
    const claim = { claimId: uuidv7(), secret: randomBytes(32).toString('base64url') };
    await writeDurably(this.#claimFile(claim), JSON.stringify(claim));
    return claim;
  }

  async dropClaim(claim: ClaimRecord): Promise<void> {
    await rm(this.#claimFile(claim), { force: true });
  }

  /** Claims whose answers were lost with the agent's last life; they are asked again with the same ids. */
  async openClaims(): Promise<ClaimRecord[]> {
    const claims = (await readdir(this.#claims)).map((name) => readRecord(path.join(this.#claims, name), claimRecord));
    return (await Promise.all(claims)).filter((claim) => claim !== undefined);
  }

  /** Folder of an attempt's files. */
  attemptFolder(id: string): string {
    return path.join(this.#attempts, id);
  }

  async saveAttempt(record: AttemptRecord): Promise<void> {
    await mkdir(this.attemptFolder(record.id), { recursive: true, mode: 0o700 });
    await writeDurably(path.join(this.attemptFolder(record.id), 'attempt.json'), JSON.stringify(record));
  }

  async forgetAttempt(id: string): Promise<void> {
    await rm(this.attemptFolder(id), { recursive: true, force: true });
  }

  /**
   * Results that wait for delivery. Attempts without one died with the agent's last life, as their sandboxes did: they
   * are cleared away and never reported, so the server gives their jobs away at once.
   */
  async finishedAttempts(): Promise<AttemptRecord[]> {
    const finished: AttemptRecord[] = [];
    for (const id of await readdir(this.#attempts)) {
      const record = await readRecord(path.join(this.attemptFolder(id), 'attempt.json'), attemptRecord);
      if (record?.result === undefined) await this.forgetAttempt(id);
      else finished.push(record);
    }
    return finished;
  }

  #claimFile(claim: ClaimRecord): string {
    return path.join(this.#claims, `${claim.claimId}.json`);
  }
}

async function readRecord<S extends z.ZodType>(file: string, schema: S): Promise<z.infer<S> | undefined> {
  try {
    return schema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    // Half made, or of a version that wrote something else: as good as never written.
    return undefined;
  }
}
