import { openDatabase } from '#libs/database';
import { z } from 'zod';
import type { Measured } from '../figures/figures.js';
import { signIn } from '../figures/members.js';
import type { Scene } from '../figures/scene.js';
import { ask, expectStatus } from '../http/ask.js';
import { PLATFORMS } from '../world/platforms.js';
import type { WorldRelease } from '../world/releases.js';
import { firstDifference } from './agrees.js';
import { NaiveAnswers } from './naive-answers.js';
import { newestRevision, oracleQuestions, QUESTIONS_PER_RELEASE, type OracleQuestion } from './questions.js';

/** Differences that are shown in full. */
const SHOWN = 3;
/** Against a server that is too slow for so many questions. */
const TIME_LIMIT_MS = 3 * 60 * 60_000;
/** Questions after which the person at the terminal hears how far it is. */
const TOLD_EVERY = 20_000;

/** What the comparison relies on being there; the rest is compared where it is shown. */
const servedAnswer = z.looseObject({
  status: z.string(),
  findings: z.array(z.string()),
  path: z.array(z.unknown()),
  certificate: z.string().nullable(),
  validUntil: z.string().nullable(),
  unknownBecause: z.unknown(),
  policy: z.string(),
  validAt: z.string(),
  revision: z.number(),
});
/** Words for people, and an instant that only the server knows. */
const NOT_COMPARED = ['explanation', 'knownAt'];

/** Asks the API random questions and compares each answer with the naive evaluator's. */
export async function compareWithOracle(scene: Scene): Promise<Measured> {
  const { databaseUrl, size, options, say } = scene;
  const db = await openDatabase({ url: databaseUrl, poolMax: 2, applicationName: 'shipei-bench-oracle' });
  try {
    const naive = await NaiveAnswers.open(db);
    const deadline = Date.now() + TIME_LIMIT_MS;
    let [compared, mismatches] = [0, 0];
    for (let turn = 0; compared < options.questions; turn += 1) {
      if (compared > 0 && compared % TOLD_EVERY === 0) say(`  ${compared} / ${options.questions} · ${mismatches}`);
      if (Date.now() > deadline) throw new Error(`${compared} of ${options.questions} questions in the time limit`);
      const count = Math.min(QUESTIONS_PER_RELEASE, options.questions - compared);
      const { release, questions } = oracleQuestions(size, turn, count);
      const tokens = await signIn(db, questions.flatMap(({ asker }) => asker ?? []).filter(isFirstOfItsName));
      const expected = await naive.about(release);
      const served = await Promise.all(questions.map((question) => serve(scene, release, question, tokens)));
      for (const [index, question] of questions.entries()) {
        const answer = served[index];
        if (answer === undefined) throw new Error('an answer was lost');
        const wanted = {
          ...expected({
            platform: question.platform,
            validAt: Date.parse(answer.validAt),
            revision: expectedRevision(question, naive.head, size.revisions),
            asker: question.asker?.slug ?? null,
          }),
          ...(question.validAt === null ? {} : { validAt: new Date(question.validAt * 1000).toISOString() }),
        };
        const shown = Object.fromEntries(Object.entries(answer).filter(([key]) => !NOT_COMPARED.includes(key)));
        const difference = firstDifference(shown, wanted);
        compared += 1;
        if (difference === null) continue;
        mismatches += 1;
        if (mismatches <= SHOWN)
          say(`  ${difference}: ${describe(release, question)}\n    ${JSON.stringify({ shown, wanted })}`);
      }
    }
    say(`对照 · Compared with the naive evaluator: ${compared} questions, ${mismatches} mismatches`);
    return { oracleMismatches: compared === 0 ? null : mismatches };
  } finally {
    await db.destroy();
  }
}

async function serve(
  { api }: Scene,
  release: WorldRelease,
  question: OracleQuestion,
  tokens: ReadonlyMap<string, string>,
): Promise<z.infer<typeof servedAnswer>> {
  const { os = '', cpu = '' } = PLATFORMS[question.platform] ?? {};
  const search = new URLSearchParams({ release: release.coordinate, os, cpu });
  for (const name of ['validAt', 'knownAt'] as const) {
    const at = question[name];
    if (at !== null) search.set(name, new Date(at * 1000).toISOString());
  }
  const token = question.asker === null ? undefined : tokens.get(question.asker.slug);
  const path = `/api/v1/matrix/check?${search.toString()}`;
  const answer = await ask(api.url, { path, ...(token === undefined ? {} : { token }) });
  return servedAnswer.parse(JSON.parse(expectStatus(answer, 200)));
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
