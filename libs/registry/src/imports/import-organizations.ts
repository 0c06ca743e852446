import { rows } from '#libs/database';
import { checkUscc, ORGANIZATION_KINDS, type OrganizationKind } from '#libs/domain';
import { v7 as uuidv7 } from 'uuid';
import type { EntityManager } from 'typeorm';
import { deleteUnused } from './delete-unused.js';
import { FieldValues } from './field-values.js';
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
import { auditRows, changesOf, decided, doubled, refused, SeenKeys, traceOf, type Planned } from './import-runs.js';
import { importActor } from './import-actor.js';
import { restoreFields } from './restore-fields.js';

interface Known {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly uscc: string | null;
  readonly kinds: readonly string[];
}

interface Write {
  readonly id: string;
  readonly isNew: boolean;
  readonly slug: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly uscc: string | null;
  readonly kinds: readonly string[];
}

/** Organizations, by their slug; operators only. Kinds and USCC of a known one stay what they are. */
export class OrganizationRun implements ImportRun {
  readonly #seen = new SeenKeys();
  readonly #usccs = new SeenKeys();
  #planned: Planned<Write>[] = [];
  readonly #traces: AppliedTrace[] = [];

  constructor(
    private readonly scope: ImportScope,
    private readonly plans: ImportPlans,
  ) {}

  async plan(tx: EntityManager, given: readonly NumberedRow[]): Promise<RowDecision[]> {
    const texts = (field: string): string[] => given.flatMap(({ row }) => row.values[field] ?? []);
    const known = await rows<Known>(
      tx,
      `SELECT id, slug, name, name_en AS "nameEn", uscc, kinds FROM organizations WHERE slug = ANY($1) OR uscc = ANY($2)`,
      [texts('slug'), texts('uscc').map((text) => text.toUpperCase())],
    );
    const bySlug = new Map(known.map((one) => [one.slug, one]));
    const byUscc = new Map(known.flatMap((one) => (one.uscc === null ? [] : [[one.uscc, one] as const])));
    this.#planned = given.map((one) => this.#planOne(one, bySlug, byUscc));
    return this.#planned.map(({ decision }) => decision);
  }

