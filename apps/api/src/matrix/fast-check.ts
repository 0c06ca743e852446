import type { IncomingMessage } from 'node:http';
import { API_BASE, checkCell } from '#libs/contracts';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isKnown } from '../http/etag.js';
import { sendProblem } from '../http/problem.filter.js';
import type { Parts } from '../parts.js';
import { plainQuestion, type PlainQuestion } from './plain-question.js';

const PATH = `${API_BASE}${checkCell.path}`;
const PLAIN = 'plainQuestion';

/**
 * Answers plain questions about one cell on the Fastify instance itself: this one route is asked more than all others
 * together, and a Nest controller that only says hello already takes all the time that it may take. Whatever is not plain
 * goes to the controller of the same path, which answers the same. The server's hooks run before it and are what most of
 * its time goes into now (docs/measurements.md).
 */
export async function registerFastCheck(fastify: FastifyInstance, parts: Parts): Promise<void> {
  const questions = new WeakMap<IncomingMessage, PlainQuestion>();
  fastify.addConstraintStrategy({
    name: PLAIN,
    storage: () => {
      const handlers = new Map<unknown, unknown>();
      return {
        get: (value: unknown) => handlers.get(value) ?? null,
        set: (value: unknown, handler: unknown) => void handlers.set(value, handler),
      } as never; // Fastify's type ties the storage to its own handler type, which it doesn't export.
    },
    deriveConstraint: (request: IncomingMessage) => {
      const question = plainQuestion(parts.matrix, PATH, request);
      if (question === undefined) return undefined;
      questions.set(request, question);
      return PLAIN;
    },
    mustMatchWhenDerived: false,
  });
  await fastify.register((instance, _options, done) => {
    instance.get(PATH, { constraints: { [PLAIN]: PLAIN }, exposeHeadRoute: false }, (request, reply) => {
      const question = questions.get(request.raw);
      if (question === undefined) throw new Error('the fast route was taken without a plain question');
      let answer: Answer;
      try {
        answer = answerPlain(question, request);
      } catch (error) {
        sendProblem(parts.log, error, request, reply);
        return;
      }
      reply.hijack();
      const { etag, body } = answer;
      if (body === null) {
        reply.raw.writeHead(304, [...KEPT, 'etag', etag]).end();
        return;
      }
      reply.raw.writeHead(200, [...HEADERS, 'etag', etag, 'content-length', String(body.length)]);
      reply.raw.end(body, 'latin1');
    });
    done();
  });
}

const KEPT = ['cache-control', 'no-cache', 'vary', 'authorization'];
const HEADERS = [...KEPT, 'content-type', 'application/json; charset=utf-8', 'x-content-type-options', 'nosniff'];

interface Answer {
  readonly etag: string;
  /** UTF-8, one byte a character; null where the asker has it already. */
  readonly body: string | null;
}

function answerPlain({ snapshot, release, platform }: PlainQuestion, request: FastifyRequest): Answer {
  const now = Date.now();
  const { matrix, writer, edition } = snapshot;
  matrix.refresh(release, Math.floor(now / 1000));
  const etag = `W/"${edition.revision}-${release}-${platform}-${matrix.changesAt(release)}"`;
  return { etag, body: isKnown(request, etag) ? null : writer.write(release, platform, now) };
}
