import { spawn } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { openBucket, type ObjectBucket } from '#libs/registry';

/** An S3 server in a process of its own, with one bucket in it. */
export interface S3Server {
  readonly endpoint: string;
  readonly bucket: ObjectBucket;
  /** Files that the server has on disk below the bucket: objects, and parts of unfinished uploads. */
  files(): Promise<string[]>;
  stop(): Promise<void>;
}

export async function startS3Server(): Promise<S3Server> {
  const folder = await mkdtemp(path.join(tmpdir(), 'shipei-s3-'));
  // The package comes without the script that its manifest names; this is what it would do.
  const script = "require('@20minutes/s3rver/lib/cli').parse(process.argv.slice(1), { from: 'user' })";
  const options = ['--directory', folder, '--address', '127.0.0.1', '--port', '0', '--silent'];
  const child = spawn(process.execPath, ['-e', script, '--', ...options, '--configure-bucket', 'shipei'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const port = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const found = /listening on .*:(\d+)/.exec(line)?.[1];
      if (found !== undefined) resolve(found);
    });
    child.once('exit', (code) => reject(new Error(`the S3 server ended with ${code}`)));
  });
  // What the server's own documentation gives as its credentials.
  process.env['AWS_ACCESS_KEY_ID'] = 'S3RVER';
  process.env['AWS_SECRET_ACCESS_KEY'] = 'S3RVER';
  const endpoint = `http://127.0.0.1:${port}`;
  return {
    endpoint,
    bucket: openBucket('s3://shipei/store', { endpoint, region: 'us-east-1' }),
    files: async () => {
      const entries = await readdir(folder, { recursive: true, withFileTypes: true });
      return entries
        .filter((entry) => entry.isFile())
        .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
        .sort();
    },
    stop: async () => {
      child.kill('SIGKILL');
      await exited;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
