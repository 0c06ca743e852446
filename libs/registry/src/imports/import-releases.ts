import type { ReleaseFacts } from '#libs/domain';
import { v7 as uuidv7 } from 'uuid';
import type { EntityManager } from 'typeorm';
import { releaseFactsAt } from '../statements/statements.queries.js';
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
import { NearestHints } from './nearest-hints.js';
import { publishedOf } from './published-rows.js';
import {
  productSlugsOf,
  productsNamed,
  releasesNamed,
  takenPlaces,
  type NamedRelease,
} from './release-coordinates.queries.js';
import { presentFields, refuseImmutable } from './registered-release.js';
import { RowVendors, type RowVendor } from './row-vendors.js';
import { insertReleases, writeReleaseFacts, withdrawStatements, type ReleaseWrite } from './write-releases.js';

const MOST_ORDINAL = 2_000_000_000;

interface Read {
  readonly number: number;
  readonly fields: FieldValues;
  readonly column: string | null;
  readonly vendor: RowVendor | undefined;
  readonly product: string | undefined;
  readonly version: string | undefined;
  /** `vendor/product`, and the release's coordinate; null where they can't be told. */
  readonly productKey: string | null;
  readonly key: string | null;
}

interface Present {
  readonly products: ReadonlyMap<string, { readonly id: string; readonly isPublished: boolean }>;
  readonly releases: ReadonlyMap<string, NamedRelease>;
  readonly facts: ReadonlyMap<string, ReleaseFacts>;
  readonly places: ReadonlyMap<string, string>;
}

/**
 * Releases, by coordinate. What a release is never changes: version, line, ordinal and day. End of life and ABI level of one
 * that is known are stated anew, as its vendor's statement; a draft may be published.
 */
export class ReleaseRun implements ImportRun {
  readonly #seen = new SeenKeys();
  readonly #places = new SeenKeys();
  readonly #vendors: RowVendors;
  readonly #hints = new NearestHints();
  #planned: Planned<ReleaseWrite>[] = [];
  readonly #written: (ReleaseWrite & { readonly number: number })[] = [];

  constructor(
    private readonly scope: ImportScope,
    private readonly plans: ImportPlans,
  ) {
    this.#vendors = new RowVendors(scope, plans);
  }

  async plan(tx: EntityManager, given: readonly NumberedRow[]): Promise<RowDecision[]> {
    await this.#vendors.know(tx, given);
    const read = given.map(({ number, row }): Read => {
      const fields = new FieldValues(row.values, row.columns);
      const vendor = this.#vendors.of(fields);
      const product = fields.slug('product');
      const version = fields.version('version');
      if (fields.text('product') === undefined) fields.required('product');
      if (fields.text('version') === undefined) fields.required('version');
      const productKey = vendor === undefined || product === undefined ? null : `${vendor.slug}/${product}`;
      const key = productKey === null || version === undefined ? null : `${productKey}@${version}`;
      return { number, fields, column: row.columns?.['product'] ?? null, vendor, product, version, productKey, key };
    });
    const present = await this.#present(tx, read);
    this.#planned = [];
    for (const one of read) this.#planned.push(await this.#planOne(tx, one, present));
    return this.#planned.map(({ decision }) => decision);
  }

