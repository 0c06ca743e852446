import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformSync } from '@swc/core';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');
/** The agent and the libs that it may import: a build that lacks one shows a forbidden import at once. */
const PARTS = ['apps/agent', 'libs/client', 'libs/contracts', 'libs/domain', 'libs/runtime'];

/** The agent compiled from the sources as they are, so that no suite tests an older `dist`. */
export interface AgentBuild {
  /** What `node` runs. */
  readonly entry: string;
  remove(): void;
}

export function buildAgent(): AgentBuild {
  const folder = mkdtempSync(path.join(tmpdir(), 'shipei-agent-build-'));
  // Suites that run as root start the agent as other users, too.
  chmodSync(folder, 0o755);
  cpSync(path.join(ROOT, 'package.json'), path.join(folder, 'package.json'));
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'));
  for (const part of PARTS) {
    const source = path.join(ROOT, part, 'src');
    for (const name of readdirSync(source, { recursive: true, encoding: 'utf8' })) {
      if (!name.endsWith('.ts') || name.endsWith('.test.ts')) continue;
      const target = path.join(folder, 'dist', part, 'src', name.replace(/\.ts$/, '.js'));
      mkdirSync(path.dirname(target), { recursive: true });
      writeFileSync(target, compile(path.join(source, name)));
    }
  }
  return {
    entry: path.join(folder, 'dist/apps/agent/src/main.js'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function compile(file: string): string {
  const { code } = transformSync(readFileSync(file, 'utf8'), {
    filename: file,
    configFile: false,
    swcrc: false,
    jsc: { parser: { syntax: 'typescript', decorators: true }, target: 'es2022' },
    module: { type: 'es6' },
  });
  return code;
}
