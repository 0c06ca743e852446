import { refusalText, type RowAnswerer } from './answer-rows.js';
import { LineSplitter, type Line } from './split-lines.js';
import { Turns } from './take-turns.js';

/**
 * Bytes that are handed on together: each piece costs a turn of the streams between here and the socket, and one that does
 * not fit into the processor's cache costs more (`docs/measurements.md`).
 */
const CHUNK = 64 * 1024;
/** Bytes of one row: more than the longest coordinates take, escaped. */
const LONGEST_LINE = 8 * 1024;

/** A JSON document `{"items": […]}`, a piece at a time. */
export async function* batchDocument(
  rows: readonly unknown[],
  answerer: RowAnswerer,
  stopping: AbortSignal,
): AsyncGenerator<Buffer> {
  const turns = new Turns(stopping);
  let text = '{"items":[';
  for (const [place, row] of rows.entries()) {
    text += (place === 0 ? '' : ',') + answerer.answer(row, `cells.${place}`);
    if (text.length >= CHUNK) {
      yield Buffer.from(text, 'latin1');
      text = '';
    }
    if (turns.isOver) await turns.next();
  }
  yield Buffer.from(`${text}]}`, 'latin1');
}

/** One line for each row. */
export async function* batchLines(
  rows: readonly unknown[],
  answerer: RowAnswerer,
  stopping: AbortSignal,
): AsyncGenerator<Buffer> {
  const turns = new Turns(stopping);
  let text = '';
  for (const [place, row] of rows.entries()) {
    text += `${answerer.answer(row, `cells.${place}`)}\n`;
    if (text.length >= CHUNK) {
      yield Buffer.from(text, 'latin1');
      text = '';
    }
    if (turns.isOver) await turns.next();
  }
  if (text !== '') yield Buffer.from(text, 'latin1');
}

/**
 * One line for each line of a body; blank ones say nothing and get nothing. Reads on only as fast as the answers are taken,
 * and keeps no more than a chunk.
 */
export async function* answerLines(
  body: AsyncIterable<Buffer>,
  answerer: RowAnswerer,
  stopping: AbortSignal,
): AsyncGenerator<Buffer> {
  const turns = new Turns(stopping);
  const splitter = new LineSplitter(LONGEST_LINE);
  let place = -1;
  let text = '';
  for await (const chunk of body) {
    for (const line of splitter.push(chunk)) {
      text += answerLine(line, answerer, `lines.${(place += 1)}`);
      if (text.length >= CHUNK) {
        yield Buffer.from(text, 'latin1');
        text = '';
      }
      if (turns.isOver) await turns.next();
    }
    // Whoever sends row by row hears row by row.
    if (text !== '') yield Buffer.from(text, 'latin1');
    text = '';
  }
  const last = splitter.end();
  if (last !== undefined) text = answerLine(last, answerer, `lines.${place + 1}`);
  if (text !== '') yield Buffer.from(text, 'latin1');
}

const UTF8 = new TextDecoder('utf-8', { fatal: true });

function answerLine(line: Line, answerer: RowAnswerer, path: string): string {
  if (line === null) {
    const message = `此行过长 · the line is longer than ${LONGEST_LINE} bytes`;
    return `${refusalText({ code: 'invalid-request', path, message, nearest: [] })}\n`;
  }
  let row: unknown;
  try {
    const text = UTF8.decode(line).trim();
    if (text === '') return '';
    row = JSON.parse(text);
  } catch {
    const message = '此行不是合法的 JSON · the line is not well-formed JSON';
    return `${refusalText({ code: 'malformed-json', path, message, nearest: [] })}\n`;
  }
  return `${answerer.answer(row, path)}\n`;
}
