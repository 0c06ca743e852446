/** What a person does for one organization. Agents are credentials, not accounts, so `agent` is not among them. */
export const ROLES = ['vendor', 'center-operator', 'reviewer', 'certifier', 'operator'] as const;
export type Role = (typeof ROLES)[number];

/** Capacity in which an organization takes part. One organization may have several. */
export const ORGANIZATION_KINDS = ['vendor', 'center', 'reviewing-body', 'platform-operator'] as const;
export type OrganizationKind = (typeof ORGANIZATION_KINDS)[number];

const KIND_FOR_ROLE = {
  vendor: 'vendor',
  'center-operator': 'center',
  reviewer: 'reviewing-body',
  certifier: 'reviewing-body',
  operator: 'platform-operator',
} as const satisfies Record<Role, OrganizationKind>;

/** A role can only be held in an organization of the matching kind: nobody reviews for a vendor. */
export function roleFitsOrganization(role: Role, kinds: readonly OrganizationKind[]): boolean {
  return kinds.includes(KIND_FOR_ROLE[role]);
}
