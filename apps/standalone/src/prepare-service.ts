import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { z } from 'zod';

import { logTail, openProcessLog } from './processes/process-log.js';

/** What the preparation prints last: the development accounts, where it stands, and a token for the first agent. */
const preparationSchema = z.object({
  accounts: z.array(z.object({ role: z.string(), username: z.string(), password: z.string() })),
  platform: z.object({ os: z.string(), cpu: z.string() }),
  enrolmentToken: z.string().nullable(),
});

export type Preparation = z.infer<typeof preparationSchema>;

export interface PrepareOptions {
  readonly script: string;
  readonly arguments: readonly string[];
  readonly cwd: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly logPath: string;
  /** Ends the preparation early. */
  readonly signal: AbortSignal;
}

/**
 * Runs the worker's preparation to its end: migrations, catalogue, platform, development accounts.
 * @throws Error with the end of its log, for the person at the terminal
 */
export async function prepareService(options: PrepareOptions): Promise<Preparation> {
  const log = await openProcessLog(options.logPath);
  try {
    const { size } = await log.stat();
    const child = spawn(process.execPath, [options.script, ...options.arguments], {
      cwd: options.cwd,
      env: options.environment,
      detached: true,
      // No IPC channel: it ends by itself within seconds, and a listener on the channel would keep it from that.
      stdio: ['ignore', 'pipe', log.fd],
      signal: options.signal,
      killSignal: 'SIGTERM',
    });
    const [output, code] = await Promise.all([outputOf(child), exitOf(child)]);
    const preparation = code === 0 ? parsePreparation(output) : undefined;
    if (preparation !== undefined) return preparation;
    const tail = (await logTail('prepare', options.logPath, 12, size)).join('\n');
    const what = code === 0 ? 'printed no result' : `ended with ${code}`;
    throw new Error(`数据库准备失败 · Preparing the database failed: it ${what}. See ${options.logPath}:\n${tail}`);
  } finally {
    await log.close();
  }
}

/** @returns the last line as a preparation, or undefined where it is not one */
export function parsePreparation(output: string): Preparation | undefined {
  const last = output.trimEnd().split('\n').at(-1) ?? '';
  try {
    return preparationSchema.parse(JSON.parse(last));
  } catch {
    return undefined;
  }
}

async function outputOf(child: ChildProcess): Promise<string> {
  let output = '';
  child.stdout?.setEncoding('utf8');
  child.stdout?.on('data', (chunk: string) => (output += chunk));
  if (child.stdout !== null) await once(child.stdout, 'close');
  return output;
}

function exitOf(child: ChildProcess): Promise<number | string> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? `signal ${signal}`));
  });
}
