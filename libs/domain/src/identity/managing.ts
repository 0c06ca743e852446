import type { Role } from './roles.js';

/** What counts of somebody who wants to manage the people of an organization. */
export interface ManagingSide {
  readonly role: Role;
  /** Whether the membership they act for manages this very organization. */
  readonly manages: boolean;
}

/**
 * Operators manage the people of every organization; a managing member those of their own, in any role but that of an
 * operator: who runs the platform is not decided inside an organization that happens to run it, too.
 */
export function mayManageRole(side: ManagingSide, role: Role): boolean {
  return side.role === 'operator' || (side.manages && role !== 'operator');
}

/** A membership that is to end or to stop managing, and how many others could do its work. */
export interface Leaving {
  readonly role: Role;
  readonly manages: boolean;
  /** Other live memberships that manage the same organization. */
  readonly otherManagers: number;
  /** Other live memberships of operators, in any organization. */
  readonly otherOperators: number;
}

/** Why a membership may not end: nobody would be left who can manage. */
export function lastOne(leaving: Leaving): 'last-manager' | 'last-operator' | undefined {
  if (leaving.role === 'operator' && leaving.otherOperators === 0) return 'last-operator';
  return leaving.manages && leaving.otherManagers === 0 ? 'last-manager' : undefined;
}

/** Somebody who has lost their password, by their live memberships. */
export interface Locked {
  readonly personId: string;
  readonly memberships: readonly { readonly organizationId: string; readonly role: Role; readonly manages: boolean }[];
}

/**
 * Whether a recovery of the account may be in the hands of an organization's manager. An account is more than one
 * organization's as soon as its person holds a second membership: whoever sets its password acts for all of them. So
 * those, managers and operators are helped by operators.
 */
export function isManagersToRecover(person: Locked, organizationId: string): boolean {
  return (
    person.memberships.length > 0 &&
    person.memberships.every(
      (held) => held.organizationId === organizationId && !held.manages && held.role !== 'operator',
    )
  );
}
