import { createHash } from 'node:crypto';
import { mkdir, open, stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createReadStream } from 'node:fs';
import type { FinishedResult } from '../journal/journal.js';
import type { LogSpool } from '../logs/log-spool.js';

type EvidenceRecord = FinishedResult['evidence'][number];

const READ_CHUNKS = 100;
const READ_BYTES = 1024 * 1024;

export function evidenceFolder(attemptFolder: string): string {
  return path.join(attemptFolder, 'evidence');
}

/** Writes what an attempt leaves as evidence: `result.json`, `host-facts.json` and `log.txt`. */
export async function writeEvidence(
  attemptFolder: string,
  result: object,
  hostFacts: object,
  spool: LogSpool,
): Promise<EvidenceRecord[]> {
  const folder = evidenceFolder(attemptFolder);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeText(path.join(folder, 'result.json'), [JSON.stringify(result, null, 2), '\n']);
  await writeText(path.join(folder, 'host-facts.json'), [JSON.stringify(hostFacts, null, 2), '\n']);
  spool.flush();
  await writeText(path.join(folder, 'log.txt'), logText(spool));
  return Promise.all([
    describe(folder, 'result.json', 'application/json'),
    describe(folder, 'host-facts.json', 'application/json'),
    describe(folder, 'log.txt', 'text/plain; charset=utf-8'),
  ]);
}

function* logText(spool: LogSpool): Generator<string> {
  for (let next = 0; next < spool.length;) {
    const chunks = spool.read(next, READ_CHUNKS, READ_BYTES);
    yield chunks.map(({ text }) => text).join('');
    next += chunks.length;
  }
}

async function writeText(file: string, texts: Iterable<string>): Promise<void> {
  const handle = await open(file, 'w', 0o600);
  try {
    for (const text of texts) await handle.appendFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function describe(folder: string, name: string, mediaType: string): Promise<EvidenceRecord> {
  const file = path.join(folder, name);
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return { name, size: (await stat(file)).size, sha256: hash.digest('hex'), mediaType };
}
