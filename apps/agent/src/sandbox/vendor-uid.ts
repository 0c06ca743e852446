import { readFileSync } from 'node:fs';

/** As many hosts as the contract allows one agent. */
export const SLOTS = 200;
/** Outside of what systemd (systemd.io/UIDS-GIDS) and Debian (policy 9.2.2) give to services, people and containers. */
const FIRST = 2_100_000_000;
/** Where a container maps the usual 65,536 numbers alone. */
const FIRST_IN_CONTAINERS = 64_750;

const first = firstVendorUid(readFileSync('/proc/self/uid_map', 'utf8'));

/** Uid and gid of a host's vendor processes, by the host's number on this machine. */
export function vendorUid(slot: number): number {
  return first + slot;
}

/** @param uidMap text of /proc/self/uid_map: first number inside, first outside, count */
export function firstVendorUid(uidMap: string): number {
  const mapped = uidMap.split('\n').some((line) => {
    const [from = NaN, , count = NaN] = line.trim().split(/\s+/).map(Number);
    return from <= FIRST && FIRST + SLOTS <= from + count;
  });
  return mapped ? FIRST : FIRST_IN_CONTAINERS;
}
