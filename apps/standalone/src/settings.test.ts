import { describe, expect, it } from '@jest/globals';

import { ownUrl, readStandaloneSettings } from './settings.js';

describe('readStandaloneSettings', () => {
  it('has a default for everything', () => {
    expect(readStandaloneSettings('/checkout', {})).toEqual({
      databaseUrl: undefined,
      redisUrl: undefined,
      host: '127.0.0.1',
      port: 3000,
      stateDir: '/checkout/.shipei',
      logLevel: 'info',
    });
  });

  it.each(['/usr/src/shipei', '/etc', '/bin/../usr/local/shipei'])(
    'keeps nothing where software under test sees it: %s',
    (root) => {
      expect(() => readStandaloneSettings(root, {})).toThrow('SHIPEI_STATE_DIR');
      expect(readStandaloneSettings(root, { SHIPEI_STATE_DIR: '/srv/state' }).stateDir).toBe('/srv/state');
    },
  );

  it('takes what is set, and an empty variable as unset', () => {
    const env = {
      DATABASE_URL: 'postgresql://u:p@db.example:5432/shipei',
      REDIS_URL: 'redis://127.0.0.1:6379',
      SHIPEI_PORT: '8080',
      SHIPEI_HOST: '',
      SHIPEI_STATE_DIR: '/srv/shipei',
      LOG_LEVEL: 'debug',
    };
    expect(readStandaloneSettings('/checkout', env)).toEqual({
      databaseUrl: 'postgresql://u:p@db.example:5432/shipei',
      redisUrl: 'redis://127.0.0.1:6379',
      host: '127.0.0.1',
      port: 8080,
      stateDir: '/srv/shipei',
      logLevel: 'debug',
    });
  });

  it.each([
    ['DATABASE_URL', 'mysql://u@h/d'],
    ['DATABASE_URL', 'nonsense'],
    ['REDIS_URL', 'http://h'],
    ['SHIPEI_PORT', '0'],
    ['SHIPEI_PORT', '65536'],
    ['SHIPEI_PORT', 'http'],
    ['LOG_LEVEL', 'loud'],
  ])('names a wrong %s (%s)', (name, value) => {
    expect(() => readStandaloneSettings('/checkout', { [name]: value })).toThrow(name);
  });
});

describe('ownUrl', () => {
  it.each([
    ['127.0.0.1', 'http://127.0.0.1:3000'],
    ['0.0.0.0', 'http://127.0.0.1:3000'],
    ['::', 'http://[::1]:3000'],
    ['::1', 'http://[::1]:3000'],
    ['lab.example', 'http://lab.example:3000'],
  ])('for %s', (host, expected) => {
    expect(ownUrl({ host, port: 3000 })).toBe(expected);
  });
});
