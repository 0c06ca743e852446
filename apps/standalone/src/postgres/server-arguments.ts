import { LOOPBACK } from './connection-record.js';

/** What a server is for: `service` keeps every commit, `test` may lose everything in a crash of the machine. */
export type ServerPurpose = 'service' | 'test';

/**
 * Settings of the server, given on its command line so that data of any age runs with the present ones.
 * The API, the worker and the queue keep a connection pool each, hence more connections than the default 100.
 */
const COMMON_SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: LOOPBACK,
  unix_socket_directories: '',
  password_encryption: 'scram-sha-256',
  max_connections: '200',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_line_prefix: '%m [%p] ',
  log_checkpoints: 'off',
  logging_collector: 'off',
};

const TEST_SETTINGS: Readonly<Record<string, string>> = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  autovacuum_naptime: '1h',
  max_connections: '400',
};

/** Command line of `postgres`, without the program. */
export function serverArguments(dataDir: string, port: number, purpose: ServerPurpose): string[] {
  const settings = { ...COMMON_SETTINGS, port: String(port), ...(purpose === 'test' ? TEST_SETTINGS : {}) };
  return ['-D', dataDir, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
}
