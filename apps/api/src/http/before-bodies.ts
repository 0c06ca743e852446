import { API_BASE, checkCells, LINES_MEDIA_TYPE, OPERATIONS, type Operation } from '#libs/contracts';
import type { FastifyInstance } from 'fastify';
import type { Parts } from '../parts.js';
import { callerOf, headerOf } from './callers.js';
import { refuseUnreadable } from './unreadable-request.js';

/** JSON bodies of agents; the largest are batches of log chunks. Everybody else's have Fastify's `bodyLimit`. */
const MAX_AGENT_JSON_BYTES = 16 * 1024 * 1024;

/** A batch of questions about the matrix: the most rows it may have, with long names. */
const MAX_BATCH_JSON_BYTES = 4 * 1024 * 1024;

/** As Node names it where it keeps the time itself. */
const TOOK_TOO_LONG = Object.assign(new Error('the body took too long'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' });

/** What happens on the contract's routes before their bodies are read: who calls is settled, and how much they may send. */
export function guardBodies(fastify: FastifyInstance, parts: Parts): void {
  const operations = new Map(OPERATIONS.map((operation) => [routeOf(operation), operation]));
  fastify.addHook('onRoute', (route) => {
    const operation = operations.get(`${String(route.method)} ${route.url}`);
    if (operation === undefined) return;
    if (operation.who === 'agent' || operation.who === 'attempt') route.bodyLimit = MAX_AGENT_JSON_BYTES;
    if (operation.id === checkCells.id) route.bodyLimit = MAX_BATCH_JSON_BYTES;
    const before = route.onRequest === undefined ? [] : [route.onRequest].flat();
    route.onRequest = [...before, async (request) => void (await callerOf(parts, operation, request))];
  });
  limitBodyTime(fastify, parts.settings.SHIPEI_MAX_BODY_SECONDS * 1000);
}

function routeOf({ method, path }: Operation): string {
  return `${method} ${API_BASE}${path.replaceAll(/\{(\w+)\}/g, ':$1')}`;
}

const STREAMS = ['application/octet-stream', LINES_MEDIA_TYPE];

/** A body that trickles in holds its connection, and what came of it, no longer than this. Uploads have their own rule, and
 * lines are taken as fast as their answers are read. */
function limitBodyTime(fastify: FastifyInstance, ms: number): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    const { raw } = request;
    const type = headerOf(request, 'content-type') ?? '';
    if (!STREAMS.some((stream) => type.startsWith(stream))) {
      const timer = setTimeout(() => {
        if (raw.complete) return;
        // An answer that has begun can't be taken back.
        if (reply.raw.headersSent) raw.socket.destroy();
        else refuseUnreadable(TOOK_TOO_LONG, raw.socket);
      }, ms);
      raw.once('close', () => clearTimeout(timer));
    }
    done();
  });
}
