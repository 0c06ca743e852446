import { PassThrough, Readable } from 'node:stream';
import { ZipFile } from 'yazl';

/**
 * The bytes of a zip archive of some small files and one large one, compressed off the event loop and no faster than the
 * reader takes it.
 *
 * @param parts texts by name, which come first
 * @param large what fails it, fails the archive; it is let go of when the reader leaves
 */
export async function* zipStream(
  parts: Readonly<Record<string, string>>,
  large: { readonly name: string; readonly bytes: AsyncGenerator<Buffer> },
): AsyncGenerator<Buffer> {
  const zip = new ZipFile();
  const bytes = Readable.from(large.bytes, { objectMode: false });
  const output = zip.outputStream.pipe(new PassThrough());
  zip.on('error', (error: Error) => output.destroy(error));
  bytes.on('error', (error) => output.destroy(error));
  for (const [name, text] of Object.entries(parts)) zip.addBuffer(Buffer.from(text), name);
  zip.addReadStream(bytes, large.name);
  zip.end();
  try {
    // Without an encoding a stream of bytes gives buffers.
    for await (const chunk of output) yield chunk as Buffer;
  } finally {
    bytes.destroy();
  }
}
