import { describe, expect, it } from '@jest/globals';

import { SERVER_IDENTITY, accountIn, decideIdentity, permits, serverIdentity } from './process-identity.js';

describe('decideIdentity', () => {
  it.each([
    ['an ordinary user runs it as itself', 1000, undefined, undefined],
    ['an ordinary user runs it as itself, whoever owns the data', 1000, { uid: 64710, gid: 64710 }, undefined],
    ['root starts new data under the number of its own', 0, undefined, SERVER_IDENTITY],
    ['root never runs it as root', 0, { uid: 0, gid: 0 }, SERVER_IDENTITY],
    ['root serves the data of an ordinary user as that user', 0, { uid: 1000, gid: 100 }, { uid: 1000, gid: 100 }],
  ])('%s', (_, effectiveUid, dataOwner, expected) => {
    expect(decideIdentity({ effectiveUid, dataOwner })).toEqual(expected);
  });
});

describe('serverIdentity', () => {
  it.each([
    ['on a machine', '         0          0 4294967295\n', 2_100_000_900],
    ['in a container that maps few numbers', '0 100000 65536\n', 64_710],
    ['in one that maps root and others apart', '0 1000 1\n1 100000 65536\n', 64_710],
    ['where nothing is known', '', 64_710],
  ])('%s', (_, uidMap, id) => {
    expect(serverIdentity(uidMap)).toEqual({ uid: id, gid: id });
  });
});

describe('accountIn', () => {
  const passwd = 'root:x:0:0:root:/root:/bin/bash\nnobody:x:65534:65533::/:/sbin/nologin\nbroken\nodd:x:a:b::/:\n';
  it.each([
    ['nobody', { uid: 65534, gid: 65533 }],
    ['root', { uid: 0, gid: 0 }],
    ['nob', undefined],
    ['broken', undefined],
    ['odd', undefined],
  ])('finds %s', (name, expected) => {
    expect(accountIn(passwd, name)).toEqual(expected);
  });
});

describe('permits', () => {
  const file = { uid: 1, gid: 2, mode: 0o100751 };
  it.each([
    ['the owner', { uid: 1, gid: 9 }, 7, true],
    ['the group, reading and searching', { uid: 9, gid: 2 }, 5, true],
    ['the group, writing', { uid: 9, gid: 2 }, 2, false],
    ['others, searching', { uid: 9, gid: 9 }, 1, true],
    ['others, reading', { uid: 9, gid: 9 }, 4, false],
  ])('%s', (_, identity, wanted, expected) => {
    expect(permits(file, identity, wanted)).toBe(expected);
  });

  it('judges the owner by the owner’s bits alone, as the kernel does', () => {
    expect(permits({ uid: 1, gid: 1, mode: 0o077 }, { uid: 1, gid: 1 }, 1)).toBe(false);
  });
});
