import { BlockList, isIP } from 'node:net';

/**
 * Addresses that are nobody's on the public internet, or this machine's and its neighbours': IANA's special-purpose
 * registries (RFC 6890 and its updates), multicast, and the ranges that carry IPv4 addresses inside IPv6 ones.
 */
const NOT_PUBLIC_4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
];
/** Of IPv6 only 2000::/3 is given out; these are its special parts. */
const NOT_PUBLIC_6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'];

/** @param ranges addresses and CIDR ranges, as settings have them */
export function rangesOf(ranges: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [address = '', bits] = range.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    list.addSubnet(address, bits === undefined ? (family === 'ipv6' ? 128 : 32) : Number(bits), family);
  }
  return list;
}

const SPECIAL_4 = rangesOf(NOT_PUBLIC_4);
const SPECIAL_6 = rangesOf(NOT_PUBLIC_6);
const GIVEN_OUT_6 = rangesOf(['2000::/3']);

/** Whether a call may go to an address: a public one, or one of the ranges that a setting allows. */
export function mayCall(address: string, allowed: BlockList): boolean {
  const family = isIP(address);
  if (family === 0) return false;
  if (family === 4) return allowed.check(address, 'ipv4') || !SPECIAL_4.check(address, 'ipv4');
  if (allowed.check(address, 'ipv6')) return true;
  return GIVEN_OUT_6.check(address, 'ipv6') && !SPECIAL_6.check(address, 'ipv6');
}
