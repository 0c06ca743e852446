import { open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { UnreachableError, unwrap, type ShipeiClient } from '#libs/client';
import { UsageError } from '../exit-codes.js';
import { messageOf } from '../failure.js';
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
  if (!(body instanceof ReadableStream)) throw new UnreachableError(url, 'an answer without a body');
  const part = `${target ?? path.resolve('shipei.bundle.gz')}.${process.pid}.part`;
  try {
    await receive(body, url, part, onReceived);
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

async function receive(
  body: ReadableStream<unknown>,
  url: string,
  part: string,
  onReceived: (bytes: number) => void,
): Promise<void> {
  const file = await open(part, 'wx').catch((error: unknown) => {
    throw new UsageError(`无法写入 ${part} · Can't write ${part}: ${messageOf(error)}`);
  });
  let received = 0;
  try {
    const reader = body.getReader();
    for (;;) {
      const chunk = await reader.read().catch((error: unknown) => {
        throw new UnreachableError(url, error);
      });
      if (chunk.done) break;
      // The body of an answer yields bytes.
      const bytes = chunk.value as Uint8Array;
      await file.write(bytes).catch((error: unknown) => {
        throw new UsageError(`无法写入 ${part} · Can't write ${part}: ${messageOf(error)}`);
      });
      received += bytes.length;
      onReceived(received);
    }
    await file.sync();
  } finally {
    await file.close();
  }
}
