import type { OrganizationKind, Role } from '../identity/roles.js';
import { ORGANIZATION_KINDS, ROLES } from '../identity/roles.js';

/** An application waits, and is decided once. */
export const APPLICATION_STATES = ['pending', 'approved', 'rejected'] as const;
export type ApplicationState = (typeof APPLICATION_STATES)[number];

/** As what an organization may apply by itself: who runs the platform is appointed, not admitted. */
export const APPLICANT_KINDS = ORGANIZATION_KINDS.filter(isApplicantKind);
export type ApplicantKind = Exclude<OrganizationKind, 'platform-operator'>;

/** Roles that the first person of such an organization may have. */
export const APPLICANT_ROLES = ROLES.filter(isApplicantRole);
export type ApplicantRole = Exclude<Role, 'operator'>;

function isApplicantKind(kind: OrganizationKind): kind is ApplicantKind {
  return kind !== 'platform-operator';
}

function isApplicantRole(role: Role): role is ApplicantRole {
  return role !== 'operator';
}
