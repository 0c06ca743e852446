import { rows, takeRevision } from '#libs/database';
import { nearestMatches } from '#libs/domain';
import { v7 as uuidv7 } from 'uuid';
import type { EntityManager } from 'typeorm';
import { deleteUnused } from './delete-unused.js';
import { FieldValues } from './field-values.js';
import { importActor } from './import-actor.js';
import type {
  AppliedRow,
  AppliedTrace,
  ImportPlans,
  ImportRun,
  ImportScope,
  NumberedRow,
  RowDecision,
  UndoProblem,
} from './import-handlers.js';
import {
  auditRows,
  changesOf,
  decided,
  doubled,
  isOnlyForNew,
  refused,
  SeenKeys,
  traceOf,
  type Planned,
} from './import-runs.js';
import { publishedOf } from './published-rows.js';
import { restoreFields } from './restore-fields.js';
import { SimilarSlugs } from './similar-slugs.js';
import { RowVendors } from './row-vendors.js';

interface Known {
  readonly id: string;
  readonly vendorId: string;
  readonly slug: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly category: string;
  readonly description: string | null;
  readonly isPublished: boolean;
}

interface Write extends Omit<Known, 'isPublished'> {
  readonly isNew: boolean;
  readonly isPublished: boolean;
  readonly wasPublished: boolean;
  readonly coordinate: string;
}

const FIELDS = { name: 'name', nameEn: 'name_en', category: 'category', description: 'description' } as const;

/** Products, by `vendor/product`. */
export class ProductRun implements ImportRun {
  readonly #seen = new SeenKeys();
  readonly #vendors: RowVendors;
  readonly #similar = new SimilarSlugs();
  #categories: Promise<ReadonlyMap<string, string>> | undefined;
  #planned: Planned<Write>[] = [];
  readonly #traces: AppliedTrace[] = [];
  #renamed = 0;

  constructor(
    private readonly scope: ImportScope,
    private readonly plans: ImportPlans,
  ) {
    this.#vendors = new RowVendors(scope, plans);
  }

