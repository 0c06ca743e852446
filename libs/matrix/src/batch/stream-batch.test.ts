import { describe, expect, it } from '@jest/globals';
import type { CellNames } from '#libs/domain';
import { AnswerWriter } from '../memory/answer-writer.js';
import type { Snapshot } from '../memory/live-matrix.js';
import { matrixOf, randomWorld } from '../memory/testing/random-matrix.js';
import { RowAnswerer } from './answer-rows.js';
import { answerLines, batchDocument, batchLines } from './stream-batch.js';

const world = randomWorld(1);
const matrix = matrixOf(world);
matrix.deriveRange(0, matrix.world.releases.size, Math.floor(Date.now() / 1000));
const asTheyAre: CellNames = {
  release: (name) => name,
  os: (name) => name,
  cpu: (name) => name,
  organization: (name) => name,
};
const names = { in: () => asTheyAre, organizationSlug: (id: string) => id };
const edition = { revision: 1, knownAt: 0 };
const writer = new AnswerWriter(matrix, names);
writer.edition = edition;
const facts = { ...world.facts, names: new Map<string, never>(), organizations: new Map<string, never>() };
const snapshot: Snapshot = { matrix, writer, names, facts, edition };
const answerer = () => new RowAnswerer(() => snapshot, null);
const never = new AbortController().signal;

const cells = matrix.world.releases.releases.flatMap(({ coordinate: release }) =>
  matrix.world.platforms.platforms.map(({ os, cpu }) => ({
    release,
    os: matrix.world.platforms.osReleases[os]?.coordinate,
    cpu: matrix.world.platforms.cpuModels[cpu]?.coordinate,
  })),
);

async function textOf(chunks: AsyncIterable<Buffer>): Promise<string> {
  const all: Buffer[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all).toString('utf8');
}

async function* pieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
}

const coordinates = (answers: unknown) =>
  (answers as typeof cells).map(({ release, os, cpu }) => ({ release, os, cpu }));

describe('a batch', () => {
  it('is one document, in the order of its rows', async () => {
    const { items } = JSON.parse(await textOf(batchDocument(cells, answerer(), never))) as { items: unknown };
    expect(coordinates(items)).toEqual(cells);
  });

  it('is the same row by row as lines, however they are cut', async () => {
    const lines = (text: string) =>
      text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown);
    expect(coordinates(lines(await textOf(batchLines(cells, answerer(), never))))).toEqual(cells);
    const body = Buffer.from(cells.map((cell) => JSON.stringify(cell)).join('\n'));
    for (const size of [7, 1000, 1_000_000]) {
      expect(coordinates(lines(await textOf(answerLines(pieces(body, size), answerer(), never))))).toEqual(cells);
    }
  });

  it('reads no further than its answers are taken, and lets go of the body when its reader leaves', async () => {
    let read = 0;
    let isLetGo = false;
    async function* body(): AsyncGenerator<Buffer> {
      try {
        for (;;) {
          read += 1;
          yield await Promise.resolve(Buffer.from(`${JSON.stringify(cells[0])}\n`));
        }
      } finally {
        isLetGo = true;
      }
    }
    const answers = answerLines(body(), answerer(), never);
    await answers.next();
    expect(read).toBe(1);
    await answers.return(undefined);
    expect(isLetGo).toBe(true);
  });

  it('ends when the process stops', async () => {
    const stopping = AbortSignal.abort(new Error('stopping'));
    const many = Array.from({ length: 200 }, () => cells).flat();
    await expect(textOf(batchDocument(many, answerer(), stopping))).rejects.toThrow('stopping');
  });
});
