import {
  BUNDLE_FORMAT,
  BUNDLE_VERSION,
  DomainError,
  findingsAboutFile,
  publicPart,
  WithheldAnswers,
  writeRelease,
  type BundleEdition,
  type BundleEntry,
  type BundleFile,
  type BundleRelease,
  type Finding,
  type ReleaseFacts,
  type ReleaseFindings,
  type WithheldAnswer,
  type WithheldOf,
} from '#libs/domain';
import { productCards } from '#libs/registry';
import type { DataSource } from 'typeorm';
import { Turns } from '../batch/take-turns.js';
import { findingsOfReleases } from '../cells/cell-findings.queries.js';
import { filesOfReleases, releasesByDigest, testedFilesOfReleases } from './bundle.queries.js';
import { bundleWorldAt, type BundleWorld } from './bundle-world.js';
import { BlockWriter } from './write-blocks.js';

/** Releases that are read together, with those that they may inherit from. */
const BATCH = 50;
const DIGESTS = 2_000;
/** Releases whose products are looked up together. */
const DIRECTORY = 2_000;
/** Releases that a wrong coordinate is compared with, as the service does. */
const NEWEST = 5_000;

/**
 * A bundle of everything public as of a revision, a piece at a time: short reads, no transaction, and as little of it in
 * memory as a batch of releases takes.
 *
 * @throws DomainError `matrix-loading` while no catalogue is loaded, before anything is made
 */
export async function* writeBundle(
  db: DataSource,
  at: { readonly revision: number; readonly knownAt: Date },
  stopping: AbortSignal,
): AsyncGenerator<Buffer> {
  const { revision } = at;
  const world = await bundleWorldAt(db, revision);
  if (world === undefined) throw new DomainError('matrix-loading', '目录尚未载入 · The catalogue is not loaded yet');
  const edition: BundleEdition = {
    format: BUNDLE_FORMAT,
    version: BUNDLE_VERSION,
    revision,
    knownAt: at.knownAt.toISOString(),
    writtenAt: new Date().toISOString(),
  };
  const turns = new Turns(stopping);
  const blocks = new BlockWriter();
  let findings = 0;
  yield await blocks.add('edition', '', edition);
  yield await blocks.add('catalogue', '', world.catalogue);
  for await (const entry of directoryLines(db, world)) yield await blocks.add('directory', '', entry);
  for (let from = 0; from < world.releases.length; from += BATCH) {
    const batch = world.releases.slice(from, from + BATCH);
    for await (const line of releaseLines(db, world, batch, revision, turns)) {
      findings += line.findings.length;
      yield await blocks.add('releases', line.release, line);
    }
  }
  for await (const { digest, releases } of digestLines(db, revision)) {
    yield await blocks.add('files', digest, { digest, releases });
  }
  const newest = [...world.releases].sort((a, b) => (a.id < b.id ? 1 : -1)).slice(0, NEWEST);
  yield await blocks.add(
    'newest',
    '',
    newest.map(({ coordinate }) => coordinate),
  );
  yield await blocks.end(edition, { releases: world.releases.length, findings });
}

/** In the order in which the matrix lists releases. */
async function* directoryLines(db: DataSource, { releases }: BundleWorld): AsyncGenerator<BundleEntry> {
  const listed = [...releases].sort((a, b) => (a.id < b.id ? -1 : 1));
  for (let from = 0; from < listed.length; from += DIRECTORY) {
    const batch = listed.slice(from, from + DIRECTORY);
    const ids = new Set(batch.map(({ productId }) => productId));
    const products = new Map((await productCards(db, [...ids])).map((card) => [card.id, card]));
    for (const { coordinate, productId } of batch) {
      const product = products.get(productId);
      if (product === undefined) throw new Error(`the product of ${coordinate} is not known`);
      const { name, nameEn, category } = product;
      yield { release: coordinate, name, nameEn, category };
    }
  }
}

async function* digestLines(db: DataSource, revision: number): AsyncGenerator<BundleFile> {
  let after = '';
  for (;;) {
    const page = await releasesByDigest(db, revision, after, DIGESTS);
    yield* page;
    const last = page.at(-1);
    if (last === undefined || page.length < DIGESTS) return;
    after = last.digest;
  }
}

