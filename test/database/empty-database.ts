import { afterEach, beforeEach } from '@jest/globals';
import { Client } from 'pg';
import { createEmptyDatabase, type TestDatabase } from '../support/database.js';

/** An empty database for each test of the file, and a connection to it. */
export function emptyDatabase(): { readonly url: string; readonly client: Client } {
  let database: TestDatabase;
  let client: Client;
  beforeEach(async () => {
    database = await createEmptyDatabase();
    client = new Client({ connectionString: database.url });
    await client.connect();
  });
  afterEach(async () => {
    await client.end();
    await database.drop();
  });
  return {
    get url() {
      return database.url;
    },
    get client() {
      return client;
    },
  };
}
