import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DomainError } from '#libs/domain';
import { bookOf, ListDesk, PLATFORM, sheetOf } from './testing/list-desk.js';
import { HYGON, KUNPENG, KYLIN, UOS } from './testing/small-world.js';
import { partsOf, withParts } from './testing/workbook-parts.js';

let desk: ListDesk;
beforeAll(async () => {
  desk = await ListDesk.open();
});
afterAll(() => desk.close());

const list = (rows: unknown[][]): Buffer => bookOf({ 表: sheetOf(rows) });

async function refusal(file: Buffer, platforms: readonly string[]): Promise<string> {
  const error: unknown = await desk.check(file, platforms).then(
    () => 'was checked',
    (problem: unknown) => problem,
  );
  if (!(error instanceof DomainError)) throw error;
  const [field] = error.fields;
  return `${error.code}: ${field?.code} at ${field?.path}`;
}

describe('a file that can not be checked', () => {
  it.each([
    [
      'no product',
      list([
        ['a', 'b'],
        [1, 2],
      ]),
      [PLATFORM],
      'no-list at file',
    ],
    ['no platform', list([['产品名称'], ['DM8']]), [], 'no-platforms at query.platform'],
    ['doubled header', list([['产品名称', '版本', '产品名称']]), [PLATFORM], 'duplicate-header at 表!C1'],
    [
      'platforms in no pairs',
      list([['产品', 'OS1', 'OS2', 'CPU1', 'CPU2', 'CPU3']]),
      [],
      'unpaired-platforms at 表!B1',
    ],
    [
      'too many platforms',
      list([['产品'], ['DM8']]),
      Array.from({ length: 9 }, () => PLATFORM),
      'too-many-platforms at query.platform',
    ],
    [
      'too many of its own',
      list([['产品', 'CPU', ...Array.from({ length: 9 }, (_, n) => `OS${n}`)]]),
      [],
      'too-many-platforms at 表',
    ],
    [
      'no room',
      list([['产品', ...Array.from({ length: 16_380 }, () => null), 'x'], ['DM8']]),
      [PLATFORM],
      'too-many-columns at 表',
    ],
    [
      'too many rows',
      list([['产品'], ...Array.from({ length: 10_001 }, () => ['DM8'])]),
      [PLATFORM],
      'too-many-rows at 表!10002',
    ],
    [
      'too many cells',
      list([['产品'], ...Array.from({ length: 501 }, () => ['DM8'])]),
      [PLATFORM, `${UOS},${KUNPENG}`],
      'too-many-cells at 表!502',
    ],
  ])('is refused by its place: %s', async (_, file, platforms, expected) => {
    expect(await refusal(file, platforms)).toBe(`invalid-request: ${expected}`);
  });

  it.each([
    ['海光', 'unknown at query.platform.1'],
    [`${KYLIN},海光三号`, 'ambiguous at query.platform.1'],
    [`${UOS},${HYGON[0]}`, 'unknown at query.platform.1'],
  ])('names no platform by %s', async (platform, expected) => {
    expect(await refusal(list([['产品'], ['DM8']]), [PLATFORM, platform])).toBe(`unknown-coordinate: ${expected}`);
  });

  it.each([
    ['no workbook', Buffer.from('PK\u0003\u0004 and nothing more'), 'damaged at file'],
    ['a picture', Buffer.from('\x89PNG\r\n', 'latin1'), 'wrong-format at file'],
    ['an open quote', Buffer.from('产品,版本\n"DM8,1\n'), 'malformed-csv at CSV!2'],
  ])('is refused as unreadable: %s', async (_, file, expected) => {
    expect(await refusal(file, [PLATFORM])).toBe(`unreadable-sheet: ${expected}`);
  });

  it('is refused where it unpacks to too much', async () => {
    // Each of no unusual size.
    const picture = Buffer.alloc(9_900_000);
    const pictures = Object.fromEntries(Array.from({ length: 17 }, (_, n) => [`xl/media/${n}.png`, picture]));
    const file = await withParts(await bookFile(), pictures);
    expect(file.length).toBeLessThan(1_000_000);
    expect(await refusal(file, [PLATFORM])).toBe('invalid-request: zip-bomb at file');
  });

  it('is refused where two sheets have one name', async () => {
    await desk.check(bookOf({ 甲: sheetOf([['产品']]), 乙: sheetOf([['产品']]) }), [PLATFORM]);
    const workbook = (await partsOf(desk.given)).get('xl/workbook.xml')?.content ?? '';
    const file = await withParts(desk.given, { 'xl/workbook.xml': workbook.replace('乙', '甲') });
    expect(await refusal(file, [PLATFORM])).toBe('invalid-request: duplicate-sheets at 甲');
  });

  it.each([
    ['a document type', '<!DOCTYPE worksheet [<!ENTITY x "y">]><worksheet><sheetData/></worksheet>', 'doctype at 表'],
    [
      'rows out of order',
      '<worksheet><sheetData><row r="2"/><row r="1"/></sheetData></worksheet>',
      'out-of-order at 表!2',
    ],
    ['no end', '<worksheet><sheetData><row r="1"><c r="A1"><v>1</v>', 'damaged at file'],
  ])('is refused for %s in its XML', async (_, sheet, expected) => {
    const file = await withParts(await bookFile(), { 'xl/worksheets/sheet1.xml': sheet });
    expect(await refusal(file, [PLATFORM])).toBe(`unreadable-sheet: ${expected}`);
  });
});

/** A list that could be checked. */
async function bookFile(): Promise<string> {
  await desk.check(list([['产品'], ['DM8']]), [PLATFORM]);
  return desk.given;
}
