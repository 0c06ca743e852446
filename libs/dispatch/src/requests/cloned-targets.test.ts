import { describe, expect, it } from '@jest/globals';
import { clonedTargets } from './cloned-targets.js';

const SP2 = 'kylinsoft/kylin-server@v10-sp2';
const SP3 = 'kylinsoft/kylin-server@v10-sp3';
const DESKTOP = 'kylinsoft/kylin-desktop@v10-sp1';
const KUNPENG = 'hisilicon/kunpeng-920';
const HYGON = 'hygon/c86-7285';

describe('targets of a request that is asked again', () => {
  it('are the same where only the release is another', () => {
    const targets = [
      { os: SP2, cpu: KUNPENG },
      { os: DESKTOP, cpu: HYGON },
    ];
    expect(clonedTargets(targets, undefined)).toEqual(targets);
  });

  it('move to another service pack of the same system, each CPU once; other systems stay behind', () => {
    const targets = [
      { os: SP2, cpu: KUNPENG },
      { os: 'kylinsoft/kylin-server@v10-sp1', cpu: KUNPENG },
      { os: SP2, cpu: HYGON },
      { os: DESKTOP, cpu: HYGON },
    ];
    expect(clonedTargets(targets, SP3)).toEqual([
      { os: SP3, cpu: KUNPENG },
      { os: SP3, cpu: HYGON },
    ]);
  });

  it('are none where nothing was asked on that system', () => {
    expect(clonedTargets([{ os: DESKTOP, cpu: HYGON }], SP3)).toEqual([]);
  });
});
