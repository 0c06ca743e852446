import { CommanderError } from 'commander';
import { CommandEnded } from './context.js';
import { EXIT, exitCodeOf, type ExitCode } from './exit-codes.js';
import { createProgram } from './program.js';
import { renderCommandLineError } from './rendering/command-line-error.js';
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
    const styles = stylesFor(wantsColor(terminal.stderr, terminal.env));
    const said = error instanceof CommanderError ? renderCommandLineError(error, styles) : renderRefusal(error, styles);
    if (said !== '') terminal.stderr.write(`${said}\n`);
    if (args.includes('--json')) terminal.stdout.write(`${JSON.stringify(refusalData(error))}\n`);
    return code;
  }
}