  async #present(tx: EntityManager, read: readonly Read[]): Promise<Present> {
    const named = read.flatMap(({ vendor, product, version }) =>
      vendor === undefined || product === undefined
        ? []
        : [{ vendorId: vendor.id, vendor: vendor.slug, product, version: version ?? '' }],
    );
    const products = new Map(
      (await productsNamed(tx, named)).map((one) => [one.key, { id: one.id, isPublished: one.isPublished }] as const),
    );
    for (const { productKey } of read) {
      const planned = productKey === null ? undefined : this.plans.products.get(productKey);
      if (productKey !== null && planned !== undefined) products.set(productKey, planned);
    }
    const releases = await releasesNamed(tx, named);
    const facts = await releaseFactsAt(
      tx,
      releases.map(({ id }) => id),
      Number.MAX_SAFE_INTEGER,
    );
    const places = read.flatMap(({ fields, productKey }) => {
      const product = productKey === null ? undefined : products.get(productKey);
      const ordinal = Number(fields.text('ordinal'));
      if (product === undefined || !Number.isInteger(ordinal) || ordinal < 0 || ordinal > MOST_ORDINAL) return [];
      return [{ productId: product.id, line: fields.text('line') ?? 'main', ordinal }];
    });
    return {
      products,
      releases: new Map(releases.map((one) => [one.coordinate, one])),
      facts: new Map(facts.map((one) => [one.id, one])),
      places: await takenPlaces(tx, places),
    };
  }

  async #planOne(tx: EntityManager, one: Read, present: Present): Promise<Planned<ReleaseWrite>> {
    const { number, fields, vendor, product: slug, productKey, key } = one;
    const product = productKey === null ? undefined : present.products.get(productKey);
    if (productKey !== null && product === undefined && vendor !== undefined && slug !== undefined) {
      const nearest = await this.#hints.of(slug, () => productSlugsOf(tx, vendor.id));
      fields.refuse(
        'product',
        'unknown',
        `产品 ${productKey} 未登记 · The product ${productKey} is not registered`,
        nearest,
      );
    }
    const old = key === null ? undefined : present.releases.get(key);
    if (old !== undefined && key !== null && vendor !== undefined && isOnlyForNew(fields)) {
      const isPublished = old.isPublished && product?.isPublished === true;
      this.plans.releases.set(key, { id: old.id, vendorId: vendor.id, isPublished });
      return { number, decision: decided(key, false, [], { type: 'release', id: old.id }), write: undefined };
    }
    const line = fields.name('line', 64);
    const ordinal = fields.whole('ordinal', MOST_ORDINAL);
    const releasedOn = fields.dayOrUnknown('releasedOn');
    const endOfLife = fields.day('endOfLife');
    const abiLevel = fields.abiLevel('abiLevel');
    const isPublished = fields.yesOrNo('published');
    if (old === undefined) {
      if (fields.text('ordinal') === undefined) fields.required('ordinal');
      if (fields.text('releasedOn') === undefined) fields.required('releasedOn');
      this.#refusePlace(one, product?.id, line ?? 'main', ordinal, present);
    } else refuseImmutable(fields, old, { line, ordinal, releasedOn, isPublished, endOfLife, abiLevel });
    if (isPublished === true && old?.isPublished !== true && product?.isPublished === false) {
      fields.refuse(
        'published',
        'product-is-draft',
        `产品 ${String(productKey)} 尚未公开，请先公开产品 · The product is a draft: publish it first`,
      );
    }
    if (fields.problems.length === 0 && key !== null) {
      const earlier = this.#seen.see(key, number);
      if (earlier !== undefined) fields.problems.push(doubled(one.column, 'version', earlier));
    }
    if (fields.problems.length > 0 || key === null || product === undefined || vendor === undefined) {
      return { number, decision: refused(key, fields.problems), write: undefined };
    }
    const id = old?.id ?? uuidv7();
    const willBePublished = isPublished ?? old?.isPublished ?? false;
    this.plans.releases.set(key, { id, vendorId: vendor.id, isPublished: willBePublished && product.isPublished });
    const said = {
      line: old === undefined ? (line ?? 'main') : undefined,
      ordinal: old === undefined ? String(ordinal) : undefined,
      releasedOn: old === undefined ? (releasedOn ?? undefined) : undefined,
      endOfLife,
      abiLevel,
      published: isPublished === true ? 'yes' : undefined,
    };
    const before = old === undefined ? undefined : presentFields(old, present.facts.get(old.id));
    const decision = decided(key, old === undefined, changesOf(said, before), { type: 'release', id });
    const changed = new Set(decision.changes.map(({ field }) => field));
    const write: ReleaseWrite = {
      id,
      productId: product.id,
      coordinate: key,
      isNew: old === undefined,
      version: one.version ?? '',
      line: line ?? 'main',
      ordinal: ordinal ?? 0,
      releasedOn: releasedOn ?? null,
      endOfLife: changed.has('endOfLife') ? (endOfLife ?? null) : null,
      abiLevel: changed.has('abiLevel') ? (abiLevel ?? null) : null,
      isMadePublic: changed.has('published'),
      changes: decision.changes,
    };
    return { number, decision, write };
  }

  #refusePlace(
    one: Read,
    productId: string | undefined,
    line: string,
    ordinal: number | undefined,
    present: Present,
  ): void {
    if (productId === undefined || ordinal === undefined) return;
    const place = `${productId} ${line} ${ordinal}`;
    const taken = present.places.get(place);
    const earlier = taken === undefined ? this.#places.see(place, one.number) : undefined;
    if (taken !== undefined) {
      one.fields.refuse('ordinal', 'already-exists', `序号已属于 ${taken} · This place in the line is ${taken}'s`);
    } else if (earlier !== undefined) {
      one.fields.refuse(
        'ordinal',
        'duplicate-row',
        `序号与第 ${earlier} 条相同 · Number ${earlier} of this import has this place`,
      );
    }
  }

  async write(tx: EntityManager, numbers: readonly number[]): Promise<void> {
    const wanted = new Set(numbers);
    const all = this.#planned.flatMap(({ number, decision, write }) =>
      write !== undefined && wanted.has(number) && decision.action !== 'unchanged' ? [{ ...write, number }] : [],
    );
    await insertReleases(
      tx,
      all.filter(({ isNew }) => isNew),
    );
    const events = all.map(({ id, number, isNew, version, changes }) => ({
      action: isNew ? 'release.create' : 'release.change',
      number,
      subject: { type: 'release', id } as const,
      details: { version, changes },
    }));
    await auditRows(tx, this.scope, importActor(this.scope), events);
    this.#written.push(...all);
  }

  async finish(tx: EntityManager): Promise<readonly AppliedTrace[]> {
    const statements = await writeReleaseFacts(tx, this.scope, this.#written);
    return this.#written.map(({ id, number }) => traceOf(number, { type: 'release', id }, statements.get(id) ?? {}));
  }

  async undo(tx: EntityManager, applied: readonly AppliedRow[]): Promise<UndoProblem[]> {
    const problems = await publishedOf(tx, 'releases', applied);
    if (problems.length > 0) return problems;
    const created = applied.filter(({ action }) => action === 'create');
    problems.push(
      ...(await deleteUnused(
        tx,
        'releases',
        created.map(({ number, subject }) => ({ number, id: subject.id })),
      )),
    );
    if (problems.length > 0) return problems;
    return withdrawStatements(
      tx,
      this.scope,
      applied.filter(({ action }) => action === 'change'),
    );
  }
}
