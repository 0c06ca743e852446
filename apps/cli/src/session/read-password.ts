import { createInterface, type Interface } from 'node:readline';
import { Writable } from 'node:stream';

export type PasswordInput = NodeJS.ReadableStream & { readonly isTTY?: boolean | undefined };

/**
 * Asks on a terminal without echo: readline edits the line in raw mode, and what it would echo goes nowhere.
 *
 * @returns undefined where the person gave up (Ctrl-C, Ctrl-D)
 */
export function promptPassword(
  input: PasswordInput,
  output: NodeJS.WritableStream,
  prompt: string,
): Promise<string | undefined> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  return ask(createInterface({ input, output: nowhere, terminal: true, historySize: 0 }), output, prompt);
}

/**
 * Asks on a terminal for what may be seen.
 *
 * @returns undefined where the person gave up (Ctrl-C, Ctrl-D)
 */
export function promptLine(
  input: PasswordInput,
  output: NodeJS.WritableStream,
  prompt: string,
): Promise<string | undefined> {
  return ask(createInterface({ input, terminal: false }), output, prompt).then((line) => line?.trim());
}

function ask(lines: Interface, output: NodeJS.WritableStream, prompt: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const finish = (password: string | undefined): void => {
      resolve(password);
      lines.close();
      output.write('\n');
    };
    lines.once('line', finish);
    lines.once('SIGINT', () => finish(undefined));
    lines.once('close', () => resolve(undefined));
    // The prompt comes after raw mode is on, so that nobody is invited to type while the terminal still echoes.
    output.write(prompt);
  });
}

/** All of a pipe, without the line end that `echo` and editors leave. */
export async function passwordFromPipe(input: NodeJS.ReadableStream): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of input) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks)
    .toString('utf8')
    .replace(/\r?\n$/, '');
}
