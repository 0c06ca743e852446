import type { Validity } from './catalogue-entries.js';

/** The instant (epoch ms) at which a span that begins at `from` is over: calendar arithmetic in UTC, half-open. */
export function addSpan(from: number, span: Validity): number {
  const end = new Date(from);
  if ('days' in span) end.setUTCDate(end.getUTCDate() + span.days);
  else end.setUTCFullYear(end.getUTCFullYear() + span.years);
  return end.getTime();
}

/**
 * The most days that a span can have. Years differ in length: counting in days, nothing ends before {@link addSpan} says,
 * and at most by the leap days later. A span that must be the same in both is written in days.
 */
export function mostDaysOf(span: Validity): number {
  return 'days' in span ? span.days : span.years * 365 + Math.ceil(span.years / 4);
}
