import { rows } from '#libs/database';
import { nearestMatches } from '#libs/domain';
import type { EntityManager } from 'typeorm';
import type { FieldValues } from './field-values.js';
import type { ImportPlans, ImportScope, NumberedRow } from './import-handlers.js';

export interface RowVendor {
  readonly id: string;
  readonly slug: string;
}

/** Whose product a row is about. */
export class RowVendors {
  #bySlug: Promise<Map<string, string>> | undefined;
  #slugs = new Map<string, string>();

  constructor(
    private readonly scope: ImportScope,
    private readonly plans: ImportPlans,
  ) {}

  /** To be called with rows before they are asked about. */
  async know(tx: EntityManager, given: readonly NumberedRow[]): Promise<void> {
    this.#bySlug ??= readSlugs(tx);
    if (given.length > 0) this.#slugs = await this.#bySlug;
  }

  /** @returns undefined where it is nobody, or not for the importer to say: the fields know why then */
  of(fields: FieldValues): RowVendor | undefined {
    const { organization, isOperator } = this.scope;
    const slug = fields.text('vendor') === undefined ? organization?.slug : fields.slug('vendor');
    if (slug === undefined) {
      if (fields.text('vendor') === undefined) fields.required('vendor');
      return undefined;
    }
    if (!isOperator && slug !== organization?.slug) {
      return fields.refuse('vendor', 'forbidden', '不是本机构的产品 · is not a product of your organization');
    }
    const id = this.#slugs.get(slug) ?? this.plans.organizations.get(slug)?.id;
    if (id !== undefined) return { id, slug };
    return fields.refuse(
      'vendor',
      'unknown',
      `没有机构 ${slug} · There is no organization ${slug}`,
      nearestMatches(slug, [...this.#slugs.keys()]),
    );
  }
}

async function readSlugs(tx: EntityManager): Promise<Map<string, string>> {
  const all = await rows<{ id: string; slug: string }>(tx, 'SELECT id, slug FROM organizations');
  return new Map(all.map(({ id, slug }) => [slug, id]));
}
