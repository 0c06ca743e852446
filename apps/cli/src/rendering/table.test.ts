import { describe, expect, it } from '@jest/globals';
import { plainText } from './plain-text.js';
import { stylesFor } from './styles.js';
import { renderFacts, renderTable, type Column } from './table.js';

const PLAIN = stylesFor(false);
const COLOR = stylesFor(true);

interface Row {
  readonly name: string;
  readonly count: number;
}

const COLUMNS: readonly Column<Row>[] = [
  { zh: '名称', en: 'name', value: (row) => row.name, paint: (text) => COLOR.good(text) },
  { zh: '数', en: 'n', value: (row) => `${row.count}`, align: 'right' },
  { zh: '末', en: 'last', value: () => '|' },
];
const ROWS: readonly Row[] = [
  { name: 'openEuler', count: 5 },
  { name: '银河麒麟 V10', count: 1234 },
  { name: '飞腾（Phytium）', count: 0 },
];

/** Cells that a text takes on a terminal: Chinese characters and full-width signs take two. */
function width(text: string): number {
  const signs = Array.from(plainText(text));
  return signs.reduce((sum, sign) => sum + (/[\p{Script=Han}\u3000-\u303f\uff00-\uff60]/u.test(sign) ? 2 : 1), 0);
}

describe('renderTable', () => {
  it.each([
    ['plain', PLAIN],
    ['coloured', COLOR],
  ])('keeps columns straight whatever the script: %s', (_case, styles) => {
    const lines = renderTable(COLUMNS, ROWS, styles).split('\n');
    expect(lines).toHaveLength(2 + ROWS.length);
    const ends = lines.slice(2).map((line) => width(line.slice(0, line.indexOf('|'))));
    expect(new Set(ends).size).toBe(1);
    expect(lines[0]).toContain('名称 name');
  });

  it('aligns numbers to the right', () => {
    const [, , first, second] = renderTable(COLUMNS, ROWS, PLAIN).split('\n');
    expect(first).toMatch(/ {2,}5 {2}\|$/);
    expect(second).toMatch(/ 1234 {2}\|$/);
  });

  it('makes what others wrote safe before it is shown', () => {
    const evil = renderTable(COLUMNS, [{ name: 'a\u001b[2Jb\u202e', count: 1 }], PLAIN);
    expect(evil).not.toContain('\u001b[2J');
    expect(evil).not.toContain('\u202e');
  });

  it('says so where there is nothing', () => {
    expect(renderTable(COLUMNS, [], PLAIN)).toBe('没有内容 · Nothing to show');
  });
});

describe('renderFacts', () => {
  it('leaves out what nobody knows, and keeps several lines under their label', () => {
    const facts = [
      { zh: '证书', en: 'certificate', value: null },
      { zh: '平台', en: 'platforms', value: '甲\n乙' },
      { zh: '方案', en: 'scheme', value: 'development' },
    ];
    const lines = renderFacts(facts, PLAIN).split('\n');
    expect(lines).toEqual(['平台 platforms  甲', '                乙', '方案 scheme     development']);
  });
});
