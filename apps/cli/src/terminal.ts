import type { MachineTexts } from '#libs/domain';
import { homedir } from 'node:os';
import { readThisMachine } from './machine/read-this-machine.js';

type Out = NodeJS.WritableStream & { readonly isTTY?: boolean | undefined; readonly columns?: number | undefined };
type In = NodeJS.ReadableStream & {
  readonly isTTY?: boolean | undefined;
  setRawMode?(mode: boolean): unknown;
};

/** Everything of the process that a command touches, so that tests run commands without a process. */
export interface Terminal {
  readonly stdin: In;
  readonly stdout: Out;
  readonly stderr: Out;
  readonly env: NodeJS.ProcessEnv;
  readonly home: string;
  now(): Date;
  /** What the machine that the command runs on says of itself. */
  machine(): Promise<MachineTexts>;
  /** Calls `stop` once when the person interrupts; the returned function takes the wish back. */
  onInterrupt(stop: () => void): () => void;
}

export function processTerminal(): Terminal {
  return {
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    env: process.env,
    home: homedir(),
    now: () => new Date(),
    machine: readThisMachine,
    onInterrupt: (stop) => {
      process.once('SIGINT', stop);
      process.once('SIGTERM', stop);
      return () => {
        process.off('SIGINT', stop);
        process.off('SIGTERM', stop);
      };
    },
  };
}

/** Whether escape sequences make sense on this stream; NO_COLOR as in https://no-color.org. */
export function wantsColor(stream: Out, env: NodeJS.ProcessEnv): boolean {
  return stream.isTTY === true && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb';
}
