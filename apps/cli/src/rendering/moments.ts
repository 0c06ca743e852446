/** `2026-11-23 13:04:05Z`: one form everywhere, always UTC, so that two people read the same. */
export function moment(instant: string): string {
  const date = new Date(instant);
  return Number.isNaN(date.getTime()) ? instant : `${date.toISOString().slice(0, 19).replace('T', ' ')}Z`;
}

const UNITS = [
  { seconds: 86_400, zh: '天', en: 'd' },
  { seconds: 3_600, zh: '小时', en: 'h' },
  { seconds: 60, zh: '分', en: 'min' },
  { seconds: 1, zh: '秒', en: 's' },
] as const;

/** The two largest units of a span that is not negative; both languages. */
export function span(milliseconds: number): { readonly zh: string; readonly en: string } {
  let rest = Math.max(0, Math.floor(milliseconds / 1000));
  const parts: { zh: string; en: string }[] = [];
  for (const unit of UNITS) {
    const count = Math.floor(rest / unit.seconds);
    rest -= count * unit.seconds;
    if (count > 0 || (unit.seconds === 1 && parts.length === 0)) {
      parts.push({ zh: `${count} ${unit.zh}`, en: `${count} ${unit.en}` });
    }
  }
  const largest = parts.slice(0, 2);
  return { zh: largest.map((part) => part.zh).join(' '), en: largest.map((part) => part.en).join(' ') };
}

/** Binary size in the largest fitting unit, one decimal. */
export function size(bytes: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  const power = Math.min(units.length - 1, bytes < 1 ? 0 : Math.floor(Math.log2(bytes) / 10));
  const value = bytes / 1024 ** power;
  return `${power === 0 ? value : value.toFixed(1)} ${units[power] ?? 'B'}`;
}
