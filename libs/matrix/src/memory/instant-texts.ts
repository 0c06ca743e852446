const DAY = 86_400;
const MINUTE = 60;

const twoDigits = (count: number): string[] => Array.from({ length: count }, (_, n) => String(n).padStart(2, '0'));
const HOURS = twoDigits(24);
const SIXTY = twoDigits(60);
const MINUTES = HOURS.flatMap((hour) => SIXTY.map((minute) => `${hour}:${minute}`));

/** Instants of whole seconds as text: days, of which there are few, are written once, the rest is looked up. */
export class InstantTexts {
  /** By days since the epoch. */
  readonly #days: string[] = [];

  /** `2028-05-19T13:08:00.000Z`, as `Date` writes it. */
  iso(seconds: number): string {
    return `${this.#day(seconds)}T${minuteOf(seconds)}:${SIXTY[seconds % MINUTE] ?? ''}.000Z`;
  }

  /** `2028-05-19 13:08 UTC`, as answers say it in words. */
  words(seconds: number): string {
    return `${this.#day(seconds)} ${minuteOf(seconds)} UTC`;
  }

  #day(seconds: number): string {
    const day = Math.floor(seconds / DAY);
    return (this.#days[day] ??= new Date(day * DAY * 1000).toISOString().slice(0, 'YYYY-MM-DD'.length));
  }
}

function minuteOf(seconds: number): string {
  return MINUTES[Math.floor((seconds % DAY) / MINUTE)] ?? '';
}
