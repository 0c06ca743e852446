import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';

/** Time limit against a child that hangs. */
const ANSWER_MS = 600_000;

/** A program of the bench in a process of its own, which ends with ours. */
export interface Forked<Answer> {
  readonly pid: number;
  /** Its next message. */
  answer(): Promise<Answer>;
  send(message: object): void;
  stop(): Promise<void>;
}

/** @param program path below the bench's folder, without extension */
export function forked<Answer>(
  program: string,
  args: readonly string[] = [],
  nodeOptions: string[] = [],
): Forked<Answer> {
  const file = path.join(import.meta.dirname, '..', `${program}.js`);
  const child: ChildProcess = fork(file, [...args], {
    execArgv: nodeOptions,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const waiting: ((message: Answer) => void)[] = [];
  const arrived: Answer[] = [];
  child.on('message', (message) => {
    // Both ends are compiled together: see the program for what it sends.
    const answer = message as Answer;
    const waiter = waiting.shift();
    if (waiter === undefined) arrived.push(answer);
    else waiter(answer);
  });
  return {
    // Forked without an error, it has a process id.
    pid: child.pid ?? 0,
    send: (message) => void child.send(message),
    answer: () =>
      new Promise<Answer>((resolve, reject) => {
        const first = arrived.shift();
        if (first !== undefined) return resolve(first);
        const timer = setTimeout(() => reject(new Error(`${program} does not answer`)), ANSWER_MS);
        waiting.push((message) => {
          clearTimeout(timer);
          resolve(message);
        });
        void exited.then((code) => {
          clearTimeout(timer);
          reject(new Error(`${program} ended with code ${code ?? 'none'}`));
        });
      }),
    stop: async () => {
      if (child.connected) child.disconnect();
      await exited;
    },
  };
}
