import type { FieldValues, PlatformRow } from '#libs/registry';
import { capacityFor, type Capacity } from './capacities.js';
import type { AboutRelease } from './declared-releases.js';

interface Speaker {
  readonly organization: { readonly id: string; readonly slug: string };
  /** Whether the import is an operator's. */
  readonly isOperator: boolean;
}

/**
 * As what an organization speaks in an import. A list of a vendor that has a row about somebody else's product is mistaken
 * there: that it is a third party's word is said in the row, never concluded.
 */
export function readCapacity(
  fields: FieldValues,
  { organization: { id, slug }, isOperator }: Speaker,
  release: AboutRelease,
  platform: PlatformRow,
): Capacity | undefined {
  const said = fields.choice('as', [['third-party', ['第三方', 'third-party', 'third party']]]);
  const capacity = capacityFor(id, release.vendorId, platform);
  if (capacity !== undefined) return capacity;
  if (said === undefined) {
    return fields.refuse(
      'release',
      'forbidden',
      `${slug} 不是该产品、操作系统或 CPU 的厂商 · ${slug} is not the vendor of the release, the OS or the CPU`,
    );
  }
  if (!isOperator) {
    return fields.refuse('as', 'forbidden', '第三方声明由运营方导入 · Operators import what third parties say');
  }
  if (release.isPublic) return said;
  return fields.refuse('release', 'is-draft', '版本尚未公开 · is a draft, which third parties say nothing about');
}
