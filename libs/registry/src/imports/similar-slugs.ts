import { rows } from '#libs/database';
import type { EntityManager } from 'typeorm';

/** Slugs of vendors' products with separators of all kinds as one: `dm-8` and `dm_8` are read as the same product. */
export class SimilarSlugs {
  readonly #byVendor = new Map<string, Map<string, string>>();

  async know(tx: EntityManager, vendorIds: readonly string[]): Promise<void> {
    const fresh = [...new Set(vendorIds)].filter((id) => !this.#byVendor.has(id));
    if (fresh.length === 0) return;
    for (const id of fresh) this.#byVendor.set(id, new Map());
    const known = await rows<{ vendorId: string; slug: string }>(
      tx,
      'SELECT vendor_id AS "vendorId", slug FROM products WHERE vendor_id = ANY($1)',
      [fresh],
    );
    for (const { vendorId, slug } of known) this.#byVendor.get(vendorId)?.set(folded(slug), slug);
  }

  /** @returns another slug of the vendor that differs by separators only; else the slug is one of the known from now on */
  add(vendorId: string, slug: string): string | undefined {
    const slugs = this.#byVendor.get(vendorId);
    const similar = slugs?.get(folded(slug));
    if (similar !== undefined) return similar === slug ? undefined : similar;
    slugs?.set(folded(slug), slug);
    return undefined;
  }
}

function folded(slug: string): string {
  return slug.replaceAll(/[._+-]+/g, '-');
}
