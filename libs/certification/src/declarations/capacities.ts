import { addSpan } from '#libs/domain';
import { wholeSecond } from '#libs/matrix';
import { policyAt, policyDefinition, type PlatformRow } from '#libs/registry';
import type { EntityManager } from 'typeorm';

export type VendorCapacity = 'vendor' | 'os-vendor' | 'cpu-vendor';
/** A third party vends none of them: it is imported by operators, who say so row by row. */
export type Capacity = VendorCapacity | 'third-party';

/** As what an organization speaks about a release on a platform; undefined where it has no say. */
export function capacityFor(
  organizationId: string,
  releaseVendorId: string,
  platform: Pick<PlatformRow, 'osVendorId' | 'cpuVendorId'>,
): VendorCapacity | undefined {
  if (organizationId === releaseVendorId) return 'vendor';
  if (organizationId === platform.osVendorId) return 'os-vendor';
  return organizationId === platform.cpuVendorId ? 'cpu-vendor' : undefined;
}

/** R11: the validity of what states no end, by the policy in force. */
export async function defaultEnd(tx: EntityManager, from: Date): Promise<Date> {
  return (await defaultEnds(tx))(from);
}

/** The same for many days under one policy. */
export async function defaultEnds(tx: EntityManager): Promise<(from: Date) => Date> {
  const policy = await policyAt(tx, Number.MAX_SAFE_INTEGER);
  if (policy === undefined) throw new Error('no inference policy is in force: the catalogue was not loaded');
  const { rules } = policyDefinition.parse(policy.definition);
  return (from) => wholeSecond(new Date(addSpan(from.getTime(), rules.R11.defaultValidity)));
}
