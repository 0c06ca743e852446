import { createHash } from 'node:crypto';
import type { AnswerTemplate, Slot } from './answer-template.js';

/** A template whose slots are places in the list of what fills them, and what of that has to be made for it. */
export interface PlacedTemplate {
  readonly pieces: readonly string[];
  readonly slots: readonly number[];
  readonly hasFinding: boolean;
  readonly hasCertificate: boolean;
  readonly hasFrom: boolean;
  readonly hasEnd: boolean;
  /** Tells its text from that of other templates, in any process. */
  readonly digest: string;
}

export const SLOTS = [
  'release',
  'os',
  'cpu',
  'osZh',
  'osEn',
  'cpuZh',
  'cpuEn',
  'finding',
  'certificate',
  'fromRelease',
  'fromOs',
  'fromCpu',
  'fromOsZh',
  'fromOsEn',
  'fromCpuZh',
  'fromCpuEn',
  'validUntil',
  'validUntilWords',
  'validAt',
  'knownAt',
  'revision',
] as const satisfies readonly Slot[];
type FixedSlot = (typeof SLOTS)[number];
export const PLACE = Object.fromEntries(SLOTS.map((slot, place) => [slot, place])) as Record<FixedSlot, number>; // of all of them
/** Of each declaration, behind the others. */
export const DECLARED = ['declared', 'Slug', 'Zh', 'En'] as const;

export function placedTemplate({ pieces, slots }: AnswerTemplate): PlacedTemplate {
  const has = (slot: FixedSlot): boolean => slots.includes(slot);
  return {
    pieces,
    slots: slots.map(placeOf),
    hasFinding: has('finding'),
    hasCertificate: has('certificate'),
    hasFrom: slots.some((slot) => slot.startsWith('from')),
    hasEnd: has('validUntil') || has('validUntilWords'),
    digest: digestOf(JSON.stringify({ pieces, slots })),
  };
}

function placeOf(slot: Slot): number {
  const [, digits, part] = /^declare[dr](\d+)(\w*)$/.exec(slot) ?? [];
  if (digits === undefined) return SLOTS.findIndex((fixed) => fixed === slot);
  return (
    SLOTS.length +
    Number(digits) * DECLARED.length +
    Math.max(
      0,
      DECLARED.findIndex((name) => name === part),
    )
  );
}

const DIGEST_LETTERS = 12;

export function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, DIGEST_LETTERS);
}
