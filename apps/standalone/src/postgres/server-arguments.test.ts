import { describe, expect, it } from '@jest/globals';

import { serverArguments } from './server-arguments.js';

describe('serverArguments', () => {
  it('keeps every commit of a service', () => {
    const given = serverArguments('/data', 5433, 'service');
    expect(given.slice(0, 2)).toEqual(['-D', '/data']);
    expect(given).toContain('port=5433');
    expect(given).toContain('listen_addresses=127.0.0.1');
    expect(given).toContain('unix_socket_directories=');
    expect(given.join(' ')).not.toMatch(/fsync|synchronous_commit|full_page_writes/);
  });

  it('trades safety for speed in tests, and names each setting once', () => {
    const given = serverArguments('/data', 5433, 'test').filter((argument) => argument.includes('='));
    expect(given).toContain('fsync=off');
    const names = given.map((argument) => argument.split('=')[0]);
    expect(new Set(names).size).toBe(names.length);
  });
});
