/** First instant of a calendar day, UTC, epoch ms. */
export function startOfDay(day: string | null): number | null {
  return day === null ? null : Date.parse(`${day}T00:00:00Z`);
}
