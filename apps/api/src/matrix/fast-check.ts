import type { IncomingMessage, ServerResponse } from 'node:http';
import { API_BASE, checkCell } from '#libs/contracts';
import { namesTag } from '../http/etag.js';
import { requestIdOf } from '../http/request-id.js';
import type { Parts } from '../parts.js';
import { plainAsker, type PlainAsker } from './plain-asker.js';
import { plainQuestion, type PlainQuestion } from './plain-question.js';

const PATH = `${API_BASE}${checkCell.path}`;

/** Whether the request was answered; where not, nothing was done with it. */
export type FastAnswer = (request: IncomingMessage, response: ServerResponse) => boolean;

/**
 * Answers plain questions about one cell before Fastify sees them. This one route is asked more than all others together,
 * and answering it takes less time than Fastify, Nest and their hooks take before a handler runs: they would cost four
 * fifths of it. Whatever is not plain goes the way of every request, to the controller of the same path, which says the same
 * with the same headers. So does everything while the process stops, and while requests are logged.
 *
 * @param security headers of every answer, names and values in turn
 */
export function fastCheck(parts: Parts, security: readonly string[]): FastAnswer {
  const always = [...security, 'cache-control', 'no-cache', 'vary', 'authorization'];
  const withBody = [...always, 'content-type', 'application/json; charset=utf-8'];
  return (request, response) => {
    const { url = '' } = request;
    if (!url.startsWith(PATH) || parts.stopping.aborted || parts.log.isLevelEnabled('debug')) return false;
    const asker = plainAsker(request);
    const question = asker === null ? undefined : plainQuestion(parts.matrix, url, PATH.length);
    if (asker === null || question === undefined) return false;
    let answer: Answer;
    try {
      answer = answerPlain(question, asker);
    } catch (error) {
      parts.log.error({ err: error }, 'a plain question about a cell could not be answered from memory');
      return false;
    }
    const { etag, body } = answer;
    const own = ['x-request-id', requestIdOf(asker.requestId), 'etag', etag];
    if (body === null) response.writeHead(304, [...always, ...own]).end();
    else response.writeHead(200, [...withBody, ...own, 'content-length', String(body.length)]).end(body, 'latin1');
    return true;
  };
}

interface Answer {
  readonly etag: string;
  /** UTF-8, one byte a character; null where the asker has it already. */
  readonly body: string | null;
}

function answerPlain({ snapshot, release, platform }: PlainQuestion, { known }: PlainAsker): Answer {
  const now = Date.now();
  const { matrix, writer } = snapshot;
  matrix.refresh(release, Math.floor(now / 1000));
  const body = writer.write(release, platform, now);
  const etag = `W/"${writer.tag}"`;
  return { etag, body: known !== undefined && namesTag(known, etag) ? null : body };
}
