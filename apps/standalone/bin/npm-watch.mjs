import { readFileSync } from 'node:fs';

const POLL_MS = 1_000;

/**
 * Calls back when the npm that runs us is gone: killed with SIGKILL it cannot pass anything on, and what it started
 * would run on unseen. Does nothing where npm did not start us, or /proc is not there to tell.
 * @param {() => void} onGone
 */
export function watchNpm(onGone) {
  const chain = npmChain();
  if (chain.length === 0) return;
  const timer = setInterval(() => {
    const gone = process.ppid !== chain[0] || (chain.length === 2 && parentOf(chain[0]) !== chain[1]);
    if (!gone) return;
    clearInterval(timer);
    onGone();
  }, POLL_MS);
  timer.unref();
}

/** @returns {number[]} our parent if it is npm; our parent, a shell, and its parent if that is npm; else nothing */
function npmChain() {
  if (process.env.npm_lifecycle_event === undefined) return [];
  const parent = process.ppid;
  if (isNpm(parent)) return [parent];
  const grandparent = parentOf(parent);
  return grandparent !== undefined && isNpm(grandparent) ? [parent, grandparent] : [];
}

/** npm names its process after the command, e.g. "npm start". @param {number} pid */
function isNpm(pid) {
  return /^npm(\s|$)|[/\\]npm(-cli\.js)?(\0|\s|$)/.test(read(`/proc/${pid}/cmdline`) ?? '');
}

/** @param {number} pid @returns {number | undefined} */
function parentOf(pid) {
  // The program's name stands in parentheses and may hold any character: fields count from the last one.
  const fields = read(`/proc/${pid}/stat`)
    ?.replace(/^.*\)\s/s, '')
    .split(' ');
  return fields?.[1] === undefined ? undefined : Number(fields[1]);
}

/** @param {string} path */
function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
