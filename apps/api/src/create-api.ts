import 'reflect-metadata';
import { createServer, type IncomingMessage, type RequestListener, type ServerOptions } from 'node:http';
import { createRequire } from 'node:module';
import path from 'node:path';
import { frameworkLogger, type Logger } from '#libs/runtime';
import { LINES_MEDIA_TYPE, OPERATIONS } from '#libs/contracts';
import { DomainError } from '#libs/domain';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import fastifyStatic from '@fastify/static';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ApiModule, CONTRACT_CONTROLLERS } from './api.module.js';
import { guardBodies } from './http/before-bodies.js';
import { assertContractComplete } from './http/complete-contract.js';
import { ProblemFilter, sendProblem } from './http/problem.filter.js';
import { limitOf } from './http/rate-limit.js';
import { requestIdOf } from './http/request-id.js';
import { SECURITY, securityHeaders } from './http/security-headers.js';
import { refuseUnreadable } from './http/unreadable-request.js';
import { fastCheck } from './matrix/fast-check.js';
import type { Parts } from './parts.js';

/** JSON bodies of people. Uploads are streams and have a limit of their own. */
const MAX_JSON_BYTES = 1024 * 1024;

const CONNECTIONS: ServerOptions = {
  // An agent polls for 25 s and then comes again on the same connection.
  keepAliveTimeout: 75_000,
  // An upload takes as long as it takes: bodies have their own limits.
  requestTimeout: 0,
  // Node would take the above for the head of a request, too.
  headersTimeout: 60_000,
  // Node gives up a peer that vanished without a word; without, its connection would stay for ever.
  keepAlive: true,
  keepAliveInitialDelay: 60_000,
};

/** The API as a Nest application on Fastify, ready to listen. */
export async function createApi(parts: Parts): Promise<NestFastifyApplication> {
  assertContractComplete(CONTRACT_CONTROLLERS);
  const isAnsweredFast = fastCheck(parts, await securityHeaders());
  const adapter = new FastifyAdapter({
    bodyLimit: MAX_JSON_BYTES,
    routerOptions: { maxParamLength: 512 },
    // Whose X-Forwarded-For is believed: without, all clients behind a balancer share one rate limit.
    trustProxy: parts.settings.SHIPEI_TRUSTED_PROXIES,
    genReqId: (request: IncomingMessage) => requestIdOf(request.headers['x-request-id']),
    // The one place where a request does not reach Fastify: see fastCheck for why.
    serverFactory: (ordinarily: RequestListener) =>
      createServer(CONNECTIONS, (request, response) => {
        if (!isAnsweredFast(request, response)) ordinarily(request, response);
      }),
    clientErrorHandler: refuseUnreadable,
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) =>
      sendProblem(parts.log, error, request, reply),
  });
  const app = await NestFactory.create<NestFastifyApplication>(ApiModule.of(parts), adapter, {
    logger: frameworkLogger(parts.log),
    abortOnError: false,
  });
  app.useGlobalFilters(new ProblemFilter(parts.log));
  // Nest hands out its instance untyped over the raw server; it is the one that the adapter made above.
  const fastify = adapter.getInstance<FastifyInstance>();
  acceptBytes(fastify);
  logRequests(fastify, parts.log);
  closeWhenStopping(fastify, parts.stopping);
  guardBodies(fastify, parts);
  await secure(fastify, parts);
  await fastify.register(fastifyStatic, {
    root: path.dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json')),
    prefix: '/api/docs/assets/',
    index: false,
    list: false,
    allowedPath: (file) => /^\/?swagger-ui(-bundle)?\.(js|css)$/.test(file),
  });
  await app.init();
  await fastify.ready();
  return app;
}

/** Uploads and lines of JSON are handed on as streams, unread. */
function acceptBytes(fastify: FastifyInstance): void {
  fastify.addContentTypeParser(LINES_MEDIA_TYPE, (_request, payload, done) => done(null, payload));
  const types = new Set(['application/octet-stream', ...OPERATIONS.flatMap(({ takes }) => takes ?? [])]);
  for (const type of types) fastify.addContentTypeParser(type, (_request, payload, done) => done(null, payload));
}

function logRequests(fastify: FastifyInstance, log: Logger): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-request-id', request.id);
    done();
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    const line = {
      requestId: request.id,
      method: request.method,
      url: request.url.split('?', 1)[0],
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    };
    if (reply.statusCode >= 500) log.warn(line, 'request');
    else log.debug(line, 'request');
    done();
  });
}

/** A connection that goes back to keep-alive after the server has stopped listening would hold its end up. */
function closeWhenStopping(fastify: FastifyInstance, stopping: AbortSignal): void {
  fastify.addHook('onSend', (_request, reply, _payload, done) => {
    if (stopping.aborted) void reply.header('connection', 'close');
    done();
  });
}

async function secure(fastify: FastifyInstance, parts: Parts): Promise<void> {
  await fastify.register(helmet, SECURITY);
  await fastify.register(rateLimit, {
    global: false,
    errorResponseBuilder: () =>
      new DomainError('rate-limited', '尝试过于频繁，请稍后再试 · Too many tries; wait a minute and try again'),
  });
  const perMinute = (max: number) => fastify.rateLimit({ max, timeWindow: 60_000 });
  // Each counts for itself: who plans much may still sign in.
  const limits = {
    'sign-in': perMinute(parts.settings.SHIPEI_SIGN_INS_PER_MINUTE),
    list: perMinute(parts.settings.SHIPEI_LISTS_PER_MINUTE),
    planning: perMinute(parts.settings.SHIPEI_PLANS_PER_MINUTE),
  };
  fastify.addHook('onRoute', (route) => {
    const limited = limitOf(route.config);
    if (limited === undefined) return;
    const limit = limits[limited];
    const before = route.preHandler === undefined ? [] : [route.preHandler].flat();
    route.preHandler = [(request: FastifyRequest, reply) => limit.call(fastify, request, reply), ...before];
  });
}
