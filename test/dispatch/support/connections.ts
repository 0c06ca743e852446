import type { FakeAgent, FakeAttempt } from '../../support/fake-agent.js';
import { readEvents, type ServerEvent } from './event-stream.js';
import type { DispatchLab } from './lab.js';
import { until } from './wait-until.js';

/** Starts a claim that finds no work yet; resolves when the server has taken it in and it waits there. */
export async function park(
  lab: DispatchLab,
  agent: FakeAgent,
  options: NonNullable<Parameters<FakeAgent['claim']>[0]> = {},
): Promise<{ claim: Promise<FakeAttempt | null> }> {
  const hosts = options.hosts ?? agent.hosts.map(({ id }) => id);
  const seen = async (): Promise<string> => {
    const { at } = await lab.one<{ at: string }>('SELECT max(last_seen_at)::text AS at FROM hosts WHERE id = ANY($1)', [
      hosts,
    ]);
    return at;
  };
  const before = await seen();
  const claim = agent.claim(options);
  // Looked at by its test; until then a failure must not end the process.
  claim.catch(() => undefined);
  await until('the claim is taken in', async () => (await seen()) !== before);
  return { claim };
}

/** Opens an agent's directive connection. */
export async function followDirectives(
  lab: DispatchLab,
  agent: FakeAgent,
): Promise<{ events: AsyncGenerator<ServerEvent>; close: () => void }> {
  const connection = new AbortController();
  const response = await fetch(`${lab.service.url}/api/v1/agents/directives`, {
    headers: { authorization: `Bearer ${agent.credential}` },
    signal: connection.signal,
  });
  if (!response.ok) throw new Error(`no directive connection: ${response.status}`);
  return { events: readEvents(response), close: () => connection.abort() };
}
