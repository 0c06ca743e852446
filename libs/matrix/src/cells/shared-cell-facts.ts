import { ruleFactsSince } from '#libs/registry';
import type { DataSource } from 'typeorm';
import { cellFacts, type NamedFacts } from './cell-facts.queries.js';
import { SharedReadings } from './shared-readings.js';

/** By pool of connections, so that a process with several databases never mixes them up. */
const readings = new WeakMap<DataSource, SharedReadings<NamedFacts | undefined>>();

/**
 * `cellFacts` as of a revision that is there already, from one consistent snapshot. Questions about one release that come at
 * once share it, whoever asks, also those about different revisions between which nothing changed but findings: what is known
 * up to a revision is only ever added to, so a snapshot that was taken later holds it whole.
 *
 * The caller holds no connection meanwhile: many callers that did would wait for one more for ever.
 */
export async function sharedCellFacts(
  db: DataSource,
  releaseId: string,
  revision: number,
): Promise<NamedFacts | undefined> {
  const since = await ruleFactsSince(db, revision);
  const facts = await readingsOf(db).share(`${releaseId} ${since}`, () =>
    db.transaction('REPEATABLE READ', (tx) => cellFacts(tx, releaseId, since, Number.MAX_SAFE_INTEGER)),
  );
  if (facts === undefined) return undefined;
  return { ...facts, findings: facts.findings.filter((finding) => finding.revision <= revision) };
}

function readingsOf(db: DataSource): SharedReadings<NamedFacts | undefined> {
  let found = readings.get(db);
  if (found === undefined) {
    found = new SharedReadings();
    readings.set(db, found);
  }
  return found;
}
