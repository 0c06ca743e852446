import type { Client } from 'pg';

import { APPLICATION_DATABASE, APPLICATION_ROLE, type ConnectionRecord } from './connection-record.js';
import type { ServerPurpose } from './server-arguments.js';

/**
 * Makes the application's role and database, or repairs what a kill left out. Tests clone databases, so their role
 * may create them.
 * @param superuser connected as superuser to any database of the server
 */
export async function ensureApplicationDatabase(
  superuser: Client,
  record: ConnectionRecord,
  purpose: ServerPurpose,
): Promise<void> {
  const roles = await superuser.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [APPLICATION_ROLE]);
  const verb = roles.rowCount === 0 ? 'CREATE' : 'ALTER';
  const password = superuser.escapeLiteral(record.applicationPassword);
  const rights = purpose === 'test' ? 'CREATEDB' : 'NOCREATEDB';
  await superuser.query(`${verb} ROLE ${APPLICATION_ROLE} LOGIN ${rights} PASSWORD ${password}`);
  const databases = await superuser.query('SELECT 1 FROM pg_database WHERE datname = $1', [APPLICATION_DATABASE]);
  if (databases.rowCount === 0) {
    await superuser.query(`CREATE DATABASE ${APPLICATION_DATABASE} OWNER ${APPLICATION_ROLE}`);
  }
}
