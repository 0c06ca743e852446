import { execFile } from 'node:child_process';
import { access, open } from 'node:fs/promises';
import { machine, release } from 'node:os';
import { promisify } from 'node:util';

/** What a machine says of itself. A part that can't be had is left out. */
export interface MachineReading<File extends string> {
  /** Text by file, of those that are there. */
  readonly files: Partial<Record<File, string>>;
  /** Output of `LC_ALL=C lscpu`; empty without one. */
  readonly lscpu: string;
  /** `uname -m` and `uname -r` */
  readonly machine: string;
  readonly kernel: string;
  /** `getconf GNU_LIBC_VERSION`, `getconf LONG_BIT`, and `getconf PAGESIZE` in bytes */
  readonly libc: string | undefined;
  readonly userlandBits: number | undefined;
  readonly pageSize: number | undefined;
  /** Those of the asked ones that exist. */
  readonly loaders: readonly string[];
}

/** Files of this kind are short; /proc/cpuinfo of a large machine says the same again for each CPU. */
const MOST_BYTES = 64 * 1024;

/** Where systems keep the original of a file that somebody has removed from /etc. */
const ORIGINALS: Readonly<Record<string, string>> = { '/etc/os-release': '/usr/lib/os-release' };

/** Reads this machine: these files, whether these loaders exist, and what lscpu and getconf answer. */
export async function readMachine<File extends string>(
  files: readonly File[],
  loaders: readonly string[],
): Promise<MachineReading<File>> {
  const texts = await Promise.all(files.map(async (file) => [file, await originalText(file)] as const));
  const present: Partial<Record<File, string>> = {};
  for (const [file, text] of texts) if (text !== undefined) present[file] = text;
  const there = await Promise.all(loaders.map(exists));
  const [lscpu, libc, bits, pageSize] = await Promise.all([
    outputOf('lscpu', []),
    outputOf('getconf', ['GNU_LIBC_VERSION']),
    outputOf('getconf', ['LONG_BIT']),
    outputOf('getconf', ['PAGESIZE']),
  ]);
  return {
    files: present,
    lscpu: lscpu ?? '',
    machine: machine(),
    kernel: release(),
    libc: libc?.trim(),
    userlandBits: countOf(bits),
    pageSize: countOf(pageSize),
    loaders: loaders.filter((_, place) => there[place] === true),
  };
}

async function originalText(file: string): Promise<string | undefined> {
  const original = ORIGINALS[file];
  return (await beginningOf(file)) ?? (original === undefined ? undefined : beginningOf(original));
}

async function beginningOf(file: string): Promise<string | undefined> {
  try {
    const handle = await open(file, 'r');
    try {
      const bytes = Buffer.alloc(MOST_BYTES);
      let length = 0;
      // Files of /proc come in pieces.
      for (let read = -1; read !== 0 && length < MOST_BYTES; length += read) {
        read = (await handle.read(bytes, length, MOST_BYTES - length, null)).bytesRead;
      }
      return bytes.toString('utf8', 0, length);
    } finally {
      await handle.close();
    }
  } catch {
    return undefined;
  }
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}

function countOf(text: string | undefined): number | undefined {
  const count = Number(text);
  return Number.isInteger(count) && count > 0 ? count : undefined;
}

async function outputOf(program: string, args: string[]): Promise<string | undefined> {
  try {
    const env = { PATH: process.env['PATH'], LC_ALL: 'C' };
    return (await promisify(execFile)(program, args, { env, timeout: 10_000 })).stdout;
  } catch {
    return undefined;
  }
}
