import { describe, expect, it } from '@jest/globals';
import { settingsSchema } from './settings.js';

describe('SHIPEI_TRUSTED_PROXIES', () => {
  const read = settingsSchema.shape.SHIPEI_TRUSTED_PROXIES;

  it.each([
    [undefined, []],
    ['', []],
    ['10.0.3.4', ['10.0.3.4']],
    [' 10.0.0.0/8, ::1 ,fd00::/8', ['10.0.0.0/8', '::1', 'fd00::/8']],
  ])('%p is %p', (text, addresses) => {
    expect(read.parse(text)).toEqual(addresses);
  });

  it.each(['true', 'balancer', '10.0.0.0/33', '0.0.0.0/0', '::/0', '10.0.0.0/8/8', '10.0.0', '10.0.0.1 10.0.0.2'])(
    'refuses %p',
    (text) => {
      expect(read.safeParse(text).success).toBe(false);
    },
  );
});
