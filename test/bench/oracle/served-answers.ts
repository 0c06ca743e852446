import { z } from 'zod';
import { PLATFORMS } from '../world/platforms.js';
import type { WorldRelease } from '../world/releases.js';
import type { OracleQuestion } from './questions.js';

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
export type ServedAnswer = z.infer<typeof servedAnswer>;

/**
 * Asks the API about one release, all at once and on as many connections, as those who look at one product do.
 *
 * @param tokens of sessions, by slug of the organization
 * @returns answers in the order of the questions
 * @throws Error with the beginning of an answer that is none
 */
export function askAll(
  url: string,
  release: WorldRelease,
  questions: readonly OracleQuestion[],
  tokens: ReadonlyMap<string, string>,
): Promise<ServedAnswer[]> {
  return Promise.all(
    questions.map(async ({ platform, validAt, knownAt, asker }) => {
      const { os = '', cpu = '' } = PLATFORMS[platform] ?? {};
      const search = new URLSearchParams({ release: release.coordinate, os, cpu });
      for (const [name, at] of Object.entries({ validAt, knownAt })) {
        if (at !== null) search.set(name, new Date(at * 1000).toISOString());
      }
      const token = asker === null ? undefined : tokens.get(asker.slug);
      const answer = await fetch(`${url}/api/v1/matrix/check?${search.toString()}`, {
        headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
      });
      const text = await answer.text();
      if (answer.status !== 200) throw new Error(`status ${answer.status}: ${text.slice(0, 300)}`);
      return servedAnswer.parse(JSON.parse(text));
    }),
  );
}
