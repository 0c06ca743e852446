import type { WorldFinding } from '../world/finding-rows.js';
import { knownAt, revisionAt, timestampText } from '../world/moments.js';
import { PLATFORMS } from '../world/platforms.js';
import { releaseFindings } from '../world/release-findings.js';
import { productCount, vendorCount, worldId, worldProduct, worldRelease, worldVendor } from '../world/releases.js';
import { findingsOf, type WorldSize } from '../world/size.js';

/** What the database gave its own ids: organizations by slug, platforms by their index in the world. */
export interface StoredIds {
  readonly organizations: ReadonlyMap<string, string>;
  readonly platforms: readonly number[];
  /** Revisions that were taken before the world's own. */
  readonly revisionsBefore: number;
  readonly scheme: string;
  readonly policy: string;
}

/** Null in the text format of COPY. */
const NULL = String.raw`\N`;
const SIGNER = 999_999;
const PUBLISHED = timestampText(knownAt(1, 1));

export const ORGANIZATION_COPY = 'COPY organizations (id, slug, name, kinds) FROM STDIN';
export function* organizationLines(size: WorldSize): Iterable<string> {
  for (let index = 0; index < vendorCount(size); index += 1) {
    const { id, slug } = worldVendor(index);
    yield `${id}\t${slug}\t厂商 ${index}\t{vendor}\n`;
  }
}

export const PRODUCT_COPY = 'COPY products (id, vendor_id, slug, name, category, published_at) FROM STDIN';
/** @param categories leaves of the taxonomy, in a fixed order */
export function* productLines(size: WorldSize, ids: StoredIds, categories: readonly string[]): Iterable<string> {
  for (let index = 0; index < productCount(size); index += 1) {
    const { id, vendor, slug } = worldProduct(index);
    const category = categories[index % categories.length] ?? '';
    yield `${id}\t${organization(ids, vendor)}\t${slug}\t产品 ${index}\t${category}\t${PUBLISHED}\n`;
  }
}

export const RELEASE_COPY =
  'COPY releases (id, product_id, version, line, ordinal, abi_level, end_of_life, published_at) FROM STDIN';
export function* releaseLines(size: WorldSize): Iterable<string> {
  for (let index = 0; index < size.releases; index += 1) {
    const { id, product, version, line, ordinal, abiLevel, endOfLife } = worldRelease(size, index);
    const productId = worldProduct(product).id;
    yield `${id}\t${productId}\t${version}\t${line}\t${ordinal}\t${abiLevel ?? NULL}\t${endOfLife ?? NULL}\t${PUBLISHED}\n`;
  }
}

export const SIGNER_COPY = 'COPY persons (id, username, display_name, password_hash) FROM STDIN';
/** Whoever signed for all vendors of the world; nobody can sign in as him. */
export function* signerLines(): Iterable<string> {
  yield `${worldId('person', SIGNER)}\tworld-signer\t签署人\t-\n`;
}

export const STATEMENT_COPY =
  'COPY release_statements (id, release_id, kind, value, organization_id, person_id, revision) FROM STDIN';
export function* statementLines(size: WorldSize, ids: StoredIds): Iterable<string> {
  for (let index = 0; index < size.releases; index += 1) {
    const { id, vendor, fixesOnly } = worldRelease(size, index);
    if (!fixesOnly) continue;
    const value = '{"text": "fixes only", "document": null}';
    const signer = worldId('person', SIGNER);
    yield `${worldId('statement', index)}\t${id}\tfixes-only\t${value}\t${organization(ids, vendor)}\t${signer}\t1\n`;
  }
}

export const REVISION_COPY = 'COPY revisions (revision, known_at, change) FROM STDIN';
export function* revisionLines(size: WorldSize, ids: StoredIds): Iterable<string> {
  for (let revision = 1; revision <= size.revisions; revision += 1) {
    const at = new Date(knownAt(revision, size.revisions) * 1000).toISOString();
    yield `${ids.revisionsBefore + revision}\t${at}\tfindings\n`;
  }
}

export const FINDING_COPY = `COPY findings (number, kind, verdict, release_id, platform_id, visibility, party_ids, scheme,
  valid_from, valid_until, tested_at, revision, organization_id, declared_as, certificate_number, ends_finding,
  source_finding, rule, policy_version) FROM STDIN`;
/** In the order of (release, platform), which is the order of numbers too. */
export function* findingLines(size: WorldSize, ids: StoredIds): Iterable<string> {
  for (let index = 0; index < size.releases; index += 1) {
    const { id } = worldRelease(size, index);
    const findings = releaseFindings(size, index);
    const { first } = findingsOf(size, index);
    const numbers = new Map(findings.map((finding, place) => [finding, first + place]));
    for (const finding of findings) yield findingLine(size, ids, id, finding, numbers);
  }
}

function findingLine(
  size: WorldSize,
  ids: StoredIds,
  releaseId: string,
  finding: WorldFinding,
  numbers: ReadonlyMap<WorldFinding, number>,
): string {
  const { kind, verdict, validTo, testedAt, ends, source } = finding;
  const number = numbers.get(finding) ?? 0;
  const isResult = kind === 'direct' || kind === 'inherited';
  const party = finding.party === null ? '{}' : `{${organization(ids, finding.party)}}`;
  const certificate = isResult && verdict === 'pass' ? `SP-2026-${String(number).padStart(7, '0')}` : NULL;
  const named = (other: WorldFinding | null): string => (other === null ? NULL : `${numbers.get(other) ?? NULL}`);
  return (
    `${number}\t${kind}\t${verdict ?? NULL}\t${releaseId}\t${ids.platforms[finding.platform] ?? 0}\t${finding.visibility}\t` +
    `${party}\t${isResult ? ids.scheme : NULL}\t${timestampText(finding.validFrom)}\t` +
    `${validTo === null ? NULL : timestampText(validTo)}\t${testedAt === null ? NULL : timestampText(testedAt)}\t` +
    `${ids.revisionsBefore + revisionAt(finding.recordedAt, size.revisions)}\t${organization(ids, finding.organization)}\t` +
    `${finding.declaredAs ?? NULL}\t${certificate}\t${named(ends)}\t${named(source)}\t${finding.rule ?? NULL}\t` +
    `${kind === 'inherited' ? ids.policy : NULL}\n`
  );
}

function organization(ids: StoredIds, slug: string): string {
  const id = ids.organizations.get(slug);
  if (id === undefined) throw new Error(`the database has no organization ${slug}`);
  return id;
}

/** @throws Error where the database lacks one of the world's platforms */
export function platformNumbers(stored: readonly { id: number; os: string; cpu: string }[]): number[] {
  const byPair = new Map(stored.map(({ id, os, cpu }) => [`${os} ${cpu}`, id]));
  return PLATFORMS.map(({ os, cpu }) => {
    const id = byPair.get(`${os} ${cpu}`);
    if (id === undefined) throw new Error(`the database has no platform ${os} × ${cpu}`);
    return id;
  });
}
