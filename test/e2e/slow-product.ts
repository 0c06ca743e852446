import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { unwrap, type ShipeiClient } from '#libs/client';
import type { Standalone } from './standalone-process.js';

/** A real command-line product whose function takes its time, so that a test can act while it runs. */
async function slowProduct(seconds: number): Promise<{ bytes: Buffer; sha256: string; fileName: string }> {
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
const SLOW_PRODUCT_PARAMETERS = {
  entry: 'package/bin/tool',
  versionPattern: '^tool 1\\.0\\.0',
  functionArgs: ['work'],
  functionPattern: 'worked',
  serviceArgs: ['serve'],
  serviceReadyPattern: 'ready',
};

export interface SlowJob {
  readonly id: string;
  readonly release: string;
  readonly os: string;
  readonly cpu: string;
  readonly vendor: ShipeiClient;
}

/** Registers the product under this slug and asks for it to be tested on the machine's own platform. */
export async function requestSlowJob(standalone: Standalone, product: string, seconds: number): Promise<SlowJob> {
  const vendor = await standalone.as('vendor');
  const { bytes, sha256, fileName } = await slowProduct(seconds);
  const upload = await vendor.PUT('/api/v1/artifacts/{sha256}', {
    params: { path: { sha256 } },
    headers: { 'content-type': 'application/octet-stream' },
    // The document says string for bytes; what is sent is what the serializer returns.
    body: bytes as never,
    bodySerializer: (body) => body as never,
  });
  if (unwrap(upload).size !== bytes.length) throw new Error('the upload came out at another size');
  unwrap(
    await vendor.POST('/api/v1/products', {
      body: { slug: product, name: '慢工具', category: 'developer-tool', published: true },
    }),
  );
  const release = unwrap(
    await vendor.POST('/api/v1/products/{vendor}/{product}/releases', {
      params: { path: { vendor: 'dev-vendor', product } },
      body: {
        version: '1.0.0',
        line: 'main',
        ordinal: 1,
        releasedOn: '2026-01-01',
        published: true,
        artifacts: [{ sha256, fileName }],
      },
    }),
  );
  const { os, cpu } = await ownPlatform(standalone);
  const request = unwrap(
    await vendor.POST('/api/v1/adaptation-requests', {
      body: {
        release: release.coordinate,
        targets: [{ os, cpu }],
        testPlan: 'command-line-software',
        scheme: 'development',
        parameters: SLOW_PRODUCT_PARAMETERS,
        priority: 'normal',
        waitForPool: false,
        allowEmulated: true,
      },
    }),
  );
  const [job] = request.jobs;
  if (job === undefined) throw new Error('the request has no job');
  return { id: job.id, release: release.coordinate, os, cpu, vendor };
}

async function ownPlatform(standalone: Standalone): Promise<{ os: string; cpu: string }> {
  const center = await standalone.as('center-operator');
  const pools = unwrap(await center.GET('/api/v1/centers/{code}/pools', { params: { path: { code: 'dev-local' } } }));
  const local = pools.items.find(({ executor }) => executor === 'local');
  const [os] = local?.operatingSystems ?? [];
  if (local === undefined || os === undefined) throw new Error('the development center has no local pool');
  return { os, cpu: local.cpu };
}

/** The job as its vendor sees it. */
export async function jobNow({ id, vendor }: SlowJob) {
  return unwrap(await vendor.GET('/api/v1/jobs/{id}', { params: { path: { id } } }));
}

/** What the job has logged so far, as it was sent. */
export async function logNow({ id, vendor }: SlowJob): Promise<string> {
  const log = await vendor.GET('/api/v1/jobs/{id}/log', {
    params: { path: { id }, query: { follow: 'false' } },
    parseAs: 'text',
  });
  return String(log.data);
}
