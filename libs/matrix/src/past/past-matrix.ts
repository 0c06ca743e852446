import { rows } from '#libs/database';
import { documentNames, refuseOutOfRange, type Finding } from '#libs/domain';
import { kinIdsOf, productCards, productCategories } from '#libs/registry';
import type { DataSource } from 'typeorm';
import type { Turns } from '../batch/take-turns.js';
import { findingsOfReleases } from '../cells/cell-findings.queries.js';
import { revisionAt } from '../cells/revision-at.queries.js';
import { AnswerWriter } from '../memory/answer-writer.js';
import type { Snapshot } from '../memory/live-matrix.js';
import { worldFactsAt } from '../memory/load-matrix.js';
import { Matrix, MatrixWorld } from '../memory/matrix.js';
import { FindingStore } from '../memory/pack-findings.js';
import { ReleaseDirectory } from '../search/release-directory.js';
import { FewAtOnce } from './few-at-once.js';

/** When answers hold, and as known when. */
export interface Moment {
  readonly validAt: Date;
  readonly knownAt: Date;
  readonly revision: number;
}

/** Some releases as they were known at a moment, with the answers for strangers that were valid at a moment. */
export interface PastMatrix {
  readonly snapshot: Snapshot;
  readonly directory: ReleaseDirectory;
}

/**
 * The moment that a question is about: what it leaves out of `validAt` is when it was known, what it leaves out of `knownAt`
 * is now.
 *
 * @throws DomainError `invalid-request` for a `knownAt` in the future, or a `validAt` that no finding can have
 */
export async function momentAsked(
  db: DataSource,
  asked: { readonly validAt: Date | null; readonly knownAt: Date | null },
): Promise<Moment> {
  if (asked.validAt !== null) refuseOutOfRange('query.validAt', asked.validAt);
  const { revision, knownAt, now } = await revisionAt(db.manager, asked.knownAt, 'query.knownAt');
  return { revision, knownAt, validAt: asked.validAt ?? asked.knownAt ?? now };
}

/**
 * Reads what was known of a few releases and derives their answers as the matrix in memory derives its own. One short
 * transaction; the deriving takes turns with others.
 *
 * @param ids of releases; those that strangers didn't know then have no answers
 * @returns undefined for a revision before there was a catalogue
 */
export async function pastMatrix(
  db: DataSource,
  ids: readonly string[],
  moment: Moment,
  turns: Turns,
): Promise<PastMatrix | undefined> {
  return BUILDING.run(() => build(db, ids, moment, turns));
}

/** Each takes a connection and some megabytes; anybody may ask. */
const BUILDING = new FewAtOnce(2);

async function build(
  db: DataSource,
  ids: readonly string[],
  moment: Moment,
  turns: Turns,
): Promise<PastMatrix | undefined> {
  const read = await db.transaction('REPEATABLE READ', async (tx) => {
    const kin = await kinIdsOf(tx, ids, moment.revision);
    const all = [...new Set([...ids, ...kin])];
    const facts = await worldFactsAt(tx, moment.revision, all);
    if (facts === undefined) return undefined;
    const findings = await findingsOfReleases(tx, all, moment.revision);
    const products = await rows<{ id: string }>(
      tx,
      'SELECT DISTINCT product_id AS id FROM releases WHERE id = ANY($1::uuid[])',
      [all],
    );
    const cards = await productCards(
      tx,
      products.map(({ id }) => id),
    );
    return { facts, findings, cards, categories: await productCategories(tx) };
  });
  if (read === undefined) return undefined;
  // Kin is here for what it leaves to others; like a draft it has no answers of its own.
  const asked = new Set(ids);
  const facts = { ...read.facts, drafts: new Set(read.facts.drafts) };
  for (const { id } of facts.releases) if (!asked.has(id)) facts.drafts.add(id);
  const world = new MatrixWorld(facts);
  const matrix = new Matrix(world, packed(world, read.findings));
  const directory = new ReleaseDirectory(
    read.categories,
    [...facts.organizations.values()].map(({ slug }) => slug),
  );
  for (const card of read.cards) directory.addProduct(card);
  const at = Math.floor(moment.validAt.getTime() / 1000);
  for (const [place, release] of world.releases.releases.entries()) {
    directory.addRelease(release);
    matrix.deriveRelease(place, at);
    if (turns.isOver) await turns.next();
  }
  const names = documentNames(facts.names, facts.organizations);
  const edition = { revision: moment.revision, knownAt: moment.knownAt.getTime() };
  const writer = new AnswerWriter(matrix, names);
  writer.edition = edition;
  return { snapshot: { matrix, facts, names, writer, edition }, directory };
}

/** Findings by their places. What is about a release that was a draft then comes as one for the parties. */
function packed(world: MatrixWorld, findings: readonly Finding[]): FindingStore {
  const { platforms, releases } = world;
  const placeOf = new Map(
    platforms.platforms.map(({ os, cpu }, place) => [
      `${platforms.osReleases[os]?.id ?? ''} ${platforms.cpuModels[cpu]?.id ?? ''}`,
      place,
    ]),
  );
  const store = new FindingStore(findings.length);
  store.endOfSorted(new Uint32Array(releases.size + 1));
  for (const finding of findings) {
    const platform = placeOf.get(`${finding.platform.osReleaseId} ${finding.platform.cpuModelId}`);
    // Edges are no answers about one release.
    if (platform === undefined || finding.secondReleaseId !== null) continue;
    store.add({
      ...finding,
      release: releases.placeOfId(finding.releaseId),
      platform,
      isAboutDraft: false,
      validFrom: finding.validFrom / 1000,
      validTo: finding.validTo === null ? null : finding.validTo / 1000,
      testedAt: finding.testedAt === null ? null : finding.testedAt / 1000,
    });
  }
  return store;
}
