import { describe, expect, it } from '@jest/globals';
import { groupPlace } from './memory-group.js';

const V2 = '30 23 0:26 / /sys/fs/cgroup rw,nosuid shared:4 - cgroup2 cgroup2 rw,nsdelegate\n';
const V1 = '35 31 0:32 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory\n';

describe('groupPlace', () => {
  it.each([
    ['a service under version 2', '0::/system.slice/agent.service\n', V2, '/sys/fs/cgroup/system.slice', 'memory.max'],
    ['the root of version 2', '0::/\n', V2, '/sys/fs/cgroup', 'memory.max'],
    ['version 1', '4:memory:/box\n1:cpu:/\n0::/\n', V1, '/sys/fs/cgroup/memory/box', 'memory.limit_in_bytes'],
    [
      'version 1 in a container, which sees its own group as the root',
      '4:memory:/docker/1\n',
      V1.replace(' / ', ' /docker/1 '),
      '/sys/fs/cgroup/memory',
      'memory.limit_in_bytes',
    ],
  ])('%s', (_, groups, mounts, parent, limitFile) => {
    expect(groupPlace(groups, mounts)).toEqual({ parent, limitFile });
  });

  it('is nowhere without a mount', () => {
    expect(groupPlace('0::/a/b\n', '')).toBeUndefined();
  });
});
