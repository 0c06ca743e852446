import type { IncomingMessage } from 'node:http';
import type { LiveMatrix, Snapshot } from '#libs/matrix';

/** A stranger's question about one cell at the present moment, its coordinates found. */
export interface PlainQuestion {
  readonly snapshot: Snapshot;
  readonly release: number;
  readonly platform: number;
}

/**
 * The question that a request asks if it is a plain one, which the matrix in memory answers by itself. Anything else (a
 * credential, another moment, a digest, an unknown coordinate, a mistake) is none: it goes the way of every request.
 */
export function plainQuestion(matrix: LiveMatrix, path: string, request: IncomingMessage): PlainQuestion | undefined {
  const url = request.url ?? '';
  if (!url.startsWith(path) || url[path.length] !== '?' || request.headers.authorization !== undefined)
    return undefined;
  const snapshot = matrix.upToOwnWrites;
  if (snapshot === null) return undefined;
  const query = new Map<string, string>();
  for (const pair of url.slice(path.length + 1).split('&')) {
    const equals = pair.indexOf('=');
    const key = pair.slice(0, equals);
    if (equals === -1 || query.has(key)) return undefined;
    const value = decoded(pair.slice(equals + 1));
    if (value === undefined) return undefined;
    query.set(key, value);
  }
  const [release, os, cpu] = [query.get('release'), query.get('os'), query.get('cpu')];
  if (release === undefined || os === undefined || cpu === undefined || query.size !== 3) return undefined;
  const { releases, platforms } = snapshot.matrix.world;
  const found = { snapshot, release: releases.placeOf(release), platform: platforms.placeOf(os, cpu) };
  return found.release === -1 || found.platform === -1 ? undefined : found;
}

function decoded(text: string): string | undefined {
  if (!/[%+]/.test(text)) return text;
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}
