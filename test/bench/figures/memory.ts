import { forked } from '../processes/forked.js';
import { rounded, type Measured } from './figures.js';
import type { LoadedMatrix } from '../load-matrix.js';
import type { Scene } from './scene.js';

/** Time and memory that the in-memory matrix takes to load, in a process that does nothing else. */
export async function measureMemory({ databaseUrl, size, say }: Scene): Promise<Measured> {
  const loader = forked<LoadedMatrix>('load-matrix', [databaseUrl], ['--expose-gc']);
  const loaded = await loader.answer();
  await loader.stop();
  if ('missing' in loaded) {
    say(`内存矩阵 · bytesPerFinding, loadSeconds: not measured; ${loaded.missing}`);
    return { bytesPerFinding: null, loadSeconds: null };
  }
  const bytesPerFinding = loaded.bytes / size.findings;
  say(`内存矩阵 · Matrix loaded in ${loaded.seconds.toFixed(1)} s, ${bytesPerFinding.toFixed(1)} bytes per finding`);
  return { bytesPerFinding: rounded(bytesPerFinding), loadSeconds: rounded(loaded.seconds) };
}
