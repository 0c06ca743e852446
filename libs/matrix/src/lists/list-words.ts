import { foldHeader } from '#libs/registry';

const TOTALS = new Set(['合计', '总计', '小计', '共计', '总价', 'total', 'totals', 'subtotal', 'grandtotal', 'sum']);
/** `合计：12 项` */
const TOTAL_WITH_NUMBER = /^\s*(?:合计|总计|小计|共计|total|subtotal)\s*[:：\d(（]/iu;
const NOTE = /^\s*(?:注|备注|说明|填表说明|note|notes|remark|remarks)\s*[\d.、]*\s*[:：]/iu;

/** Whether a row sums up the others instead of naming a product. */
export function isTotal(text: string): boolean {
  return TOTALS.has(foldHeader(text)) || TOTAL_WITH_NUMBER.test(text);
}

/** Whether a row that says nothing else is a remark below the list. */
export function isNote(text: string): boolean {
  return NOTE.test(text);
}
