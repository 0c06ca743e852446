import { readFile } from 'node:fs/promises';

/** Digests in the text of an allow-list: one SHA-256 a line, `#` begins a comment. */
export function parseAllowedDigests(text: string): ReadonlySet<string> {
  const lines = text.split('\n').map((line) => line.replace(/#.*$/, '').trim().toLowerCase());
  return new Set(lines.filter((line) => /^[0-9a-f]{64}$/.test(line)));
}

/** Reads the operator's list anew each time: a digest may be added while the agent runs. No file allows nothing. */
export async function readAllowedDigests(file: string): Promise<ReadonlySet<string>> {
  return parseAllowedDigests(await readFile(file, 'utf8').catch(() => ''));
}

/** Whether all of these artifacts may run without isolation. Nothing to check is nothing allowed. */
export function allAllowed(artifacts: readonly { readonly sha256: string }[], allowed: ReadonlySet<string>): boolean {
  return artifacts.length > 0 && artifacts.every(({ sha256 }) => allowed.has(sha256));
}
