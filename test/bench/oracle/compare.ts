import { openDatabase } from '#libs/database';
import type { DataSource } from 'typeorm';
import type { Measured } from '../figures/figures.js';
import { signIn } from '../figures/members.js';
import type { Scene } from '../figures/scene.js';
import { PLATFORMS } from '../world/platforms.js';
import type { WorldRelease } from '../world/releases.js';
import { firstDifference } from './agrees.js';
import { NaiveAnswers } from './naive-answers.js';
import { newestRevision, oracleQuestions, QUESTIONS_PER_RELEASE, type OracleQuestion } from './questions.js';
import { askAll, type ServedAnswer } from './served-answers.js';

/** Differences that are shown in full. */
const SHOWN = 3;
/** Against a server that is too slow for so many questions. */
const TIME_LIMIT_MS = 3 * 60 * 60_000;
/** Questions after which the person at the terminal hears how far it is. */
const TOLD_EVERY = 20_000;
/** Releases that are asked about at once, so that the API works while the naive evaluator does. */
const RELEASES_AT_ONCE = 2;

/** Words for people, and an instant that only the server knows. */
const NOT_COMPARED = ['explanation', 'knownAt'];

/** Who compares, and with what. */
interface Comparison {
  readonly scene: Scene;
  readonly db: DataSource;
  readonly naive: NaiveAnswers;
  /** Of sessions, by slug of the organization; grows with those who ask. */
  readonly tokens: Map<string, string>;
}

/** Asks the API random questions and compares each answer with the naive evaluator's. */
export async function compareWithOracle(scene: Scene): Promise<Measured> {
  const { databaseUrl, options, say } = scene;
  const db = await openDatabase({
    url: databaseUrl,
    poolMax: RELEASES_AT_ONCE,
    applicationName: 'shipei-bench-oracle',
  });
  try {
    const comparison: Comparison = { scene, db, naive: await NaiveAnswers.open(db), tokens: new Map() };
    const begun = performance.now();
    let [next, compared, mismatches] = [0, 0, 0];
    const askOnAndOn = async (): Promise<void> => {
      for (let turn = next++; turn * QUESTIONS_PER_RELEASE < options.questions; turn = next++) {
        if (performance.now() - begun > TIME_LIMIT_MS)
          throw new Error(`${compared} of ${options.questions} questions in the time limit`);
        const count = Math.min(QUESTIONS_PER_RELEASE, options.questions - turn * QUESTIONS_PER_RELEASE);
        const different = await compareRelease(comparison, turn, count);
        for (const difference of different.slice(0, Math.max(0, SHOWN - mismatches))) say(`  ${difference}`);
        compared += count;
        mismatches += different.length;
        if (compared % TOLD_EVERY === 0) say(`  ${compared} / ${options.questions} · ${mismatches}`);
      }
    };
    await Promise.all(Array.from({ length: RELEASES_AT_ONCE }, askOnAndOn));
    const rate = Math.round((compared * 1000) / (performance.now() - begun));
    say(`对照 · Compared with the naive evaluator: ${compared} questions, ${mismatches} mismatches, ${rate} a second`);
    return { oracleMismatches: compared === 0 ? null : mismatches };
  } finally {
    await db.destroy();
  }
}

/** @returns the differences, each told in full */
async function compareRelease(
  { scene: { api, size }, db, naive, tokens }: Comparison,
  turn: number,
  count: number,
): Promise<string[]> {
  const { release, questions } = oracleQuestions(size, turn, count);
  const newcomers = questions.flatMap(({ asker }) => asker ?? []).filter(({ slug }) => !tokens.has(slug));
  for (const [slug, token] of await signIn(db, newcomers.filter(isFirstOfItsName))) tokens.set(slug, token);
  const [expected, served] = await Promise.all([naive.about(release), askAll(api.url, release, questions, tokens)]);
  return questions.flatMap((question, index) => {
    const answer = served[index];
    if (answer === undefined) throw new Error('an answer was lost');
    const wanted = expected({
      platform: question.platform,
      validAt: Date.parse(answer.validAt),
      revision: expectedRevision(question, naive.head, size.revisions),
      asker: question.asker?.slug ?? null,
    });
    const difference = differenceFrom(answer, wanted, question);
    if (difference === null) return [];
    return [`${difference}: ${describe(release, question)}\n    ${JSON.stringify({ answer, wanted })}`];
  });
}

/** Path of the first thing in which the served answer differs, or null. */
function differenceFrom(answer: ServedAnswer, expected: object, { validAt }: OracleQuestion): string | null {
  const shown = Object.fromEntries(Object.entries(answer).filter(([key]) => !NOT_COMPARED.includes(key)));
  // Where a moment was asked about, the answer has to say so.
  const stated = validAt === null ? {} : { validAt: new Date(validAt * 1000).toISOString() };
  return firstDifference(shown, { ...expected, ...stated });
}

/** The world's revisions follow the few that its catalogue took, and its last one is the head. */
function expectedRevision({ knownAt }: OracleQuestion, head: number, revisions: number): number {
  return knownAt === null ? head : head - revisions + newestRevision(knownAt, revisions);
}

function isFirstOfItsName({ slug }: { slug: string }, index: number, all: readonly { slug: string }[]): boolean {
  return all.findIndex((other) => other.slug === slug) === index;
}

function describe({ coordinate }: WorldRelease, { platform, asker, validAt, knownAt }: OracleQuestion): string {
  const place = PLATFORMS[platform];
  return JSON.stringify({ release: coordinate, os: place?.os, cpu: place?.cpu, validAt, knownAt, asker: asker?.slug });
}
