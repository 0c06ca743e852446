import type { Problem } from '#libs/contracts';
import { z } from 'zod';

const match = z.union([
  z.string(),
  z.looseObject({
    os: z.string().optional(),
    cpu: z.string().optional(),
    coordinate: z.string().optional(),
    center: z.string().optional(),
    pool: z.string().optional(),
  }),
]);
const nearestFacts = z.looseObject({ nearest: z.union([z.array(match), match.transform((one) => [one])]) });

/** The nearest matches that a refusal names, as a person would type them; none where it names none. */
export function nearestMatches(facts: Problem['facts']): string[] {
  const parsed = nearestFacts.safeParse(facts);
  if (!parsed.success) return [];
  return parsed.data.nearest.map(inWords).filter((text) => text !== '');
}

function inWords(one: z.infer<typeof match>): string {
  if (typeof one === 'string') return one;
  const platform = one.coordinate ?? [one.os, one.cpu].filter((part) => part !== undefined).join(' × ');
  const place = [one.center, one.pool].filter((part) => part !== undefined).join('/');
  return place === '' ? platform : `${platform} (${place})`.trim();
}
