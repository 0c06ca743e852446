import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

/** A real command-line product whose function takes its time, so that a test can act while it runs. */
export async function slowProduct(seconds: number): Promise<{ bytes: Buffer; sha256: string; fileName: string }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'shipei-product-'));
  try {
    await mkdir(path.join(folder, 'package/bin'), { recursive: true });
    const tool = path.join(folder, 'package/bin/tool');
    await writeFile(
      tool,
      `#!/bin/sh
case "$1" in
  --version) echo "tool 1.0.0" ;;
  work) echo "working"; sleep ${seconds}; echo "worked" ;;
  serve) echo "ready"; while :; do sleep 1; done ;;
esac
`,
    );
    await chmod(tool, 0o755);
    const file = path.join(folder, 'tool-1.0.0.tgz');
    await promisify(execFile)('tar', ['-czf', file, '-C', folder, 'package']);
    const bytes = await readFile(file);
    return { bytes, sha256: createHash('sha256').update(bytes).digest('hex'), fileName: 'tool-1.0.0.tgz' };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Parameters of the built-in plan for this product. */
export const SLOW_PRODUCT_PARAMETERS = {
  entry: 'package/bin/tool',
  versionPattern: '^tool 1\\.0\\.0',
  functionArgs: ['work'],
  functionPattern: 'worked',
  serviceArgs: ['serve'],
  serviceReadyPattern: 'ready',
};
