import { rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { unwrap, type ShipeiClient } from '#libs/client';
import { bytesOf, writeBytes } from '../downloads/receive-body.js';
import { BundleFile } from './bundle-file.js';

/**
 * Fetches a bundle and checks every byte of it before it gets its name: what bears the name is whole.
 *
 * @param target null: named after its revision, in the current directory
 * @param onReceived called with the number of bytes so far
 * @throws UnreachableError where the connection broke, UsageError where the file can't be written
 */
export async function fetchBundle(
  client: ShipeiClient,
  url: string,
  target: string | null,
  onReceived: (bytes: number) => void,
): Promise<BundleFile> {
  const body: unknown = unwrap(await client.GET('/api/v1/matrix/bundle', { parseAs: 'stream' }));
  const part = `${target ?? path.resolve('shipei.bundle.gz')}.${process.pid}.part`;
  try {
    await writeBytes(bytesOf(body, url), part, onReceived);
    const received = await BundleFile.open(part);
    const name = target ?? `shipei-r${received.index.revision}.bundle.gz`;
    try {
      await received.verify();
    } finally {
      await received.close();
    }
    await rename(part, name);
    return await BundleFile.open(name);
  } finally {
    await rm(part, { force: true });
  }
}
