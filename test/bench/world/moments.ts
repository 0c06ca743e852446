/*
 * The world's own calendar. It stands still, so that a seed makes the same world on any day: findings became known from START
 * to END, and what they say holds from then on into the years after. Epoch seconds, UTC, whole minutes.
 */
export const DAY = 86_400;
export const START = Date.UTC(2022, 0, 1) / 1000;
export const END = Date.UTC(2026, 10, 1) / 1000;

/** Revision with which something recorded at `at` became known. */
export function revisionAt(at: number, revisions: number): number {
  const share = (Math.min(Math.max(at, START), END - 1) - START) / (END - START);
  return 1 + Math.floor(share * revisions);
}

/** Instant at which a revision became known. */
export function knownAt(revision: number, revisions: number): number {
  return START + Math.floor(((revision - 1) * (END - START)) / revisions);
}

const days = new Map<number, string>();
const MINUTES = Array.from({ length: 1440 }, (_, minute) => {
  const [hour, rest] = [Math.floor(minute / 60), minute % 60];
  return ` ${String(hour).padStart(2, '0')}:${String(rest).padStart(2, '0')}:00+00`;
});

/** As PostgreSQL reads it. Built from parts that are kept: tens of millions are written. */
export function timestampText(at: number): string {
  const day = Math.floor(at / DAY);
  let text = days.get(day);
  if (text === undefined) {
    text = new Date(day * DAY * 1000).toISOString().slice(0, 10);
    days.set(day, text);
  }
  return text + (MINUTES[Math.floor((at - day * DAY) / 60)] ?? '');
}
