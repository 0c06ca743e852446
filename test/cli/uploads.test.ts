import { createRelease, headArtifact, putArtifact } from '#libs/contracts';
import { DomainError } from '#libs/domain';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createHash, randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { REQUEST_ID } from './support/samples.js';
import { StandIn } from './support/stand-in.js';
import { Person } from './support/test-terminal.js';

const BYTES = randomBytes(300_000);
const SHA256 = createHash('sha256').update(BYTES).digest('hex');
const RELEASE = ['releases', 'create', 'dameng/dm8', '8.1.3', '--ordinal', '3', '--released-on', '2026-11-01'];

/** Keeps what arrives as the service does: bytes by digest, complete only when size and digest are right. */
class Store {
  held = Buffer.alloc(0);
  complete = false;
  /** Offsets at which uploads began. */
  readonly offsets: number[] = [];
  /** Breaks the connection once, after this many bytes. */
  breakAfter: number | undefined;
  refuse: DomainError | undefined;

  head(): { code: number; headers: Record<string, string> } {
    if (this.complete)
      return { code: 204, headers: { 'upload-complete': '?1', 'upload-offset': `${this.held.length}` } };
    if (this.held.length === 0) return { code: 404, headers: {} };
    return { code: 204, headers: { 'upload-offset': `${this.held.length}` } };
  }

  async put(body: Readable, offset: number, length: number, destroy: () => void): Promise<void> {
    this.offsets.push(offset);
    if (this.refuse !== undefined) throw this.refuse;
    if (offset !== this.held.length) throw new DomainError('upload-offset-mismatch', 'wrong offset');
    for await (const chunk of body) {
      // The stand-in hands the raw request on: its chunks are buffers.
      this.held = Buffer.concat([this.held, chunk as Buffer]);
      if (this.breakAfter !== undefined && this.held.length >= this.breakAfter) {
        this.breakAfter = undefined;
        destroy();
        return;
      }
    }
    this.complete = this.held.length === length && createHash('sha256').update(this.held).digest('hex') === SHA256;
    if (!this.complete) throw new DomainError('digest-mismatch', '摘要不符 · The digest is another');
  }
}

