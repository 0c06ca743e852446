import { utils, write, type CellObject, type WorkSheet } from '@e965/xlsx';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkList, type CheckedList } from '../check-list.js';
import { KUNPENG, KYLIN, smallMatrix, smallNames } from './small-world.js';

/** Checks lists of the small world in a folder of its own. */
export class ListDesk {
  private constructor(private readonly folder: string) {}

  static async open(): Promise<ListDesk> {
    return new ListDesk(await mkdtemp(join(tmpdir(), 'shipei-check-list-')));
  }

  close(): Promise<void> {
    return rm(this.folder, { recursive: true, force: true });
  }

  /** The file that was checked last, and what was told. */
  get given(): string {
    return join(this.folder, 'given');
  }

  get told(): string {
    return join(this.folder, 'told');
  }

  async check(file: Buffer, platforms: readonly string[], mostCells = 1000): Promise<CheckedList> {
    await writeFile(this.given, file);
    const tools = { names: smallNames(), ask: smallMatrix, mostCells, stopping: new AbortController().signal };
    const checked = await checkList(this.given, platforms, tools);
    await writeFile(this.told, checked.bytes());
    return checked;
  }
}

export const PLATFORM = `${KYLIN},${KUNPENG}`;

export function bookOf(sheets: Readonly<Record<string, WorkSheet>>): Buffer {
  const book = utils.book_new();
  for (const [name, sheet] of Object.entries(sheets)) utils.book_append_sheet(book, sheet, name);
  // A buffer is what was asked for.
  return write(book, { type: 'buffer', bookType: 'xlsx', bookSST: true, compression: true }) as Buffer;
}

export const sheetOf = (rows: unknown[][]): WorkSheet => utils.aoa_to_sheet(rows);

export function cellOf(sheet: WorkSheet, place: string): CellObject {
  // By its place a sheet has a cell; its keys with an exclamation mark are no places.
  return sheet[place] as CellObject;
}
