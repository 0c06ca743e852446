import { describe, expect, it } from '@jest/globals';
import { DISPATCH_TIMING, readyWindowSize } from './dispatch-timing.js';

describe('ready window', () => {
  it.each([
    [0, 8],
    [1, 8],
    [4, 8],
    [5, 10],
    [200, 400],
  ])('of a pool with %i live hosts holds %i tickets', (liveHosts, tickets) => {
    expect(readyWindowSize(liveHosts)).toBe(tickets);
  });
});

describe('timing of the agent protocol', () => {
  it('lets a lease outlive four lost heartbeats', () => {
    expect(DISPATCH_TIMING.leaseSeconds).toBeGreaterThan(4 * DISPATCH_TIMING.heartbeatSeconds);
  });

  it('answers a long poll before proxies cut it after 30 s', () => {
    expect(DISPATCH_TIMING.pollSeconds).toBeLessThan(30);
  });
});
