/** The revision that an answer states. */
export function revisionIn(text: string): number {
  const stated = /"revision":(\d+)/.exec(text)?.[1];
  if (stated === undefined) throw new Error(`no revision in ${text.slice(0, 300)}`);
  return Number(stated);
}