  #planOne(
    { number, row }: NumberedRow,
    bySlug: ReadonlyMap<string, Known>,
    byUscc: ReadonlyMap<string, Known>,
  ): Planned<Write> {
    const fields = new FieldValues(row.values, row.columns);
    if (!this.scope.isOperator)
      fields.refuse('slug', 'forbidden', '仅运营方可导入机构 · Only operators import organizations');
    const slug = fields.slug('slug');
    const name = fields.name('name', 200);
    const nameEn = fields.line('nameEn', 200);
    const uscc = readUscc(fields);
    const kinds = readKinds(fields);
    const present = slug === undefined ? undefined : bySlug.get(slug);
    if (fields.text('slug') === undefined) fields.required('slug');
    if (present === undefined && fields.text('name') === undefined) fields.required('name');
    if (present !== undefined && uscc !== undefined && uscc !== present.uscc && present.uscc !== null) {
      fields.refuse('uscc', 'immutable', `已登记为 ${present.uscc} · is registered as ${present.uscc}`);
    }
    if (present !== undefined && kinds !== undefined && [...kinds].sort().join() !== [...present.kinds].sort().join()) {
      fields.refuse(
        'kinds',
        'immutable',
        `已登记为 ${present.kinds.join()} · is registered as ${present.kinds.join()}`,
      );
    }
    const holder = uscc === undefined ? undefined : byUscc.get(uscc);
    if (holder !== undefined && holder.slug !== slug) {
      fields.refuse('uscc', 'already-exists', `属于机构 ${holder.slug} · belongs to ${holder.slug}`, [holder.slug]);
    }
    if (fields.problems.length === 0 && slug !== undefined) {
      const earlier = this.#seen.see(slug, number) ?? (uscc === undefined ? undefined : this.#usccs.see(uscc, number));
      if (earlier !== undefined) fields.problems.push(doubled(row.columns?.['slug'] ?? null, 'slug', earlier));
    }
    if (fields.problems.length > 0 || slug === undefined) {
      return { number, decision: refused(slug ?? null, fields.problems), write: undefined };
    }
    const id = present?.id ?? uuidv7();
    this.plans.organizations.set(slug, { id });
    const said = { name, nameEn, uscc, ...(present === undefined ? { kinds: (kinds ?? ['vendor']).join() } : {}) };
    const before =
      present === undefined ? undefined : { name: present.name, nameEn: present.nameEn, uscc: present.uscc };
    const decision = decided(slug, present === undefined, changesOf(said, before), { type: 'organization', id });
    const write: Write = {
      id,
      isNew: present === undefined,
      slug,
      name: name ?? present?.name ?? '',
      nameEn: nameEn ?? present?.nameEn ?? null,
      uscc: uscc ?? present?.uscc ?? null,
      kinds: present?.kinds ?? kinds ?? ['vendor'],
    };
    return { number, decision, write };
  }

  async write(tx: EntityManager, numbers: readonly number[]): Promise<void> {
    const wanted = new Set(numbers);
    const all = this.#planned.flatMap(({ number, decision, write }) =>
      write !== undefined && wanted.has(number) && decision.action !== 'unchanged'
        ? [{ ...write, number, changes: decision.changes }]
        : [],
    );
    await tx.query(
      `INSERT INTO organizations (id, slug, name, name_en, uscc, kinds)
       SELECT r.id, r.slug, r.name, r."nameEn", r.uscc, r.kinds
         FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, slug text, name text, "nameEn" text, uscc text, kinds text[])`,
      [JSON.stringify(all.filter(({ isNew }) => isNew))],
    );
    await tx.query(
      `UPDATE organizations o SET name = r.name, name_en = r."nameEn", uscc = r.uscc
         FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, name text, "nameEn" text, uscc text) WHERE o.id = r.id`,
      [JSON.stringify(all.filter(({ isNew }) => !isNew))],
    );
    const events = all.map(({ id, number, isNew, slug, changes }) => ({
      action: isNew ? 'organization.create' : 'organization.change',
      number,
      subject: { type: 'organization', id } as const,
      details: { slug, changes },
    }));
    await auditRows(tx, this.scope, importActor(this.scope), events);
    this.#traces.push(...events.map(({ number, subject }) => traceOf(number, subject)));
  }

  finish(): Promise<readonly AppliedTrace[]> {
    return Promise.resolve(this.#traces);
  }

  async undo(tx: EntityManager, applied: readonly AppliedRow[]): Promise<UndoProblem[]> {
    const problems = await restoreFields(
      tx,
      'organizations',
      { name: 'name', nameEn: 'name_en', uscc: 'uscc' },
      applied,
    );
    const created = applied.filter(({ action }) => action === 'create');
    problems.push(
      ...(await deleteUnused(
        tx,
        'organizations',
        created.map(({ number, subject }) => ({ number, id: subject.id })),
      )),
    );
    return problems;
  }
}

function readUscc(fields: FieldValues): string | undefined {
  const text = fields.text('uscc');
  if (text === undefined) return undefined;
  const checked = checkUscc(text);
  if (checked.ok) return checked.uscc;
  const why = {
    length: '应为 18 位 · must have 18 characters',
    alphabet: '含不允许的字符 · has a character that none has',
    'check-digit': '末位校验不符 · the check character is wrong',
  };
  return fields.refuse('uscc', `uscc-${checked.reason}`, `统一社会信用代码${why[checked.reason]} (GB 32100-2015)`);
}

function readKinds(fields: FieldValues): OrganizationKind[] | undefined {
  const text = fields.text('kinds');
  if (text === undefined) return undefined;
  const words = text.split(/[,，;；、\s]+/).filter((word) => word !== '');
  const kinds = ORGANIZATION_KINDS.filter((kind) => words.includes(kind));
  if (kinds.length > 0 && kinds.length === new Set(words).size) return kinds;
  return fields.refuse(
    'kinds',
    'not-a-choice',
    `须为 ${ORGANIZATION_KINDS.join('、')} · must be of ${ORGANIZATION_KINDS.join(', ')}`,
    ORGANIZATION_KINDS,
  );
}
