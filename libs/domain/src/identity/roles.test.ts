import { describe, expect, it } from '@jest/globals';
import { ORGANIZATION_KINDS, roleFitsOrganization, ROLES } from './roles.js';
import type { OrganizationKind, Role } from './roles.js';

const HELD_IN: Readonly<Record<Role, OrganizationKind>> = {
  vendor: 'vendor',
  'center-operator': 'center',
  reviewer: 'reviewing-body',
  certifier: 'reviewing-body',
  operator: 'platform-operator',
};

describe('a role', () => {
  it.each(ROLES.flatMap((role) => ORGANIZATION_KINDS.map((kind) => [role, kind] as const)))(
    '%s in an organization that is a %s',
    (role, kind) => {
      expect(roleFitsOrganization(role, [kind])).toBe(HELD_IN[role] === kind);
    },
  );

  it.each([...ROLES])('%s is held in an organization of several kinds, and in none of no kind', (role) => {
    expect(roleFitsOrganization(role, ORGANIZATION_KINDS)).toBe(true);
    expect(roleFitsOrganization(role, [])).toBe(false);
  });
});
