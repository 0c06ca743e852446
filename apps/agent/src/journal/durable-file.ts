import { open, rename } from 'node:fs/promises';
import path from 'node:path';

/** Writes a file (mode 0600) so that after a crash at any instant either the old or the new content is there. */
export async function writeDurably(file: string, content: string): Promise<void> {
  const fresh = `${file}.new`;
  const handle = await open(fresh, 'w', 0o600);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(fresh, file);
  const folder = await open(path.dirname(file), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
