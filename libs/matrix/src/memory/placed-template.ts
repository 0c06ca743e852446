import { createHash } from 'node:crypto';
import type { AnswerTemplate, Slot } from './answer-template.js';

/** A template whose slots are places in the lists of what fills them, and what of that has to be made for it. */
export interface PlacedTemplate {
  readonly pieces: readonly string[];
  /** Place within its list, plus {@link HERE} or {@link THERE} where that is a platform's. */
  readonly slots: readonly number[];
  readonly hasFinding: boolean;
  readonly hasCertificate: boolean;
  readonly hasFrom: boolean;
  readonly hasEnd: boolean;
  /** Tells its text from that of other templates, in any process. */
  readonly digest: string;
}

/** What is made for each answer. */
export const SLOTS = [
  'release',
  'finding',
  'certificate',
  'fromRelease',
  'validUntil',
  'validUntilWords',
  'validAt',
  'knownAt',
  'revision',
  'moment',
] as const satisfies readonly Slot[];
type FixedSlot = (typeof SLOTS)[number];
export const PLACE = Object.fromEntries(SLOTS.map((slot, place) => [slot, place])) as Record<FixedSlot, number>; // of all of them
/** Of each declaration, behind the others. */
export const DECLARED = ['declared', 'Slug', 'Zh', 'En'] as const;

/** What is made once for each platform: that of the answer itself is here, that of its source there. */
export const PLATFORM_SLOTS = [
  'os',
  'cpu',
  'osZh',
  'osEn',
  'cpuZh',
  'cpuEn',
  'platform',
  'placeZh',
  'placeEn',
] as const satisfies readonly Slot[];
export const HERE = 1 << 8;
export const THERE = 2 << 8;
/** Leaves the place within a list. */
export const WITHIN = HERE - 1;

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
  if (digits !== undefined) {
    const within = DECLARED.findIndex((name) => name === part);
    return SLOTS.length + Number(digits) * DECLARED.length + Math.max(0, within);
  }
  const fixed = SLOTS.findIndex((name) => name === slot);
  if (fixed !== -1) return fixed;
  const here = PLATFORM_SLOTS.findIndex((name) => name === slot);
  if (here !== -1) return HERE + here;
  return THERE + PLATFORM_SLOTS.findIndex((name) => `from${name[0]?.toUpperCase() ?? ''}${name.slice(1)}` === slot);
}

const DIGEST_LETTERS = 12;

export function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, DIGEST_LETTERS);
}
