/**
 * Coordinates: the readable, stable names of releases, OS releases and CPU models in URLs, the CLI and files.
 *
 *   release     vendor/product@version   dameng/dm8@8.1.3
 *   OS release  vendor/os@release        kylinsoft/kylin-server@v10-sp3
 *   CPU model   vendor/model             hisilicon/kunpeng-920
 *
 * A coordinate is compared as text: no version is ever read as a number. Percent-encoding belongs to the transport.
 */
export interface ReleaseCoordinate {
  readonly vendor: string;
  readonly product: string;
  readonly version: string;
}

export interface OsReleaseCoordinate {
  readonly vendor: string;
  readonly os: string;
  readonly release: string;
}

export interface CpuCoordinate {
  readonly vendor: string;
  readonly model: string;
}

/** Text of a release or OS release coordinate. */
export type VersionedCoordinateText = `${string}/${string}@${string}`;
/** Text of a CPU coordinate. */
export type CpuCoordinateText = `${string}/${string}`;

const SLUG_LENGTH = 64;
const VERSION_LENGTH = 128;
/** Starts and ends with a letter or digit, so that `.` and `..` are none and no slug needs escaping in a path. */
const SLUG = /^[a-z0-9](?:[a-z0-9._+-]*[a-z0-9])?$/;
/** Separators of coordinates and paths, and characters that nobody can see or type. */
const NOT_IN_A_VERSION = /[/\\@]|[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

/** Lower-case letters, digits and `.` `_` `+` `-`, 1-64 characters, beginning and ending with a letter or digit. */
export function isSlug(text: string): boolean {
  return text.length <= SLUG_LENGTH && SLUG.test(text);
}

/**
 * 1-128 characters without `/`, `\`, `@` and invisible characters, not `.` or `..`, no space at either end. Upper case
 * and inner spaces are allowed: `V8.1.3.62 Build 2023` is real.
 */
export function isVersion(text: string): boolean {
  return (
    text.length > 0 &&
    text.length <= VERSION_LENGTH &&
    text.trim() === text &&
    text !== '.' &&
    text !== '..' &&
    !NOT_IN_A_VERSION.test(text)
  );
}

export function parseReleaseCoordinate(text: string): ReleaseCoordinate | undefined {
  const parts = splitVersioned(text);
  return parts === undefined ? undefined : { vendor: parts.vendor, product: parts.name, version: parts.version };
}

export function parseOsReleaseCoordinate(text: string): OsReleaseCoordinate | undefined {
  const parts = splitVersioned(text);
  return parts === undefined ? undefined : { vendor: parts.vendor, os: parts.name, release: parts.version };
}

export function parseCpuCoordinate(text: string): CpuCoordinate | undefined {
  const parts = splitSlugs(text);
  return parts === undefined ? undefined : { vendor: parts.vendor, model: parts.name };
}

export function formatReleaseCoordinate(coordinate: ReleaseCoordinate): VersionedCoordinateText {
  return `${coordinate.vendor}/${coordinate.product}@${coordinate.version}`;
}

export function formatOsReleaseCoordinate(coordinate: OsReleaseCoordinate): VersionedCoordinateText {
  return `${coordinate.vendor}/${coordinate.os}@${coordinate.release}`;
}

export function formatCpuCoordinate(coordinate: CpuCoordinate): CpuCoordinateText {
  return `${coordinate.vendor}/${coordinate.model}`;
}

function splitSlugs(text: string): { vendor: string; name: string } | undefined {
  const slash = text.indexOf('/');
  if (slash < 0) return undefined;
  const vendor = text.slice(0, slash);
  const name = text.slice(slash + 1);
  return isSlug(vendor) && isSlug(name) ? { vendor, name } : undefined;
}

function splitVersioned(text: string): { vendor: string; name: string; version: string } | undefined {
  const at = text.indexOf('@');
  if (at < 0) return undefined;
  const slugs = splitSlugs(text.slice(0, at));
  const version = text.slice(at + 1);
  return slugs !== undefined && isVersion(version) ? { ...slugs, version } : undefined;
}
