import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { openDatabase, row, rows } from '#libs/database';
import type { PersonActor, SystemActor } from '#libs/domain';
import {
  catalogueConflicts,
  changeCatalogue,
  loadCatalogue,
  osReleasesAt,
  readCatalogue,
  type Catalogue,
} from '#libs/registry';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';
import { sp5 } from '../catalogue-changes/entries.js';

const system: SystemActor = { kind: 'system', process: 'test', requestId: null };
const SP1 = 'openeuler/openeuler@22.03-lts-sp1';
const SP2 = 'openeuler/openeuler@22.03-lts-sp2';

let database: TestDatabase;
let db: DataSource;
let start: Catalogue;
let operator: PersonActor;
let loads = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  db = await openDatabase({ url: database.url, applicationName: 'catalogue-upgrade-test' });
  start = await readCatalogue();
  await loadCatalogue({ db, actor: system }, start);
  const organization = await row<{ id: string }>(db, `SELECT id FROM organizations WHERE slug = 'openeuler'`);
  const person = await row<{ id: string }>(
    db,
    `INSERT INTO persons (id, username, display_name, password_hash) VALUES (gen_random_uuid(), 'o', 'o', '') RETURNING id`,
  );
  const organizationId = organization?.id ?? '';
  const membership = await row<{ id: string }>(
    db,
    `INSERT INTO memberships (id, person_id, organization_id, role) VALUES (gen_random_uuid(), $1, $2, 'operator') RETURNING id`,
    [person?.id, organizationId],
  );
  operator = {
    kind: 'person',
    personId: person?.id ?? '',
    membershipId: membership?.id ?? '',
    organizationId,
    organizationSlug: 'openeuler',
    role: 'operator',
    credential: 'session',
    requestId: null,
  };
});
afterAll(async () => {
  await db.destroy();
  await database.drop();
});

type Os = Catalogue['operatingSystems'][number];
const shippedOs = (coordinate: string): Os => {
  const found = start.operatingSystems.find((os) => os.coordinate === coordinate);
  if (found === undefined) throw new Error(`the files have no ${coordinate}`);
  return found;
};
/** The next version of the service ships these instead, or beside the others. */
async function upgrade(...changed: Os[]): Promise<void> {
  loads += 1;
  const others = start.operatingSystems.filter(({ coordinate }) => !changed.some((os) => os.coordinate === coordinate));
  const operatingSystems = [...others, ...changed];
  await loadCatalogue({ db, actor: system }, { ...start, operatingSystems, contentSha256: `load ${loads}` });
}
async function operatorSays(...operatingSystems: object[]): Promise<void> {
  const documents = [{ file: 'ours.yaml', operatingSystems }];
  const { digest } = await changeCatalogue({ db, actor: operator }, { documents, reason: 'x' });
  await changeCatalogue({ db, actor: operator }, { documents, reason: 'x', digest });
}
async function now(coordinate: string) {
  const head = await row<{ revision: number }>(db, 'SELECT revision FROM revision_head');
  return (await osReleasesAt(db, head?.revision ?? -1)).find((os) => os.coordinate === coordinate);
}
const conflicts = async () => (await catalogueConflicts(db)).map(({ key, operatorVersion }) => [key, operatorVersion]);

describe('what an operator put into the catalogue', () => {
  it('stays through the next start and through files that say what they said', async () => {
    await operatorSays(sp5, { ...shippedOs(SP1), endOfLife: '2027-01-31' });
    expect(await loadCatalogue({ db, actor: system }, start)).toBe(false);
    await upgrade({ ...shippedOs(SP2), endOfLife: '2028-01-31' });
    expect(await now(sp5.coordinate)).toMatchObject({ ordinal: 5 });
    expect(await now(SP1)).toMatchObject({ endOfLife: '2027-01-31' });
    expect(await now(SP2)).toMatchObject({ endOfLife: '2028-01-31' });
    expect(await conflicts()).toEqual([]);
  });

  it('stays where files say something else since, and that is told until somebody settles it', async () => {
    await upgrade({ ...shippedOs(SP1), endOfLife: '2029-12-31' });
    expect(await now(SP1)).toMatchObject({ endOfLife: '2027-01-31' });
    expect(await conflicts()).toEqual([[SP1, 2]]);
    // Said again, it is kept knowingly.
    await operatorSays({ ...shippedOs(SP1), endOfLife: '2027-01-31' });
    expect(await now(SP1)).toMatchObject({ endOfLife: '2027-01-31' });
    expect(await conflicts()).toEqual([]);
    await upgrade({ ...shippedOs(SP1), endOfLife: '2030-12-31' });
    expect((await conflicts()).map(([key]) => key)).toEqual([SP1]);
    // What the files say is taken over: from then on it follows the files.
    await operatorSays({ ...shippedOs(SP1), endOfLife: '2030-12-31' });
    expect(await conflicts()).toEqual([]);
    await upgrade(shippedOs(SP1));
    expect(await now(SP1)).toMatchObject({ endOfLife: null });
    expect(await conflicts()).toEqual([]);
  });

  it('keeps its place in a line: what files put there is withheld and told, and the service starts', async () => {
    const other = { ...shippedOs(SP1), coordinate: 'openeuler/openeuler@22.03-lts-sp5a', ordinal: 5 };
    await upgrade(other);
    expect(await now(other.coordinate)).toBeUndefined();
    expect(await conflicts()).toEqual([[other.coordinate, null]]);
    await operatorSays({ ...sp5, ordinal: 6 });
    await upgrade(other);
    expect(await now(other.coordinate)).toMatchObject({ ordinal: 5 });
    expect(await conflicts()).toEqual([]);
  });

  it('leaves out of a lineage what would make a circle of it', async () => {
    await operatorSays({ ...sp5, ordinal: 6, base: SP2 });
    await upgrade({ ...shippedOs(SP2), base: sp5.coordinate });
    expect(await now(SP2)).toMatchObject({ base: null });
    expect((await conflicts()).map(([key]) => key)).toEqual([SP2]);
    await upgrade(shippedOs(SP2));
    expect(await conflicts()).toEqual([]);
  });

  it('is told apart from what files brought, version by version', async () => {
    const versions = await rows<{ version: number; origin: string }>(
      db,
      'SELECT version, origin FROM catalogue_changes ORDER BY version',
    );
    expect(versions.map(({ version }) => version)).toEqual(versions.map((_, index) => index + 1));
    expect(versions.slice(0, 3).map(({ origin }) => origin)).toEqual(['shipped', 'operator', 'shipped']);
  });
});

describe('a database that an older version of the service filled', () => {
  it('gets its entries from the same files', async () => {
    const older = await createTestDatabase();
    const olderDb = await openDatabase({ url: older.url, applicationName: 'catalogue-upgrade-test' });
    try {
      await loadCatalogue({ db: olderDb, actor: system }, start);
      await olderDb.query('DELETE FROM catalogue_entries');
      const head = await row(olderDb, 'SELECT revision FROM revision_head');
      expect(await loadCatalogue({ db: olderDb, actor: system }, start)).toBe(true);
      expect(await row(olderDb, 'SELECT revision FROM revision_head')).toEqual(head);
      expect(await row(olderDb, 'SELECT count(*) > 200 AS filled FROM catalogue_entries')).toEqual({ filled: true });
    } finally {
      await olderDb.destroy();
      await older.drop();
    }
  });
});
