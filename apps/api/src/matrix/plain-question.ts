import type { LiveMatrix, Snapshot } from '#libs/matrix';

/** A question about one cell at the present moment, its coordinates found. */
export interface PlainQuestion {
  readonly snapshot: Snapshot;
  readonly release: number;
  readonly platform: number;
}

/**
 * The question that a URL asks if it is a plain one, which the matrix in memory answers by itself. Anything else (another
 * moment, a digest, an unknown coordinate, a mistake) is none: it goes the way of every request.
 *
 * @param from where in the URL its path ends
 */
export function plainQuestion(matrix: LiveMatrix, url: string, from: number): PlainQuestion | undefined {
  if (url[from] !== '?') return undefined;
  const snapshot = matrix.upToOwnWrites;
  if (snapshot === null) return undefined;
  let [release, os, cpu]: (string | undefined)[] = [];
  for (let begin = from + 1, end; begin <= url.length; begin = end + 1) {
    end = url.indexOf('&', begin);
    if (end === -1) end = url.length;
    const equals = url.indexOf('=', begin);
    if (equals === -1 || equals >= end) return undefined;
    const key = url.slice(begin, equals);
    const value = decoded(url.slice(equals + 1, end));
    // A parameter that comes twice, or another one, is not plain.
    if (key === 'release' && release === undefined) release = value;
    else if (key === 'os' && os === undefined) os = value;
    else if (key === 'cpu' && cpu === undefined) cpu = value;
    else return undefined;
  }
  if (release === undefined || os === undefined || cpu === undefined) return undefined;
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
