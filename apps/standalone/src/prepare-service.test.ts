import { describe, expect, it } from '@jest/globals';

import { parsePreparation } from './prepare-service.js';

const preparation = {
  accounts: [{ role: 'vendor', username: 'dev-vendor', password: 'p' }],
  platform: { os: 'debian/debian@12', cpu: 'intel/xeon' },
  enrolmentToken: null,
};

describe('parsePreparation', () => {
  it('reads the last line, whatever stands before', () => {
    expect(parsePreparation(`migrating\n{}\n${JSON.stringify(preparation)}\n`)).toEqual(preparation);
  });

  it.each(['', 'done', '{}', `${JSON.stringify(preparation)}\nbye`, '{"accounts":[]}'])('refuses %j', (output) => {
    expect(parsePreparation(output)).toBeUndefined();
  });
});
