import { problemOf, ProblemError, UnreachableError } from '#libs/client';
import { API_BASE } from '#libs/contracts';
import { setTimeout as wait } from 'node:timers/promises';
import type { LocalArtifact } from './digest-file.js';
import { putBytes } from './put-bytes.js';
import { messageOf } from '../failure.js';

export interface UploadTarget {
  readonly url: string;
  readonly token: string | undefined;
}

export interface UploadProgress {
  /** Bytes of the file that are at the server or on their way. */
  onSent(sent: number): void;
  /** The connection broke or the server asked to come back; the upload goes on after the pause. */
  onRetry(reason: string, pauseMs: number): void;
}

export interface UploadPatience {
  /** Tries in a row without a byte of progress before giving up. */
  readonly tries: number;
  /** First pause; doubles with each try in a row, up to 8 s. */
  readonly pauseMs: number;
}

const LONGEST_PAUSE = 8_000;
const PATIENCE: UploadPatience = { tries: 6, pauseMs: 500 };

/** Bytes that have arrived, or `complete`. */
type Arrived = number | 'complete';

/**
 * Uploads a file unless the server has it already, going on where an earlier upload of the same bytes stopped.
 *
 * @returns whether bytes had to be sent
 * @throws ProblemError where the server refuses for good, UnreachableError where it stays away
 */
export async function uploadArtifact(
  target: UploadTarget,
  artifact: LocalArtifact,
  progress: UploadProgress,
  patience: UploadPatience = PATIENCE,
): Promise<'sent' | 'already-there'> {
  let failures = 0;
  let furthest = -1;
  let sent = false;
  for (;;) {
    try {
      const arrived = await askArrived(target, artifact);
      if (arrived === 'complete') return sent ? 'sent' : 'already-there';
      if (arrived > furthest) {
        failures = 0;
        furthest = arrived;
      }
      progress.onSent(arrived);
      sent = true;
      await putRest(target, artifact, arrived, progress);
      return 'sent';
    } catch (error) {
      failures += 1;
      const pause = pauseAfter(error, failures, patience);
      if (pause === undefined) throw error;
      progress.onRetry(messageOf(error), pause);
      await wait(pause);
    }
  }
}

/** Milliseconds to wait before the next try, or undefined where another one is pointless. */
export function pauseAfter(error: unknown, failures: number, patience: UploadPatience): number | undefined {
  if (failures >= patience.tries) return undefined;
  const pause = Math.min(LONGEST_PAUSE, patience.pauseMs * 2 ** (failures - 1));
  if (error instanceof UnreachableError) return pause;
  if (!(error instanceof ProblemError)) return undefined;
  // Another upload of the same bytes moved on, or the connection broke where only the server saw it: ask again.
  if (error.code === 'upload-offset-mismatch' || error.code === 'upload-truncated') return pause;
  const away = error.status === 429 || error.status === 502 || error.status === 503 || error.status === 504;
  return away ? Math.max(pause, (error.retryAfter ?? 0) * 1000) : undefined;
}

function headersFor(target: UploadTarget): Record<string, string> {
  return target.token === undefined ? {} : { authorization: `Bearer ${target.token}` };
}

function addressOf(target: UploadTarget, artifact: LocalArtifact): string {
  return `${target.url}${API_BASE}/artifacts/${artifact.sha256}`;
}

async function askArrived(target: UploadTarget, artifact: LocalArtifact): Promise<Arrived> {
  const answer = await reach(target, () =>
    fetch(addressOf(target, artifact), { method: 'HEAD', headers: headersFor(target) }),
  );
  // Nothing arrived yet, or a refusal: an answer to HEAD has no body, so PUT is left to say why.
  if (!answer.ok) return 0;
  if (answer.headers.get('upload-complete') === '?1') return 'complete';
  const offset = Number(answer.headers.get('upload-offset') ?? 0);
  // Whatever is there beyond our size belongs to no upload of these bytes: the server will say so on PUT.
  return Number.isInteger(offset) && offset >= 0 && offset < artifact.size ? offset : 0;
}

async function putRest(
  target: UploadTarget,
  artifact: LocalArtifact,
  offset: number,
  progress: UploadProgress,
): Promise<void> {
  const answer = await reach(target, () =>
    putBytes({
      url: addressOf(target, artifact),
      headers: headersFor(target),
      file: artifact.path,
      offset,
      size: artifact.size,
      onSent: (sent) => progress.onSent(sent),
    }),
  );
  if (!answer.ok) throw await problemOf(answer);
}

async function reach(target: UploadTarget, ask: () => Promise<Response>): Promise<Response> {
  try {
    return await ask();
  } catch (error) {
    throw new UnreachableError(target.url, error);
  }
}