async function* releaseLines(
  db: DataSource,
  world: BundleWorld,
  batch: readonly ReleaseFacts[],
  revision: number,
  turns: Turns,
): AsyncGenerator<BundleRelease> {
  const kin = new Map(batch.map((release) => [release.id, world.kin.of(release)]));
  const ids = [...new Set(batch.flatMap(({ id }) => [id, ...(kin.get(id) ?? []).map((other) => other.id)]))];
  const findings = new Map<string, Finding[]>(ids.map((id) => [id, []]));
  for (const finding of await findingsOfReleases(db, ids, revision)) findings.get(finding.releaseId)?.push(finding);
  const own = batch.map(({ id }) => id);
  const tested = await testedFilesOfReleases(db, own, revision);
  const files = await filesOfReleases(db, own, revision);
  const products = new Map(
    (await productCards(db, [...new Set(batch.map(({ productId }) => productId))])).map((card) => [card.id, card]),
  );
  for (const release of batch) {
    const releases = kin.get(release.id) ?? [];
    const known = [release, ...releases].flatMap(({ id }) => findings.get(id) ?? []);
    const facts: ReleaseFindings = { ...world.facts, release, releases, findings: known };
    const shown = publicPart(facts, world.published);
    const digests = tested.get(release.id) ?? new Map<number, readonly string[]>();
    const product = products.get(release.productId);
    if (product === undefined) throw new Error(`the product of ${release.coordinate} is not known`);
    const { name, nameEn, category } = product;
    const about = { files: files.get(release.id) ?? [], digests };
    const withheld = await withheldOf(facts, shown, about, world, revision, turns);
    yield writeRelease(shown, withheld, {
      ...about,
      product: { name, nameEn, category },
      coordinates: world.coordinates,
      organizations: world.organizations,
    });
    if (turns.isOver) await turns.next();
  }
}

interface FilesAndTests {
  readonly files: BundleRelease['files'];
  readonly digests: ReadonlyMap<number, readonly string[]>;
}

/** What is withheld of the release, of each edge, and of each of its files. */
async function withheldOf(
  facts: ReleaseFindings,
  shown: ReleaseFindings,
  { files, digests }: FilesAndTests,
  world: BundleWorld,
  revision: number,
  turns: Turns,
): Promise<WithheldOf[]> {
  const { release } = facts;
  const partners = new Set(
    shown.findings.flatMap((one) => (one.releaseId === release.id ? (one.secondReleaseId ?? []) : [])),
  );
  const found: WithheldOf[] = [];
  for (const partnerId of [null, ...partners]) {
    const whole = new WithheldAnswers(facts, shown, partnerId, revision);
    if (whole.isAllPublic) continue;
    for (const file of [null, ...files.keys()]) {
      const answers: WithheldAnswer[] = [];
      const ofFile = file === null ? null : worldsOfFile(facts, shown, { files, digests }, file, partnerId, revision);
      for (const platform of world.platforms) {
        answers.push(...(ofFile === null ? whole : ofFile(platform.isa)).on(platform));
        if (turns.isOver) await turns.next();
      }
      if (answers.length > 0) found.push({ partnerId, file, answers });
    }
  }
  return found;
}

/** The same asked about one file: which findings count depends on the platform's ISA. */
function worldsOfFile(
  facts: ReleaseFindings,
  shown: ReleaseFindings,
  { files, digests }: FilesAndTests,
  place: number,
  partnerId: string | null,
  revision: number,
): (isa: string) => WithheldAnswers {
  const sha256 = files[place]?.sha256 ?? '';
  const file = { sha256, isas: files.filter((one) => one.sha256 === sha256).map(({ isa }) => isa) };
  const byIsa = new Map<string, WithheldAnswers>();
  return (isa) => {
    const known = byIsa.get(isa);
    if (known !== undefined) return known;
    const about = (findings: readonly Finding[]) => findingsAboutFile(findings, digests, file, isa).about;
    const made = new WithheldAnswers(
      { ...facts, findings: about(facts.findings) },
      { ...shown, findings: about(shown.findings) },
      partnerId,
      revision,
    );
    byIsa.set(isa, made);
    return made;
  };
}
