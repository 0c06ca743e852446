import { isVersion } from '#libs/domain';
import { z } from 'zod';

/** Building blocks of the contract. Requests use strict objects: an unknown field is refused, never ignored. */
export const uuid = z.uuid().meta({ description: 'UUIDv7' });
export const sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .meta({
    description: 'SHA-256, lower-case hexadecimal',
    example: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  });
export const slug = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[a-z0-9]+(?:[._+-]+[a-z0-9]+)*$/)
  .meta({ description: 'Lower-case letters, digits and single separators . _ + -' });
export const instant = z.iso.datetime().meta({ description: 'RFC 3339, UTC' });
export const day = z.iso.date();
/** One line of human text without control characters. */
export const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'must not contain control characters');
/** Several lines of human text. */
export const paragraph = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^(?:[^\p{Cc}\p{Cs}]|[\n\t])*$/u, 'must not contain control characters');
export const version = z
  .string()
  .trim()
  .refine(isVersion, 'must be 1 to 128 visible characters without / \\ @')
  .meta({ minLength: 1, maxLength: 128 });

export const releaseCoordinate = z
  .string()
  .max(280)
  .meta({ description: 'vendor/product@version', example: 'dameng/dm8@8.1.3' });
export const osCoordinate = z
  .string()
  .max(280)
  .meta({ description: 'vendor/os@release', example: 'kylinsoft/kylin-server@v10-sp3' });
export const cpuCoordinate = z
  .string()
  .max(140)
  .meta({ description: 'vendor/model', example: 'hisilicon/kunpeng-920' });

export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(200).default(50),
  /** Base64 of a row's key. The longest is an OS coordinate whose release is 128 characters of three bytes. */
  cursor: z.string().max(1024).optional(),
};

/** A page of a list. `nextCursor` is null on the last page. */
export function page<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}

export const provenance = z
  .object({ source: z.string(), date: z.string(), confidence: z.enum(['verified', 'published', 'background']) })
  .meta({ id: 'Provenance' });
