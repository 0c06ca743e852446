import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Assignment } from '#libs/contracts';

type Plan = Assignment['plan'];
type Case = Plan['cases'][number];

export interface PackageFile {
  readonly text?: string;
  readonly linkTo?: string;
}

/** A real gzipped tar of executables below `package/`, as npm and many vendors pack. */
export function makePackage(files: Record<string, PackageFile>, tarOptions: readonly string[] = []): Buffer {
  const folder = mkdtempSync(path.join(tmpdir(), 'shipei-test-package-'));
  try {
    for (const [name, { text, linkTo }] of Object.entries(files)) {
      const file = path.join(folder, 'package', name);
      mkdirSync(path.dirname(file), { recursive: true });
      if (linkTo === undefined) writeFileSync(file, text ?? '', { mode: 0o755 });
      else symlinkSync(linkTo, file);
    }
    const args = ['--create', '--gzip', '-C', folder, ...tarOptions, 'package'];
    return execFileSync('tar', args, { maxBuffer: 64 * 1024 * 1024 });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export function shellProgram(script: string): PackageFile {
  return { text: `#!/bin/bash\n${script}\n` };
}

const MIB = 1024 * 1024;

export function planOf(cases: readonly Case[], limits: Partial<Plan['limits']> = {}, network = false): Plan {
  return {
    slug: 'test-plan',
    version: 1,
    network,
    limits: {
      wallSeconds: 60,
      scratchBytes: 32 * MIB,
      outputBytes: MIB,
      processes: 64,
      memoryBytes: 512 * MIB,
      ...limits,
    },
    cases: [...cases],
  };
}

export function testCase(id: string, steps: Case['steps'], extra: Partial<Case> = {}): Case {
  return { id, kind: 'function', name: `用例 ${id}`, nameEn: `Case ${id}`, required: true, steps, ...extra };
}

export const unpackCase = testCase('unpack', [{ do: 'unpack', into: '.' }], { kind: 'install' });

/** Runs a program of the package and expects exit code 0. */
export function runStep(argv: string[], expectStdout?: string, timeoutSeconds = 20): Case['steps'][number] {
  return {
    do: 'run',
    argv,
    timeoutSeconds,
    expect: { exitCode: 0, ...(expectStdout === undefined ? {} : { stdout: expectStdout }) },
  };
}
