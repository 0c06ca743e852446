import { describe, expect, it } from '@jest/globals';
import { headerMeaning } from './list-headers.js';

describe('a header of a list', () => {
  it.each([
    ['产品名称', 'product'],
    ['软件名称*', 'product'],
    ['产品名称（必填）', 'product'],
    ['产品名称\nProduct name', 'product'],
    ['Ｐｒｏｄｕｃｔ', 'product'],
    ['厂商 · Vendor', 'vendor'],
    ['供应商/品牌', 'vendor'],
    ['版本号', 'version'],
    ['版本 · Release', 'coordinate'],
    ['坐标', 'coordinate'],
    ['操作系统（OS）', 'os'],
    ['操作系统2', 'os'],
    ['操作系统版本', 'osVersion'],
    ['CPU 型号', 'cpu'],
    ['目标 CPU', 'cpu'],
    ['芯片', 'cpu'],
    ['Target Platform', 'platform'],
  ])('%j is the %s', (text, field) => {
    expect(headerMeaning(text)?.field).toBe(field);
  });

  it.each([
    '序号',
    '数量',
    '单价（元）',
    '产品名称清单',
    '软件名称与版本',
    '软件名称/操作系统',
    '备注',
    '',
    '2024',
    'CPU'.repeat(30),
  ])('%j is none', (text) => {
    expect(headerMeaning(text)).toBeUndefined();
  });

  it('says best what stands first', () => {
    expect(headerMeaning('产品名称')?.rank).toBeLessThan(headerMeaning('产品')?.rank ?? -1);
    // Equal words in another width or case are equally good.
    expect(headerMeaning('ＣＰＵ')).toEqual(headerMeaning('cpu 1'));
  });
});
