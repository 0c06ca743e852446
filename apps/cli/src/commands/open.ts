import type { CommandContext } from '../context.js';

/** Opens the context of the command that runs: reads settings and session once the command line has been understood. */
export type Open = () => Promise<CommandContext>;
