const DAY = 86_400_000;
const SECOND = 1_000;
/** 1899-12-31 and 1904-01-01, from which the two systems count; and 9999-12-31, after which neither has a name. */
const EPOCH_1900 = Date.UTC(1899, 11, 31);
const EPOCH_1904 = Date.UTC(1904, 0, 1);
const LAST = Date.UTC(9999, 11, 31) + DAY;
/** The 1900 system has a 29 February 1900, which there was not: days after it are one too many. */
const NO_DAY = 60;

/**
 * The day of a serial number, `YYYY-MM-DD`, with its time of day, `THH:MM:SS`, where it has one; undefined for what is no
 * day. Source: ECMA-376 18.17.4.1.
 *
 * @param from1904 whether the workbook counts from 1904
 */
export function serialDay(serial: number, from1904: boolean): string | undefined {
  if (!Number.isFinite(serial) || serial < 0) return undefined;
  const whole = Math.floor(serial);
  if (!from1904 && (whole === 0 || whole === NO_DAY)) return undefined;
  const day = from1904 ? EPOCH_1904 + whole * DAY : EPOCH_1900 + (whole > NO_DAY ? whole - 1 : whole) * DAY;
  const time = day + Math.round(((serial - whole) * DAY) / SECOND) * SECOND;
  if (time >= LAST) return undefined;
  const text = new Date(time).toISOString();
  return text.slice(11, 19) === '00:00:00' ? text.slice(0, 10) : text.slice(0, 19);
}
