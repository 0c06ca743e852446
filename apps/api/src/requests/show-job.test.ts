import { describe, expect, it } from '@jest/globals';
import { expectedStart } from './show-job.js';

const NOW = new Date('2026-01-01T00:00:00Z');
const QUEUED = {
  state: 'queued',
  position: 1,
  liveHosts: 1,
  freeHosts: 0,
  mayOvertake: 0,
  quickSeconds: 60,
  slowSeconds: 120,
} as const;

describe('expectedStart', () => {
  it.each([
    ['the next one starts now, or after a slow run of what is under way', {}, 0, 120],
    ['each job before it on one host adds a run', { position: 4 }, 180, 480],
    ['more hosts share the jobs before it', { position: 5, liveHosts: 2 }, 120, 360],
    ['a free host takes the next one at once', { freeHosts: 1 }, 0, 0],
    ['those behind it may be taken first', { mayOvertake: 1 }, 0, 240],
  ])('%s', (_case, change, earliest, latest) => {
    expect(expectedStart({ ...QUEUED, ...change }, NOW)).toEqual({
      earliest: new Date(NOW.getTime() + earliest * 1000),
      latest: new Date(NOW.getTime() + latest * 1000),
    });
  });

  it.each([
    ['it is not queued', { state: 'running' as const }],
    ['it has no place yet', { position: null }],
    ['nobody is there to start it', { liveHosts: 0 }],
    ['nothing was measured', { quickSeconds: null, slowSeconds: null }],
  ])('is unknown when %s', (_case, change) => {
    expect(expectedStart({ ...QUEUED, ...change }, NOW)).toBeNull();
  });
});
