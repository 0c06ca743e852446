import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { utils, write } from '@e965/xlsx';
import { rounded } from '../figures/figures.js';
import { forked } from '../processes/forked.js';
import type { Measured } from './figures.js';
import type { ImportedFile } from './import-file.js';
import type { RegistryScene } from './scene.js';

const ROWS = 100_000;
const MEGABYTE = 1024 * 1024;

/** A workbook of 100,000 products, as a spreadsheet program writes it, through dry run and applying in one process. */
export async function measureImport({ server, say }: RegistryScene): Promise<Measured> {
  const folder = await mkdtemp(path.join(tmpdir(), 'shipei-bench-import-'));
  try {
    const file = path.join(folder, 'products.xlsx');
    await writeFile(file, workbook());
    const importer = forked<ImportedFile>('registry/import-file', [await server.empty('import'), file]);
    const { rows, seconds, peak } = await importer.answer();
    await importer.stop();
    const { receive, check, apply, undo } = seconds;
    const all = receive + check + apply;
    say(
      `导入 · ${rows} rows imported in ${all.toFixed(1)} s (received ${receive.toFixed(1)}, dry run ${check.toFixed(1)}, applied ${apply.toFixed(1)}), peak ${Math.round(peak / MEGABYTE)} MB; undone in ${undo.toFixed(1)} s`,
    );
    return { importRowsPerSecond: rounded(rows / all), importPeakMB: rounded(peak / MEGABYTE) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function workbook(): Buffer {
  const rows = [['产品标识', '产品名称', '产品分类', '英文名称', '产品说明']];
  for (let index = 0; index < ROWS; index += 1) {
    rows.push([
      `product-${index}`,
      `测量产品 ${index}`,
      'database',
      `Product ${index}`,
      `说明 ${index}：用于测量导入的产品。`,
    ]);
  }
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet(rows), '产品');
  // Asked for a buffer, it makes one.
  return write(book, { type: 'buffer', bookType: 'xlsx', bookSST: true, compression: true }) as Buffer;
}
