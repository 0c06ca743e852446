import { describe, expect, it } from '@jest/globals';
import { csvLine, plainCell, sheetRow } from './plain-cell.js';

describe('a cell of a table', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1'])('never is a formula: %j', (text) => {
    expect(plainCell(text)).toBe(`'${text}`);
  });

  it.each(['a=b', '产品', '', '1', ' =1'])('stays as it is: %j', (text) => {
    expect(plainCell(text)).toBe(text);
  });

  it('is quoted in CSV where it must be', () => {
    expect(csvLine(['a', 'b,c', 'd"e', 'f\ng', '=1,2', ''])).toBe(`a,"b,c","d""e","f\ng","'=1,2",\r\n`);
  });

  it('is escaped in a sheet, without what XML can not hold', () => {
    expect(sheetRow([`<a & "b">\0\ud800`])).toBe(
      '<row><c t="inlineStr"><is><t xml:space="preserve">&lt;a &amp; "b"&gt;\ufffd\ufffd</t></is></c></row>',
    );
  });
});
