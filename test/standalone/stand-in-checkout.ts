import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

import { ROOT, until } from './supervisor-process.js';

const run = promisify(execFile);

/** What `npm start` runs at last, in the stand-in: says that it is there, and takes a moment to stop. */
const MAIN = `
console.log('main runs as', process.pid);
setInterval(() => undefined, 1000);
process.on('SIGTERM', () => {
  console.log('main stops');
  setTimeout(() => process.exit(0), 700);
});
export {};
`;

/** A checkout with the real start scripts around a program of a few lines. */
export class StandInCheckout {
  readonly root: string;

  private constructor(root: string) {
    this.root = root;
  }

  static async make(): Promise<StandInCheckout> {
    const checkout = new StandInCheckout(await realpath(await mkdtemp(join(tmpdir(), 'shipei-checkout-'))));
    await cp(join(ROOT, 'apps', 'standalone', 'bin'), join(checkout.root, 'apps', 'standalone', 'bin'), {
      recursive: true,
    });
    for (const name of ['tsconfig.json', 'tsconfig.build.json']) {
      await cp(join(ROOT, name), join(checkout.root, name));
    }
    await checkout.write('package.json', '{"type":"module"}');
    await checkout.writeLock('package-lock.json', {});
    await checkout.writeLock('node_modules/.package-lock.json', {});
    for (const name of ['typescript', '@types']) {
      await symlink(join(ROOT, 'node_modules', name), join(checkout.root, 'node_modules', name));
    }
    // What @types/node itself refers to.
    await symlink(join(ROOT, 'node_modules', 'undici-types'), join(checkout.root, 'node_modules', 'undici-types'));
    await checkout.write('apps/standalone/src/main.ts', MAIN);
    return checkout;
  }

  async write(path: string, text: string): Promise<void> {
    await mkdir(dirname(join(this.root, path)), { recursive: true });
    await writeFile(join(this.root, path), text);
  }

  writeLock(path: string, packages: Record<string, unknown>): Promise<void> {
    return this.write(path, JSON.stringify({ packages }));
  }

  start(port: number): StartedCheckout {
    return new StartedCheckout(this.root, port);
  }

  /** Evaluates an expression over one of the start scripts, e.g. `ask('checks', 'm.f(1)')`. */
  async ask(module: string, expression: string): Promise<unknown> {
    const url = new URL(`file://${join(this.root, 'apps/standalone/bin', `${module}.mjs`)}`).href;
    const program = `const m = await import(${JSON.stringify(url)}); console.log(JSON.stringify((await ${expression}) ?? null));`;
    const { stdout } = await run(process.execPath, ['--input-type=module', '-e', program], { cwd: this.root });
    return JSON.parse(stdout);
  }

  remove(): Promise<void> {
    return rm(this.root, { recursive: true, force: true });
  }
}

/** `node apps/standalone/bin/start.mjs` at work. */
export class StartedCheckout {
  readonly #child: ChildProcess;
  readonly #exited: Promise<unknown>;
  output = '';

  constructor(root: string, port: number) {
    this.#child = spawn(process.execPath, ['apps/standalone/bin/start.mjs'], {
      cwd: root,
      env: { PATH: process.env['PATH'], SHIPEI_PORT: String(port) },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child.stdout?.on('data', (chunk: Buffer) => (this.output += chunk.toString('utf8')));
    this.#child.stderr?.on('data', (chunk: Buffer) => (this.output += chunk.toString('utf8')));
    this.#exited = once(this.#child, 'close');
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** Waits for words in what it prints. */
  async said(text: string): Promise<void> {
    await until(`"${text}"`, () => {
      if (this.output.includes(text)) return true;
      if (this.#child.exitCode !== null) throw new Error(`it ended without saying "${text}":\n${this.output}`);
      return undefined;
    });
  }

  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  /** @returns the exit code, or the signal that ended it */
  async exit(): Promise<number | string | null> {
    await this.#exited;
    return this.#child.signalCode ?? this.#child.exitCode;
  }
}
