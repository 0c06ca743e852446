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
    // A parameter that comes twice, or another one, is not plain.
    if (release === undefined && url.startsWith('release=', begin)) release = url.slice(begin + 'release='.length, end);
    else if (os === undefined && url.startsWith('os=', begin)) os = url.slice(begin + 'os='.length, end);
    else if (cpu === undefined && url.startsWith('cpu=', begin)) cpu = url.slice(begin + 'cpu='.length, end);
    else return undefined;
  }
  if (release === undefined || os === undefined || cpu === undefined) return undefined;
  const { releases, platforms } = snapshot.matrix.world;
  const found = { snapshot, release: releases.placeInQuery(release), platform: platforms.placeInQuery(os, cpu) };
  return found.release === -1 || found.platform === -1 ? undefined : found;
}