describe('shipei releases create', () => {
  let service: StandIn;
  let person: Person;
  let store: Store;
  let file: string;
  const created: unknown[] = [];

  beforeEach(async () => {
    created.length = 0;
    store = new Store();
    service = new StandIn()
      .raw(headArtifact, (_request, reply) => {
        const { code, headers } = store.head();
        return reply.code(code).headers(headers).send();
      })
      .raw(putArtifact, async (request, reply) => {
        const headers = putArtifact.headers.parse(request.headers);
        // The stand-in's parser for bytes hands the request's stream on.
        const body = request.body as Readable;
        await store.put(body, headers['upload-offset'], headers['upload-length'] ?? 0, () => request.raw.destroy());
        return reply.code(201).send({ sha256: SHA256, sm3: 'sm3', size: BYTES.length });
      })
      .on(createRelease, ({ body, params }) => {
        created.push(body);
        return {
          id: REQUEST_ID,
          coordinate: `${params.vendor}/${params.product}@${body.version}`,
          version: body.version,
          line: body.line,
          ordinal: body.ordinal,
          releasedOn: body.releasedOn,
          abiLevel: null,
          endOfLife: null,
          published: body.published,
          withdrawn: null,
          builds: [],
          artifacts: body.artifacts.map((artifact) => ({
            sha256: artifact.sha256,
            sm3: 'sm3',
            size: BYTES.length,
            fileName: artifact.fileName,
            isa: artifact.isa ?? null,
            role: artifact.role,
          })),
          createdAt: '2026-11-23T13:00:00Z',
        };
      });
    const url = await service.start();
    person = await Person.at(url);
    file = path.join(person.home, 'dm8.tgz');
    await writeFile(file, BYTES);
  });
  afterEach(async () => {
    await service.stop();
    await person.leave();
  });

  it('takes a folder with all that is in it: paths, and what a file is for, by its name', async () => {
    const folder = path.join(person.home, 'build');
    await mkdir(path.join(folder, 'rpms/x86_64'), { recursive: true });
    await mkdir(path.join(folder, 'docs'));
    // One content serves for all: the stand-in's store holds one artifact.
    for (const name of ['rpms/x86_64/dm8.rpm', 'rpms/x86_64/dm8.rpm.asc', 'docs/安装.pdf', '.hidden']) {
      await writeFile(path.join(folder, name), BYTES);
    }
    const licence = path.join(person.home, 'trial.lic');
    await writeFile(licence, BYTES);
    const files = ['--folder', `x86_64=${folder}`, '--data', licence, '--build', 'Build 2023'];
    expect(await person.run([...RELEASE, ...files, '--json'])).toMatchObject({ code: 0 });
    const isa = 'x86_64';
    expect(created).toMatchObject([
      {
        build: 'Build 2023',
        artifacts: [
          { fileName: 'trial.lic', role: 'data' },
          { fileName: 'docs/安装.pdf', isa, role: 'documentation' },
          { fileName: 'rpms/x86_64/dm8.rpm', isa, role: 'package' },
          { fileName: 'rpms/x86_64/dm8.rpm.asc', isa, role: 'signature' },
        ],
      },
    ]);
    const empty = path.join(person.home, 'empty');
    await mkdir(empty);
    expect(await person.run([...RELEASE, '--folder', empty])).toMatchObject({ code: 2 });
  });

  it('uploads the package and registers it by its digest', async () => {
    const ran = await person.run([...RELEASE, '--artifact', `x86_64=${file}`, '--json']);
    expect(ran).toMatchObject({ code: 0 });
    expect(store.held.equals(BYTES)).toBe(true);
    expect(created).toMatchObject([{ artifacts: [{ sha256: SHA256, fileName: 'dm8.tgz', isa: 'x86_64' }] }]);
    expect(JSON.parse(ran.stdout)).toMatchObject({ coordinate: 'dameng/dm8@8.1.3' });
  });

  it('goes on where an earlier upload stopped', async () => {
    store.held = Buffer.from(BYTES.subarray(0, 100_000));
    expect(await person.run([...RELEASE, '--artifact', file])).toMatchObject({ code: 0 });
    expect(store.offsets).toEqual([100_000]);
    expect(store.held.equals(BYTES)).toBe(true);
  });

  it('takes a broken connection up again behind the bytes that arrived', async () => {
    store.breakAfter = 70_000;
    const ran = await person.run([...RELEASE, '--artifact', file]);
    expect(ran).toMatchObject({ code: 0 });
    expect(store.offsets).toHaveLength(2);
    expect(store.offsets[1]).toBeGreaterThanOrEqual(70_000);
    expect(store.held.equals(BYTES)).toBe(true);
    expect(ran.stdout).toContain('going on in');
  });

  it('sends nothing that the server has', async () => {
    store.held = BYTES;
    store.complete = true;
    expect(await person.run([...RELEASE, '--artifact', `aarch64=${file}`])).toMatchObject({ code: 0 });
    expect(store.offsets).toEqual([]);
  });

  it('reads a refusal that comes before the last byte, and registers nothing', async () => {
    store.refuse = new DomainError('payload-too-large', '文件过大 · The file is too large');
    const ran = await person.run([...RELEASE, '--artifact', file, '--json']);
    expect(ran.code).toBe(1);
    expect(ran.stderr).toContain('文件过大');
    expect(JSON.parse(ran.stdout)).toMatchObject({ error: { code: 'payload-too-large' } });
    expect(created).toEqual([]);
  });

  it.each([
    ['no such file', '/nonexistent/dm8.tgz'],
    ['a directory', '/tmp'],
  ])('refuses %s before asking anything', async (_case, missing) => {
    const ran = await person.run([...RELEASE, '--artifact', missing]);
    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain(missing);
    expect(service.requests).toEqual([]);
  });
});
