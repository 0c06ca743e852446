import { describe, expect, it } from '@jest/globals';
import { vendorProcesses } from './namespace-sandbox.js';
import { parseStatus } from './process-table.js';
import { hardLimits } from './resource-limits.js';

describe('vendorProcesses', () => {
  const listing = [
    '1 0 user:[1] S sh',
    '7 0 user:[1] S sleep',
    '9 64750 user:[2] R my server',
    '10 64750 user:[2] Z dead',
    '',
  ];

  it('are those of the inner user namespace that live', () => {
    expect(vendorProcesses(listing.join('\n'), 64_750, 'user:[2]')).toEqual(['9 my server']);
  });

  it('are those of the vendor’s uid where the kernel has no user namespaces', () => {
    expect(vendorProcesses(listing.join('\n').replaceAll(/user:\[\d\]/g, '-'), 64_750, '-')).toEqual(['9 my server']);
  });
});

describe('parseStatus', () => {
  it('reads owner, name and state', () => {
    const text = 'Name:\tmy server\nState:\tZ (zombie)\nUid:\t64750\t64750\t64750\t64750\n';
    expect(parseStatus(9, text)).toEqual({ pid: 9, uid: 64_750, name: 'my server', ended: true });
    expect(parseStatus(9, '')).toBeUndefined();
  });
});

describe('hardLimits', () => {
  it('leaves out what is unlimited', () => {
    const text = [
      'Limit                     Soft Limit           Hard Limit           Units     ',
      'Max file size             unlimited            unlimited            bytes     ',
      'Max processes             96364                96364                processes ',
      'Max open files            1024                 524288               files     ',
    ].join('\n');
    expect([...hardLimits(text)]).toEqual([
      ['nproc', 96_364],
      ['nofile', 524_288],
    ]);
  });
});
