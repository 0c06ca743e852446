import { directivesOfAgent, suspectAttempts } from '#libs/dispatch';
import type { FastifyReply } from 'fastify';
import { Bell } from '../http/bell.js';
import { openEventStream } from '../http/event-stream.js';
import type { Parts } from '../parts.js';

/** Safety net under the wake-ups, and how often a silent connection is tried. */
const LOOK_MS = 5_000;

/** The newest directive connection of each agent in this process. */
export type DirectiveConnections = Map<string, symbol>;

/**
 * Holds an agent's directive connection: each directive is sent once as soon as it exists. When the agent goes, its
 * running attempts become suspect; when this process goes, they do not: the agent comes back to another one. Nor when it
 * has come back already: an old connection may be found broken long after.
 */
export async function streamDirectives(
  parts: Parts,
  connections: DirectiveConnections,
  agentId: string,
  reply: FastifyReply,
): Promise<void> {
  const connection = Symbol(agentId);
  connections.set(agentId, connection);
  const events = openEventStream(reply);
  const bell = new Bell();
  const over = AbortSignal.any([events.gone, parts.stopping]);
  const stopListening = parts.wakeUps.on(`agent:${agentId}`, () => bell.ring());
  const sent = new Set<string>();
  try {
    while (!over.aborted) {
      for (const row of await directivesOfAgent(parts.db, agentId)) {
        const key = `${row.attemptId} ${row.directive}`;
        if (!sent.has(key)) events.send('directive', row);
        sent.add(key);
      }
      if (!(await bell.heard(LOOK_MS, over))) events.keepAlive();
    }
    const newest = connections.get(agentId) === connection;
    if (newest && !parts.stopping.aborted) await suspectAttempts(parts.db, agentId);
  } catch (error) {
    parts.log.warn(
      { err: error, requestId: reply.request.id, agentId },
      'a directive connection failed; the agent comes back',
    );
  } finally {
    if (connections.get(agentId) === connection) connections.delete(agentId);
    stopListening();
    events.end();
  }
}
