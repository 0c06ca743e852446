import { describe, expect, it } from '@jest/globals';
import { isManagersToRecover, lastOne, mayManageRole } from './managing.js';
import { ROLES } from './roles.js';

describe('who may manage a role', () => {
  it.each([...ROLES])('%s: operators always, managers but for operators, other members never', (role) => {
    expect(mayManageRole({ role: 'operator', manages: false }, role)).toBe(true);
    expect(mayManageRole({ role: 'vendor', manages: true }, role)).toBe(role !== 'operator');
    expect(mayManageRole({ role: 'vendor', manages: false }, role)).toBe(false);
  });
});

describe('the last one who can manage', () => {
  const vendor = { role: 'vendor', manages: true, otherManagers: 1, otherOperators: 1 } as const;
  it.each([
    [vendor, undefined],
    [{ ...vendor, otherManagers: 0 }, 'last-manager'],
    [{ ...vendor, manages: false, otherManagers: 0 }, undefined],
    [{ ...vendor, otherOperators: 0 }, undefined],
    [{ ...vendor, role: 'operator', manages: false, otherManagers: 0 }, undefined],
    [{ ...vendor, role: 'operator', manages: false, otherOperators: 0 }, 'last-operator'],
    [{ ...vendor, role: 'operator', otherManagers: 0 }, 'last-manager'],
  ] as const)('%j: %s', (leaving, expected) => {
    expect(lastOne(leaving)).toBe(expected);
  });
});

describe("a manager's recovery", () => {
  const member = { organizationId: 'a', role: 'vendor', manages: false } as const;
  it.each([
    ['a member of this organization alone', [member], true],
    ['one with two plain roles here', [member, { ...member, role: 'reviewer' }], true],
    ['one who is elsewhere, too', [member, { ...member, organizationId: 'b' }], false],
    ['one who is only elsewhere', [{ ...member, organizationId: 'b' }], false],
    ['a manager', [{ ...member, manages: true }], false],
    ['an operator', [{ ...member, role: 'operator' }], false],
    ['one who has left', [], false],
  ] as const)('is for %s: %#', (_who, memberships, expected) => {
    expect(isManagersToRecover({ personId: 'p', memberships }, 'a')).toBe(expected);
  });
});
