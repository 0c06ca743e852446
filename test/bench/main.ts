import { benchMatrix } from './bench-matrix.js';
import { benchRegistry } from './registry/bench-registry.js';
import { parseOptions, UsageError } from './options.js';
import type { Say } from './say.js';

/**
 * @param root the checkout
 * @returns exit code: 0 measured, 1 something failed, 2 asked wrongly
 */
export async function main(root: string, argv: readonly string[], say: Say): Promise<number> {
  try {
    const options = parseOptions(argv);
    const { figures, failures } =
      options.bench === 'matrix' ? await benchMatrix(root, options, say) : await benchRegistry(root, options, say);
    if (!options.json) for (const [name, value] of Object.entries(figures)) say(`${name.padEnd(18)} ${String(value)}`);
    process.stdout.write(`${JSON.stringify(figures)}\n`);
    return failures === 0 ? 0 : 1;
  } catch (error) {
    say(error instanceof UsageError ? error.message : `测量失败 · The bench failed: ${String(error)}`);
    return error instanceof UsageError ? 2 : 1;
  }
}
