import { createClient, ProblemError, unwrap, type components } from '#libs/client';
import { setTimeout as wait } from 'node:timers/promises';
import type { Target } from '../commands/arguments.js';
import { renderCellAnswer } from '../rendering/cell-answer.js';
import { renderRefusal } from '../rendering/refusal.js';
import type { Styles } from '../rendering/styles.js';

type CellAnswer = components['schemas']['CellAnswer'];

export interface Question extends Target {
  readonly zh: string;
  readonly en: string;
}

const LOOK_MS = 200;

/** Asks as the public does, without signing in. */
export async function check(url: string, release: string, target: Target): Promise<CellAnswer> {
  const query = { release, os: target.os, cpu: target.cpu };
  return unwrap(await createClient({ url }).GET('/api/v1/matrix/check', { params: { query } }));
}

/** Waits for an answer to become this status: a finding reaches every reader a moment after its certificate is issued. */
export async function checkUntil(
  url: string,
  release: string,
  target: Target,
  status: CellAnswer['status'],
  signal: AbortSignal,
): Promise<CellAnswer> {
  for (;;) {
    const answer = await check(url, release, target);
    if (answer.status === status || signal.aborted) return answer;
    await wait(LOOK_MS, undefined, { signal }).catch(() => undefined);
  }
}

/** The answer in words, or the refusal in words where the question names what nobody has registered. */
export async function answerInWords(url: string, release: string, target: Target, styles: Styles): Promise<string> {
  try {
    return renderCellAnswer(await check(url, release, target), styles);
  } catch (error) {
    if (error instanceof ProblemError && error.code === 'unknown-coordinate') return renderRefusal(error, styles);
    throw error;
  }
}
