import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import path from 'node:path';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

export interface WantedArtifact {
  readonly sha256: string;
  readonly size: number;
}

/** What arrived is not what the server promised. */
export class ArtifactError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ArtifactError';
  }
}

const DIGEST_NAME = /^[0-9a-f]{64}$/;
const CACHE_BYTES = 10 * 1024 ** 3;

/** Artifacts by their SHA-256, within a total size. The digest of a file is computed anew before each use. */
export class ArtifactCache {
  readonly #pending = new Map<string, Promise<string>>();
  readonly #inUse = new Map<string, number>();

  constructor(
    private readonly folder: string,
    private readonly maxBytes = CACHE_BYTES,
  ) {}

  async open(): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    for (const name of await readdir(this.folder)) {
      if (!DIGEST_NAME.test(name)) await rm(path.join(this.folder, name), { force: true });
    }
  }

  /**
   * Lends the file of an artifact, which is kept until {@link release}.
   *
   * @throws ArtifactError when size or digest of the downloaded bytes are wrong
   */
  async borrow(wanted: WantedArtifact, download: () => Promise<Readable>): Promise<string> {
    this.#inUse.set(wanted.sha256, (this.#inUse.get(wanted.sha256) ?? 0) + 1);
    const pending = this.#pending.get(wanted.sha256) ?? this.#fetch(wanted, download);
    this.#pending.set(wanted.sha256, pending);
    try {
      return await pending;
    } catch (error) {
      this.release(wanted);
      throw error;
    } finally {
      this.#pending.delete(wanted.sha256);
    }
  }

  release({ sha256 }: WantedArtifact): void {
    const users = (this.#inUse.get(sha256) ?? 1) - 1;
    if (users > 0) this.#inUse.set(sha256, users);
    else this.#inUse.delete(sha256);
  }

  async #fetch(wanted: WantedArtifact, download: () => Promise<Readable>): Promise<string> {
    const file = path.join(this.folder, wanted.sha256);
    if (await isIntact(file, wanted)) {
      const now = new Date();
      await utimes(file, now, now);
      return file;
    }
    await this.#makeRoom(wanted.size);
    const fresh = path.join(this.folder, `${randomUUID()}.part`);
    try {
      const { size, sha256 } = await receive(await download(), fresh, wanted.size);
      if (size !== wanted.size || sha256 !== wanted.sha256) {
        throw new ArtifactError(
          `an artifact of ${size} bytes with SHA-256 ${sha256} came where ${wanted.size} bytes with ${wanted.sha256} were promised`,
        );
      }
      await rename(fresh, file);
      return file;
    } finally {
      await rm(fresh, { force: true });
    }
  }

  /** Removes the files that were not used for the longest time. */
  async #makeRoom(bytes: number): Promise<void> {
    const names = (await readdir(this.folder)).filter((name) => DIGEST_NAME.test(name));
    const files = await Promise.all(
      names.map(async (name) => ({ name, ...sizeAndTime(await stat(path.join(this.folder, name))) })),
    );
    let total = files.reduce((sum, { size }) => sum + size, bytes);
    for (const { name, size } of files.sort((a, b) => a.usedAt - b.usedAt)) {
      if (total <= this.maxBytes) return;
      if (this.#inUse.has(name)) continue;
      await rm(path.join(this.folder, name), { force: true });
      total -= size;
    }
  }
}

function sizeAndTime(stats: { size: number; mtimeMs: number }): { size: number; usedAt: number } {
  return { size: stats.size, usedAt: stats.mtimeMs };
}

async function isIntact(file: string, wanted: WantedArtifact): Promise<boolean> {
  const stats = await stat(file).catch(() => undefined);
  if (stats?.size !== wanted.size) return false;
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex') === wanted.sha256;
}

async function receive(source: Readable, file: string, maxBytes: number): Promise<{ size: number; sha256: string }> {
  const hash = createHash('sha256');
  let size = 0;
  const meter = new Transform({
    transform(bytes: Buffer, _encoding, done) {
      size += bytes.length;
      hash.update(bytes);
      if (size > maxBytes) done(new ArtifactError(`an artifact is longer than the promised ${maxBytes} bytes`));
      else done(null, bytes);
    },
  });
  await pipeline(source, meter, createWriteStream(file, { mode: 0o600 }));
  return { size, sha256: hash.digest('hex') };
}
