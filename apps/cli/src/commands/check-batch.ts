import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { unwrap } from '#libs/client';
import { DomainError } from '#libs/domain';
import { z } from 'zod';
import { CommandEnded, type CommandContext } from '../context.js';
import { EXIT, UsageError } from '../exit-codes.js';
import { messageOf } from '../failure.js';
import { checkOffline } from '../offline/check-offline.js';
import { OfflineMatrix } from '../offline/offline-matrix.js';
import { renderStamp } from '../rendering/bundle.js';
import { renderBatch, type BatchAnswer } from '../rendering/batch.js';
import { both } from '../rendering/words.js';

interface Moments {
  readonly validAt?: string;
  readonly knownAt?: string;
}

/** Answers rows; `first` is the place of the first one among the lines. */
type Answerer = (rows: readonly unknown[], first: number) => Promise<BatchAnswer[]>;

/** Rows of one call; with knownAt the service takes fewer. */
const CALL = 1_000;
const CALL_KNOWN_AT = 200;

/**
 * Asks about every line of a file (`-`: standard input), each `{"release": …, "os": …, "cpu": …}`: one answer or refusal a
 * line, in order. What is wrong with one line is told at its place, and ends the command with `refused` when all are told.
 */
export async function checkBatch(
  context: CommandContext,
  file: string,
  moments: Moments,
  bundle: string | undefined,
): Promise<void> {
  if (bundle === undefined) {
    await answerAll(context, file, moments, (rows, first) => askService(context, rows, first, moments));
    return;
  }
  const matrix = await OfflineMatrix.open(bundle);
  try {
    const now = context.terminal.now();
    const stamp = matrix.stamp(now);
    context.note(renderStamp(stamp, context.styles));
    await answerAll(context, file, moments, async (rows, first) => {
      const answers: BatchAnswer[] = [];
      for (const [place, row] of rows.entries()) {
        const answer = await askBundle(matrix, row, `lines.${first + place}`, moments, now);
        answers.push('error' in answer ? answer : { ...answer, bundle: stamp });
      }
      return answers;
    });
  } finally {
    await matrix.close();
  }
}

async function answerAll(context: CommandContext, file: string, { knownAt }: Moments, ask: Answerer): Promise<void> {
  const { terminal, json, styles } = context;
  const most = knownAt === undefined ? CALL : CALL_KNOWN_AT;
  let [told, refused] = [0, 0];
  const tell = async (rows: readonly unknown[]): Promise<void> => {
    if (rows.length === 0) return;
    const answers = await ask(rows, told);
    told += answers.length;
    refused += answers.filter((answer) => 'error' in answer).length;
    const text = json ? answers.map((answer) => JSON.stringify(answer)).join('\n') : renderBatch(answers, styles);
    terminal.stdout.write(`${text}\n`);
  };
  let rows: unknown[] = [];
  for await (const row of rowsOf(context, file)) {
    rows.push(row);
    if (rows.length < most) continue;
    await tell(rows);
    rows = [];
  }
  await tell(rows);
  context.note(styles.quiet(both(`${told} 行，其中 ${refused} 行有误`, `${told} rows, ${refused} of them refused`)));
  if (refused > 0) throw new CommandEnded(EXIT.refused);
}

/** One value a line that is not blank; text where a line is no JSON, which is no row either. */
async function* rowsOf({ terminal }: CommandContext, file: string): AsyncGenerator {
  const input = file === '-' ? terminal.stdin : createReadStream(file);
  try {
    for await (const line of createInterface({ input, crlfDelay: Infinity })) {
      if (line.trim() === '') continue;
      try {
        yield JSON.parse(line) as unknown;
      } catch {
        yield line;
      }
    }
  } catch (error) {
    throw new UsageError(`无法读取 ${file} · Can't read ${file}: ${messageOf(error)}`);
  }
}

async function askService(
  { client }: CommandContext,
  rows: readonly unknown[],
  first: number,
  moments: Moments,
): Promise<BatchAnswer[]> {
  // The service checks each row and refuses a wrong one at its place: they are sent as they were written.
  const cells = [...rows] as { release: string; os: string; cpu: string }[];
  const answer = unwrap(await client.POST('/api/v1/matrix/check', { body: { cells, ...moments } }));
  if (typeof answer === 'string') throw new Error('lines came where a document was asked for');
  return answer.items.map((item) =>
    'error' in item ? { error: { ...item.error, path: lineOf(item.error.path, first) } } : item,
  );
}

/** `cells.3.os` of a call is `lines.1003.os` of the file. */
function lineOf(path: string, first: number): string {
  return path.replace(/^cells\.(\d+)/, (_, place: string) => `lines.${first + Number(place)}`);
}

const row = z.strictObject({ release: z.string(), os: z.string(), cpu: z.string() });

async function askBundle(
  matrix: OfflineMatrix,
  value: unknown,
  path: string,
  moments: Moments,
  now: Date,
): Promise<BatchAnswer> {
  const read = row.safeParse(value);
  if (!read.success) {
    const message = '每行应为 {release, os, cpu} · must be an object {release, os, cpu}';
    return { error: { code: 'invalid-request', path, message, nearest: [] } };
  }
  try {
    return await checkOffline(matrix, { ...read.data, ...moments }, now);
  } catch (error) {
    // What is wrong with the moment is wrong for all rows.
    if (!(error instanceof DomainError) || error.code !== 'unknown-coordinate') throw error;
    const field = error.fields[0];
    const nearest = error.facts['nearest'];
    return {
      error: {
        code: 'unknown-coordinate',
        path: `${path}.${field?.path ?? 'release'}`,
        message: field?.message ?? error.message,
        nearest: Array.isArray(nearest) ? nearest.map(String) : [],
      },
    };
  }
}
