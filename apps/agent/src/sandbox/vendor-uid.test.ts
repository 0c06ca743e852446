import { describe, expect, it } from '@jest/globals';
import { firstVendorUid } from './vendor-uid.js';

describe('firstVendorUid', () => {
  it.each([
    ['on a machine', '         0          0 4294967295\n', 2_100_000_000],
    ['in a container that maps few numbers', '0 100000 65536\n', 64_750],
    ['where the last hosts’ would be missing', '0 0 2100000100\n', 64_750],
  ])('%s', (_, uidMap, uid) => {
    expect(firstVendorUid(uidMap)).toBe(uid);
  });
});
