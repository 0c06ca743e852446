import { describe, expect, it } from '@jest/globals';
import { mayCall, rangesOf } from './public-address.js';

const NONE = rangesOf([]);

describe('addresses that a webhook may have', () => {
  it.each(['8.8.8.8', '1.1.1.1', '172.32.0.1', '192.167.255.255', '2606:4700::1111', '240e::1'])('%s', (address) => {
    expect(mayCall(address, NONE)).toBe(true);
  });

  it.each([
    '127.0.0.1',
    '127.255.255.254',
    '0.0.0.0',
    '10.1.2.3',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '100.100.100.200',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    '::7f00:1',
    'fe80::1',
    'fe80::1%lo',
    'fc00::1',
    'fd12::1',
    'fec0::1',
    'ff02::1',
    '64:ff9b::7f00:1',
    '64:ff9b:1::1',
    '2002:7f00:1::',
    '2001::1',
    '2001:db8::1',
    '100::1',
    'localhost',
    '',
    '127.1',
    '0x7f000001',
  ])('not %s', (address) => {
    expect(mayCall(address, NONE)).toBe(false);
  });

  it('are those besides that a setting allows, and no others', () => {
    const allowed = rangesOf(['10.1.0.0/16', '::1', '127.0.0.1']);
    expect(['10.1.2.3', '::1', '127.0.0.1', '8.8.8.8'].map((address) => mayCall(address, allowed))).not.toContain(
      false,
    );
    expect(
      ['10.2.0.1', '127.0.0.2', '192.168.0.1', 'fe80::1'].map((address) => mayCall(address, allowed)),
    ).not.toContain(true);
  });
});
