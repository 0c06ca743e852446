import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { OPERATIONS, type Operation } from '#libs/contracts';
import type { FakeAgent } from '../support/fake-agent.js';
import { startService, type TestService } from '../support/service.js';
import { everyCaller, type Caller } from './access/callers.js';
import { asksForSession, atTheDoor, expectedOf, type Outcome } from './access/expected.js';
import { ownThings, type OwnThings } from './access/own-things.js';
import { ASKS_FOR_SESSION, SCOPES, type Scope } from './access/scopes.js';
import { localAgent } from './support/certifying.js';
import { problemOf, send, type Answer, type Call } from './support/http.js';
import { addressOf, writes } from './support/operations.js';
import { sha256Of } from './support/releases.js';
import { rivalsOf } from './support/rivals.js';
import { contents, rowCounts, storedFiles } from './support/stored.js';

jest.setTimeout(120_000);

const names = ({ path }: Operation): boolean => path.includes('{');

describe('every operation × every caller × own and foreign things', () => {
  let service: TestService;
  let agent: FakeAgent;
  let things: OwnThings;
  let callers: readonly Caller[];
  beforeAll(async () => {
    service = await startService();
    agent = await localAgent(service);
    things = await ownThings(service, agent);
    callers = await everyCaller(service, agent, await rivalsOf(service));
  });
  afterAll(() => service.stop());

  /** A call that is refused for its input, at the latest, by whoever lets it in: nothing is changed by it. */
  function knock(operation: Operation, { token }: Caller): Call {
    const address = addressOf(operation);
    return {
      method: operation.method,
      path: `${address}${address.includes('?') ? '&' : '?'}unknownParameter=1`,
      token,
      headers: { 'shipei-attempt-token': 'a guess' },
    };
  }

  /** A call that is well-formed throughout. */
  function callOf(operation: Operation, caller: Caller, params: Readonly<Record<string, string>>, scope?: Scope): Call {
    const sent = typeof scope === 'object' && 'thing' in scope ? scope : undefined;
    const json = sent === undefined ? ASKS_FOR_SESSION[operation.id] : sent.json;
    const query = sent?.bytes === undefined ? undefined : `sha256=${sha256Of(sent.bytes)}`;
    return {
      method: operation.method,
      path:
        query === undefined ? addressOf(operation, params) : addressOf(operation, params).replace(/\?.*$/, `?${query}`),
      token: caller.token,
      headers: {
        'shipei-attempt-token': 'a guess',
        ...(sent?.bytes === undefined ? {} : { 'content-type': 'application/octet-stream' }),
      },
      ...(json === undefined ? {} : { json }),
      ...(sent?.bytes === undefined ? {} : { body: sent.bytes }),
    };
  }

  /** What a caller meets; who is let in to write is let in only as far as the look at the input. */
  async function met(operation: Operation, scope: Scope | undefined, caller: Caller): Promise<string> {
    const expected = expectedOf(operation, scope, caller);
    const params = paramsOf(scope);
    const atVerb = expected === 'session-required';
    const onlyReads = !writes(operation) && operation.who !== 'attempt';
    if (
      atTheDoor(operation, caller) !== 'in' ||
      (params.length === 0 && !atVerb) ||
      (expected === 'in' && !onlyReads)
    ) {
      return outcomeOf(operation, await send(service.url, knock(operation, caller)), 'invalid-request');
    }
    const outcomes = [];
    for (const thing of atVerb ? [params[0] ?? {}] : params) {
      const answer = await send(service.url, callOf(operation, caller, thing, scope));
      const outcome = outcomeOf(operation, answer, undefined);
      // In the same words as what is not there; an organization may be known to be.
      const absent = thing['slug'] === undefined ? {} : { slug: thing['slug'] };
      const words =
        outcome === 'not-found' &&
        !sameWords(answer, await send(service.url, callOf(operation, caller, absent, scope))) &&
        ', but in other words than nothing';
      outcomes.push(`${outcome}${words === false ? '' : words}`);
    }
    return [...new Set(outcomes)].join(' and ');
  }

  /** The things that the row names, one after the other. */
  function paramsOf(scope: Scope | undefined): Readonly<Record<string, string>>[] {
    if (scope === undefined || typeof scope === 'string' || 'elsewhere' in scope) return [];
    return [scope.thing, ...(scope.published === undefined ? [] : [scope.published])].map((name) => name(things));
  }

  it('has a row for each operation that names a thing, and for no other', () => {
    const naming = OPERATIONS.filter(names).map(({ id }) => id);
    // Missing here: say in test/api/access/scopes.ts whose the thing is.
    expect(Object.keys(SCOPES).sort()).toEqual(naming.sort());
    const asking = OPERATIONS.filter((operation) => asksForSession(operation) && !names(operation)).map(({ id }) => id);
    expect(Object.keys(ASKS_FOR_SESSION).sort()).toEqual(asking.sort());
  });

  it('is as the contract and the table of things say, and changes nothing', async () => {
    const tables = [
      'products',
      'releases',
      'jobs',
      'reviews',
      'findings',
      'api_keys',
      'agents',
      'hosts',
      'pools',
    ] as const;
    const more = ['enrolment_tokens', 'attempts', 'attempt_log_chunks', 'memberships', 'invitations'] as const;
    const [counts, before, files] = [
      await rowCounts(service),
      await contents(service, ...tables, ...more),
      await storedFiles(service),
    ];
    const wrong: string[] = [];
    const seen = new Map<Outcome, number>();
    for (const operation of OPERATIONS) {
      const scope = SCOPES[operation.id];
      for (const caller of callers) {
        const expected = expectedOf(operation, scope, caller);
        const outcome = await met(operation, scope, caller);
        if (outcome !== expected) wrong.push(`${caller.name} → ${operation.id}: ${outcome} instead of ${expected}`);
        seen.set(expected, (seen.get(expected) ?? 0) + 1);
      }
    }
    expect(wrong).toEqual([]);
    // Each kind of answer was met many times: the table is not all of one kind.
    for (const outcome of ['in', 'unauthenticated', 'forbidden', 'session-required', 'not-found'] as const) {
      expect(seen.get(outcome)).toBeGreaterThan(100);
    }
    expect(await rowCounts(service)).toEqual(counts);
    expect(await contents(service, ...tables, ...more)).toEqual(before);
    expect(await storedFiles(service)).toEqual(files);
  });
});

/** @param past the code of who was let in and no further; undefined: whatever is no refusal of these */
function outcomeOf(operation: Operation, answer: Answer, past: string | undefined): string {
  // A HEAD has no body to name the code; a badge says by its picture that it knows nothing of the kind.
  if (operation.method === 'HEAD') {
    return { 400: 'in', 401: 'unauthenticated', 403: 'forbidden' }[answer.status] ?? String(answer.status);
  }
  if (answer.status < 400) return past === undefined ? 'in' : `${answer.status}`;
  const { code } = problemOf(answer);
  if (code === past) return 'in';
  const refusals: readonly string[] = ['unauthenticated', 'forbidden', 'session-required', 'not-found'];
  return past === undefined && !refusals.includes(code) && code !== 'invalid-request' ? 'in' : code;
}

function sameWords(answer: Answer, other: Answer): boolean {
  const [one, two] = [problemOf(answer), problemOf(other)];
  // Suggestions go by the name that was written: that something hidden has it does not show in them.
  const words = ({ status, detail, facts: { nearest: _, ...facts } = {} }: typeof one): string =>
    JSON.stringify({ status, detail, facts });
  return words(one) === words(two);
}
