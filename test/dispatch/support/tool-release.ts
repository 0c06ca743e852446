import { createHash } from 'node:crypto';
import type { ShipeiClient } from '#libs/client';
import type { TestService } from '../../support/service.js';

const BYTES = Buffer.from('#!/bin/sh\necho 1.0.0\n');

/** What {@link registerToolRelease} registered: one release with one artifact for every ISA. */
export interface ToolRelease {
  readonly coordinate: string;
  readonly artifact: { readonly bytes: Buffer; readonly sha256: string };
}

/** Parameters of the built-in plan for the tool. Nobody runs it here, so they only have to be well-formed. */
export const PLAN_PARAMETERS = {
  entry: 'bin/tool',
  versionPattern: '1\\.0\\.0',
  functionArgs: ['run'],
  functionPattern: 'ok',
  serviceArgs: ['serve'],
};

export async function registerToolRelease(service: TestService, vendor: ShipeiClient): Promise<ToolRelease> {
  const sha256 = createHash('sha256').update(BYTES).digest('hex');
  const uploaded = await fetch(`${service.url}/api/v1/artifacts/${sha256}`, {
    method: 'PUT',
    headers: {
      authorization: `Bearer ${await service.tokenOf('vendor')}`,
      'content-type': 'application/octet-stream',
    },
    body: new Uint8Array(BYTES),
  });
  if (!uploaded.ok) throw new Error(`the artifact was refused: ${await uploaded.text()}`);
  await vendor.POST('/api/v1/products', { body: { slug: 'tool', name: '工具', category: 'developer-tool' } });
  await vendor.POST('/api/v1/products/{vendor}/{product}/releases', {
    params: { path: { vendor: 'dev-vendor', product: 'tool' } },
    body: {
      version: '1.0.0',
      ordinal: 1,
      releasedOn: '2026-01-01',
      artifacts: [{ sha256, fileName: 'tool.tgz' }],
    },
  });
  return { coordinate: 'dev-vendor/tool@1.0.0', artifact: { bytes: BYTES, sha256 } };
}
