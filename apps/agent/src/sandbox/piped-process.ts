import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { closeSync, constants, openSync, unlinkSync } from 'node:fs';
import { Socket } from 'node:net';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { SandboxError, type Command, type ProcessExit } from './sandbox.js';

const START_DEADLINE_MS = 15_000;
/** After its end a process's output is complete when its pipes close, or, where children hold them, after this silence. */
const SILENCE_MS = 150;

export interface PipedOptions {
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Record<string, string>;
  readonly pipeFolder: string;
  readonly command: Command;
}

/** A process on real pipes: with Node's own, which are sockets, programs fail to open /dev/stdout and /dev/stdin. */
export interface PipedProcess {
  /** Process id that the launched script reported: the one inside the sandbox. */
  readonly pid: number;
  readonly child: ChildProcess;
  readonly exit: Promise<ProcessExit>;
  /** Closes our ends of the pipes. */
  release(): void;
}

/**
 * Starts a program whose script writes the vendor process's id as one line to descriptor 3 before it becomes it.
 *
 * @throws SandboxError when no id came
 */
export async function launchPiped(options: PipedOptions): Promise<PipedProcess> {
  const { command } = options;
  const wired = command.stdin === undefined ? ['out', 'err'] : ['out', 'err', 'in'];
  const paths = wired.map((name) => path.join(options.pipeFolder, `${randomUUID()}.${name}`));
  await promisify(execFile)('mkfifo', ['-m', '0666', '--', ...paths]);
  const ends = paths.map((file, index) => openPipe(file, index === 2));
  const [out, err, input] = ends;
  if (out === undefined || err === undefined) throw new SandboxError('a pipe is missing');

  const silence = new Silence();
  const sockets = [out, err].map((end) => new Socket({ fd: end.ours, readable: true, writable: false }));
  const ended = Promise.all(sockets.map((socket) => new Promise((resolve) => socket.once('close', resolve))));
  for (const [index, stream] of (['stdout', 'stderr'] as const).entries()) {
    sockets[index]?.on('data', (bytes: Buffer) => {
      silence.broken();
      if (command.onOutput(stream, bytes) === 'dropped') slowDown(sockets[index]);
    });
    // A reset pipe only means that its writer died; what became of it is told by its exit.
    sockets[index]?.on('error', () => undefined);
  }

  const child = spawn(options.program, options.args, {
    cwd: options.cwd,
    env: options.env,
    // Own session: no terminal to push input into, and signals to the agent's group don't reach it.
    detached: true,
    stdio: [input?.theirs ?? 'ignore', out.theirs, err.theirs, 'pipe'],
  });
  for (const end of ends) closeSync(end.theirs);
  const exited = exitOf(child);
  if (input !== undefined && command.stdin !== undefined) sockets.push(feed(input.ours, command.stdin));

  const release = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  try {
    const pid = await reportedPid(child, exited);
    const exit = exited.then(async (result) => {
      await Promise.race([ended, silence.since(SILENCE_MS)]);
      return result;
    });
    return { pid, child, exit, release };
  } catch (error) {
    child.kill('SIGKILL');
    release();
    throw error;
  }
}

interface PipeEnds {
  readonly ours: number;
  readonly theirs: number;
}

function openPipe(file: string, weWrite: boolean): PipeEnds {
  // The reading end first and without blocking: opening a writing end waits for a reader.
  const reading = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
  const writing = openSync(file, constants.O_WRONLY);
  if (!weWrite) {
    unlinkSync(file);
    return { ours: reading, theirs: writing };
  }
  // Standard input must block as programs expect, so the non-blocking end only served to open the other.
  const blocking = openSync(file, constants.O_RDONLY);
  closeSync(reading);
  unlinkSync(file);
  return { ours: writing, theirs: blocking };
}

function feed(descriptor: number, stdin: string | Readable): Socket {
  const socket = new Socket({ fd: descriptor, readable: false, writable: true });
  const source = typeof stdin === 'string' ? Readable.from([Buffer.from(stdin)]) : stdin;
  // A program may end without reading its input; its exit says all there is to say.
  pipeline(source, socket).catch(() => undefined);
  return socket;
}

function exitOf(child: ChildProcess): Promise<ProcessExit> {
  return new Promise((resolve, reject) => {
    child.once('error', (error) => reject(new SandboxError(`can't start ${child.spawnfile}`, { cause: error })));
    child.once('exit', (code, signal) => resolve({ code, signal }));
  });
}

async function reportedPid(child: ChildProcess, exited: Promise<ProcessExit>): Promise<number> {
  // Without a process id the program itself could not be started: `exited` rejects and says why.
  if (child.pid === undefined) await exited;
  // Descriptor 3 was asked for as a pipe.
  const report = child.stdio[3] as Readable;
  report.on('error', () => undefined);
  const line = await Promise.race([
    once(report, 'data').then(([bytes]) => String(bytes).trim()),
    new Promise<void>((resolve) => report.once('close', resolve)),
    delay(START_DEADLINE_MS, undefined, { ref: false }),
  ]);
  report.destroy();
  const pid = Number(line);
  if (line === undefined || !Number.isSafeInteger(pid) || pid < 2)
    throw new SandboxError('a command could not be started');
  return pid;
}

/** A flood that nobody keeps must not occupy the agent; its writer waits for the pipe. */
function slowDown(socket: Socket | undefined): void {
  socket?.pause();
  setTimeout(() => socket?.resume(), 5);
}

/** Resolves once nothing was heard for a while. */
class Silence {
  #last = 0;

  broken(): void {
    this.#last = Date.now();
  }

  async since(milliseconds: number): Promise<void> {
    const start = Date.now();
    for (;;) {
      const quiet = Date.now() - Math.max(this.#last, start);
      // A process left behind that never stops writing must not hold the step.
      if (quiet >= milliseconds || Date.now() - start > 10 * milliseconds) return;
      await delay(milliseconds - quiet);
    }
  }
}
