import { actNames } from './finding.js';
import type { Finding } from './finding.js';

/** Who asks: the organizations the asker acts for. Operators have no other eyes than their organization's. */
export interface Audience {
  readonly organizationIds: readonly string[];
}

export const PUBLIC_AUDIENCE: Audience = { organizationIds: [] };

/**
 * May the audience see the finding, given everything known at the asked revision?
 *
 * A publication opens a finding to whoever may see the publication. It works from the revision that records it, whatever
 * `validAt` is asked: were its own dates honoured, an embargo could be read through by asking about a later day. Nothing
 * that was published becomes hidden again.
 */
export function maySee(audience: Audience, finding: Finding, vendorId: string, known: readonly Finding[]): boolean {
  if (isOpenTo(audience, finding, vendorId)) return true;
  return known.some((act) => act.kind === 'publication' && actNames(act, finding) && isOpenTo(audience, act, vendorId));
}

function isOpenTo(audience: Audience, finding: Finding, vendorId: string): boolean {
  if (finding.visibility === 'public') return true;
  return audience.organizationIds.some((id) => id === vendorId || finding.parties.includes(id));
}
