import { runInNewContext } from 'node:vm';

export type PatternAnswer = 'matches' | 'differs' | 'too-slow' | 'invalid';

/**
 * Whether a pattern is found in a text, where `^` and `$` match at the ends of each line. Both come from vendors, and a regular expression can take exponential time: it
 * is given up after `milliseconds`, in which nothing else of the agent runs.
 */
export function findPattern(pattern: string, text: string, milliseconds: number): PatternAnswer {
  try {
    new RegExp(pattern, 'mu');
  } catch {
    return 'invalid';
  }
  try {
    const found: unknown = runInNewContext(
      'new RegExp(pattern, "mu").test(text)',
      { pattern, text },
      { timeout: milliseconds },
    );
    return found === true ? 'matches' : 'differs';
  } catch {
    return 'too-slow';
  }
}
