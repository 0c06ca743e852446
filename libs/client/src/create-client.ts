import { problem as problemSchema } from '#libs/contracts';
import createFetchClient, { type Client, type Middleware } from 'openapi-fetch';
import type { paths } from './generated.js';
import { ProblemError, UnreachableError } from './problem-error.js';

export interface ClientOptions {
  /** Origin of the server, e.g. `http://127.0.0.1:3000`. */
  readonly url: string;
  /** Session token, API key or agent credential; asked before each request, so it may change. */
  readonly token?: () => string | undefined;
  readonly userAgent?: string;
}

export type ShipeiClient = Client<paths>;

/**
 * Typed client over the OpenAPI document. Every method resolves with `{ data }`, or throws {@link ProblemError} for an
 * answer that is not a success and {@link UnreachableError} where there was no answer, or none that could be read.
 */
export function createClient(options: ClientOptions): ShipeiClient {
  const client = createFetchClient<paths>({ baseUrl: options.url.replace(/\/+$/, '') });
  const middleware: Middleware = {
    onRequest({ request }) {
      const token = options.token?.();
      if (token !== undefined) request.headers.set('authorization', `Bearer ${token}`);
      if (options.userAgent !== undefined) request.headers.set('user-agent', options.userAgent);
      return request;
    },
    async onResponse({ response, options: { parseAs } }) {
      if (!response.ok) throw await problemOf(response);
      return parseAs === 'stream' || response.body === null ? undefined : await readWhole(response, parseAs);
    },
    onError({ error }) {
      return isAbort(error) ? error : new UnreachableError(options.url, error);
    },
  };
  client.use(middleware);
  return client;
}

/** The same answer with its body read to the end: one that breaks off or is not what it says it is was no answer. */
async function readWhole(response: Response, parseAs: string): Promise<Response> {
  const { status, statusText, headers, url } = response;
  const bytes = await bodyOf(response, () => response.arrayBuffer());
  const text = parseAs === 'json' ? new TextDecoder().decode(bytes) : '';
  if (text !== '' && parseJson(text) === undefined) throw new UnreachableError(url, 'an answer that is not JSON');
  return new Response(bytes, { status, statusText, headers });
}

async function bodyOf<T>({ url }: Response, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (isAbort(error)) throw error;
    throw new UnreachableError(url, error);
  }
}

/** Whether the caller itself has given up; a time limit is none of that. */
function isAbort(error: unknown): error is DOMException {
  return error instanceof DOMException && error.name === 'AbortError';
}

/**
 * Reads the problem out of a refused answer; answers of proxies that are not problems are wrapped as one of code
 * `internal`.
 */
export async function problemOf(response: Response): Promise<ProblemError> {
  const retryAfter = Number(response.headers.get('retry-after') ?? Number.NaN);
  const text = await bodyOf(response, () => response.text());
  const parsed = problemSchema.safeParse(parseJson(text));
  const problem = parsed.success
    ? parsed.data
    : {
        type: 'about:blank',
        title: response.statusText,
        status: response.status,
        code: 'internal' as const,
        detail: text.slice(0, 500) || response.statusText,
      };
  return new ProblemError(response.status, problem, Number.isFinite(retryAfter) ? retryAfter : undefined);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The data of a success; the middleware has thrown for everything else. */
export function unwrap<T>(result: { data?: T }): T {
  if (result.data === undefined) throw new Error('the server answered without the body that its contract promises');
  return result.data;
}
