import { CommanderError } from 'commander';
import { CommandEnded } from './context.js';
import { EXIT, exitCodeOf, type ExitCode } from './exit-codes.js';
import { createProgram } from './program.js';
import { refusalData, renderRefusal } from './rendering/refusal.js';
import { stylesFor } from './rendering/styles.js';
import { wantsColor, type Terminal } from './terminal.js';

/**
 * Runs one command of the CLI to its end.
 *
 * @param args what follows `shipei` on the command line
 * @returns the exit code
 */
export async function runShipei(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const program = createProgram(terminal);
  try {
    await program.parseAsync(args, { from: 'user' });
    return EXIT.ok;
  } catch (error) {
    if (error instanceof CommandEnded) return error.exitCode;
    const code = exitCodeOf(error);
    if (code === EXIT.ok) return code;
    // Commander has said on standard error what is wrong with the command line.
    if (!(error instanceof CommanderError)) {
      terminal.stderr.write(`${renderRefusal(error, stylesFor(wantsColor(terminal.stderr, terminal.env)))}\n`);
    }
    if (args.includes('--json')) terminal.stdout.write(`${JSON.stringify(refusalData(error))}\n`);
    return code;
  }
}