  async plan(tx: EntityManager, given: readonly NumberedRow[]): Promise<RowDecision[]> {
    this.#categories ??= categoriesByWord(tx);
    const categories = await this.#categories;
    await this.#vendors.know(tx, given);
    const read = given.map(({ number, row }) => {
      const fields = new FieldValues(row.values, row.columns);
      return { number, row, fields, vendor: this.#vendors.of(fields), slug: fields.slug('product') };
    });
    const known = await rows<Known>(
      tx,
      `SELECT p.id, p.vendor_id AS "vendorId", p.slug, p.name, p.name_en AS "nameEn", p.category, p.description,
              p.published_at IS NOT NULL AS "isPublished"
         FROM unnest($1::uuid[], $2::text[]) AS a(vendor, slug) JOIN products p ON p.vendor_id = a.vendor AND p.slug = a.slug`,
      [read.map(({ vendor }) => vendor?.id ?? null), read.map(({ slug }) => slug ?? null)],
    );
    const present = new Map(known.map((one) => [`${one.vendorId} ${one.slug}`, one]));
    await this.#similar.know(
      tx,
      read.flatMap(({ vendor }) => vendor?.id ?? []),
    );
    this.#planned = read.map(({ number, row, fields, vendor, slug }): Planned<Write> => {
      const old = present.get(`${vendor?.id} ${slug}`);
      if (old !== undefined && vendor !== undefined && isOnlyForNew(fields)) {
        const { id, isPublished } = old;
        const key = `${vendor.slug}/${old.slug}`;
        this.plans.products.set(key, { id, isNew: false, isPublished });
        return { number, decision: decided(key, false, [], { type: 'product', id }), write: undefined };
      }
      const name = fields.name('name', 200);
      const nameEn = fields.line('nameEn', 200);
      const description = fields.paragraph('description', 4_000);
      const category = readCategory(fields, categories);
      const isPublished = fields.yesOrNo('published');
      if (fields.text('product') === undefined) fields.required('product');
      if (old === undefined && fields.text('name') === undefined) fields.required('name');
      if (old === undefined && fields.text('category') === undefined) fields.required('category');
      if (old?.isPublished === true && isPublished === false) {
        fields.refuse('published', 'immutable', '已公开，不可收回 · is public and stays so');
      }
      const key = vendor === undefined || slug === undefined ? null : `${vendor.slug}/${slug}`;
      if (fields.problems.length === 0 && vendor !== undefined && slug !== undefined && key !== null) {
        const earlier = this.#seen.see(key, number);
        const similar = old === undefined ? this.#similar.add(vendor.id, slug) : undefined;
        if (earlier !== undefined) fields.problems.push(doubled(row.columns?.['product'] ?? null, 'product', earlier));
        else if (similar !== undefined) {
          fields.refuse(
            'product',
            'slug-collides',
            `与 ${similar} 仅分隔符不同 · differs from ${similar} by separators only`,
            [similar],
          );
        }
      }
      if (fields.problems.length > 0 || vendor === undefined || slug === undefined || key === null) {
        return { number, decision: refused(key, fields.problems), write: undefined };
      }
      const id = old?.id ?? uuidv7();
      const willBePublished = isPublished ?? old?.isPublished ?? false;
      this.plans.products.set(key, { id, isNew: old === undefined, isPublished: willBePublished });
      const said = { name, nameEn, category, description, published: isPublished === true ? 'yes' : undefined };
      const before = old === undefined ? undefined : { ...plain(old), published: old.isPublished ? 'yes' : null };
      const decision = decided(key, old === undefined, changesOf(said, before), { type: 'product', id });
      return {
        number,
        decision,
        write: {
          id,
          vendorId: vendor.id,
          slug,
          coordinate: key,
          name: name ?? old?.name ?? '',
          nameEn: nameEn ?? old?.nameEn ?? null,
          category: category ?? old?.category ?? '',
          description: description ?? old?.description ?? null,
          isNew: old === undefined,
          isPublished: willBePublished,
          wasPublished: old?.isPublished ?? false,
        },
      };
    });
    return this.#planned.map(({ decision }) => decision);
  }

  async write(tx: EntityManager, numbers: readonly number[]): Promise<void> {
    const wanted = new Set(numbers);
    const all = this.#planned.flatMap(({ number, decision, write }) =>
      write !== undefined && wanted.has(number) && decision.action !== 'unchanged'
        ? [{ ...write, number, changes: decision.changes }]
        : [],
    );
    await tx.query(
      `INSERT INTO products (id, vendor_id, slug, name, name_en, category, description, published_at)
       SELECT r.id, r."vendorId", r.slug, r.name, r."nameEn", r.category, r.description, CASE WHEN r."isPublished" THEN now() END
         FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, "vendorId" uuid, slug text, name text, "nameEn" text, category text,
              description text, "isPublished" boolean)`,
      [JSON.stringify(all.filter(({ isNew }) => isNew))],
    );
    await tx.query(
      `UPDATE products p SET name = r.name, name_en = r."nameEn", category = r.category, description = r.description,
              published_at = CASE WHEN r."isPublished" THEN coalesce(p.published_at, now()) ELSE p.published_at END
         FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, name text, "nameEn" text, category text, description text, "isPublished" boolean)
        WHERE p.id = r.id`,
      [JSON.stringify(all.filter(({ isNew }) => !isNew))],
    );
    this.#renamed += all.filter(({ isNew, isPublished }) => !isNew && isPublished).length;
    const events = all.map(({ id, number, isNew, slug, changes }) => ({
      action: isNew ? 'product.create' : 'product.change',
      number,
      subject: { type: 'product', id } as const,
      details: { slug, changes },
    }));
    await auditRows(tx, this.scope, importActor(this.scope), events);
    this.#traces.push(...events.map(({ number, subject }) => traceOf(number, subject)));
  }

  async finish(tx: EntityManager): Promise<readonly AppliedTrace[]> {
    // What products are called is read with the world: a revision that is about nothing else makes it be read again.
    if (this.#renamed > 0) {
      const revision = await takeRevision(tx, `names of ${this.#renamed} products (import ${this.scope.importId})`);
      await tx.query(
        'UPDATE products SET published_revision = $2 WHERE id = ANY($1) AND published_at IS NOT NULL AND published_revision IS NULL',
        [this.#traces.map(({ subject }) => subject.id), revision],
      );
    }
    return this.#traces;
  }

  async undo(tx: EntityManager, applied: readonly AppliedRow[]): Promise<UndoProblem[]> {
    const problems = await publishedOf(tx, 'products', applied);
    problems.push(...(await restoreFields(tx, 'products', FIELDS, applied)));
    if (problems.length > 0) return problems;
    const created = applied.filter(({ action }) => action === 'create');
    problems.push(
      ...(await deleteUnused(
        tx,
        'products',
        created.map(({ number, subject }) => ({ number, id: subject.id })),
      )),
    );
    if (created.length < applied.length)
      await takeRevision(tx, `names of products (import ${this.scope.importId} undone)`);
    return problems;
  }
}

function plain({ name, nameEn, category, description }: Known): Record<string, string | null> {
  return { name, nameEn, category, description };
}

/** Categories by slug and by name, where a name is one's alone. */
async function categoriesByWord(tx: EntityManager): Promise<ReadonlyMap<string, string>> {
  const all = await rows<{ slug: string; name: string; nameEn: string }>(
    tx,
    'SELECT slug, name, name_en AS "nameEn" FROM product_categories',
  );
  const byWord = new Map<string, string | undefined>();
  for (const { slug, name, nameEn } of all) {
    for (const word of [name, nameEn.toLowerCase()]) byWord.set(word, byWord.has(word) ? undefined : slug);
  }
  for (const { slug } of all) byWord.set(slug, slug);
  return new Map([...byWord].flatMap(([word, slug]) => (slug === undefined ? [] : [[word, slug] as const])));
}

/** A slug, a name, or both as the template's list has them: `数据库 · database`. */
function readCategory(fields: FieldValues, categories: ReadonlyMap<string, string>): string | undefined {
  const text = fields.text('category');
  if (text === undefined) return undefined;
  const word = (text.split(' · ').at(-1) ?? text).trim();
  const found = categories.get(word) ?? categories.get(word.toLowerCase());
  if (found !== undefined) return found;
  const nearest = nearestMatches(word, [...categories.keys()]);
  return fields.refuse(
    'category',
    'unknown',
    '产品分类不存在，见模板的下拉列表 · The taxonomy has no such category',
    nearest,
  );
}
