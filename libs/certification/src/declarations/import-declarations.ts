import { auditMany } from '#libs/database';
import {
  findingId,
  formatReleaseCoordinate,
  parseReleaseCoordinate,
  type ReleaseCoordinate,
  type WrittenName,
} from '#libs/domain';
import { recordFindings, type NewFinding } from '#libs/matrix';
import {
  FieldValues,
  importActor,
  NearestHints,
  releasesNamed,
  visibleReleaseCoordinates,
  type AppliedRow,
  type AppliedTrace,
  type FieldChange,
  type ImportPlans,
  type ImportRun,
  type ImportScope,
  type NumberedRow,
  type PlatformRow,
  type RowDecision,
  type UndoProblem,
} from '#libs/registry';
import type { EntityManager } from 'typeorm';
import { capacityFor, defaultEnd, type Capacity } from './capacities.js';
import { PlatformNames } from './platform-names.js';
import { WrittenNames } from './written-names.js';
import { revokeDeclarations, standingDeclarations, type StandingDeclaration } from './standing-declarations.js';

interface Write {
  readonly releaseId: string;
  readonly platformId: number;
  readonly as: Capacity;
  readonly verdict: 'pass' | 'fail';
  readonly validUntil: Date;
  readonly source: string;
  readonly key: string;
}

interface Planned {
  readonly number: number;
  readonly decision: RowDecision;
  readonly write: Write | undefined;
}

interface AboutRelease {
  readonly id: string;
  readonly vendorId: string;
  readonly isPublic: boolean;
}

/**
 * Declarations of one organization about releases on platforms: a vendor's own, or the published list of the vendor of an
 * operating system or CPU. In which capacity it speaks follows from each row. What stands already is not said again; what
 * differs is said anew, and the last word counts.
 */
export class DeclarationRun implements ImportRun {
  readonly #hints = new NearestHints();
  readonly #seen = new Map<string, number>();
  #platforms: Promise<PlatformNames> | undefined;
  #names: WrittenNames | undefined;
  #defaultEnd: Promise<Date> | undefined;
  #planned: Planned[] = [];
  readonly #written: { readonly number: number; readonly finding: NewFinding; readonly key: string }[] = [];

  constructor(
    private readonly scope: ImportScope,
    private readonly plans: ImportPlans,
  ) {}

  async plan(tx: EntityManager, given: readonly NumberedRow[]): Promise<RowDecision[]> {
    const { scope } = this;
    this.#platforms ??= PlatformNames.read(tx);
    this.#defaultEnd ??= defaultEnd(tx, scope.now);
    const [platforms, end] = [await this.#platforms, await this.#defaultEnd];
    this.#names ??= new WrittenNames(tx, scope.organization?.id ?? null);
    const read = [];
    for (const { number, row } of given) {
      const fields = new FieldValues(row.values, row.columns);
      const coordinate = await this.#coordinateOf(fields, this.#names);
      read.push({ number, fields, coordinate, platform: await platforms.of(fields, this.#hints, this.#names) });
    }
    const releases = await this.#releases(
      tx,
      read.flatMap(({ coordinate }) => coordinate ?? []),
    );
    const standing = await this.#standing(tx, [...releases.values()]);
    this.#planned = [];
    for (const one of read) {
      const { number, fields, coordinate } = one;
      const release = coordinate === undefined ? undefined : await this.#release(tx, fields, coordinate, releases);
      this.#planned.push(this.#planOne(number, fields, coordinate, release, one.platform, standing, end));
    }
    return this.#planned.map(({ decision }) => decision);
  }

  #planOne(
    number: number,
    fields: FieldValues,
    coordinate: ReleaseCoordinate | undefined,
    release: AboutRelease | undefined,
    platform: PlatformRow | undefined,
    standing: ReadonlyMap<string, StandingDeclaration>,
    end: Date,
  ): Planned {
    const { organization, now } = this.scope;
    const verdict = fields.verdict('verdict');
    const until = fields.day('validUntil');
    const source = fields.paragraph('source', 2_000) ?? this.scope.source ?? undefined;
    if (fields.text('source') === undefined && source === undefined) fields.required('source');
    const validUntil = until === undefined ? undefined : dayAfter(until);
    if (validUntil !== undefined && validUntil <= now) {
      fields.refuse('validUntil', 'over', '有效期已过 · is over already');
    }
    if (organization === null)
      fields.refuse('source', 'required', '须指明声明机构 · Say for which organization the import is');
    const as =
      organization === null || release === undefined || platform === undefined
        ? undefined
        : capacityFor(organization.id, release.vendorId, platform);
    if (organization !== null && release !== undefined && platform !== undefined && as === undefined) {
      fields.refuse(
        'release',
        'forbidden',
        `${organization.slug} 不是该产品、操作系统或 CPU 的厂商 · ${organization.slug} is not the vendor of the release, the OS or the CPU`,
      );
    }
    const key =
      coordinate === undefined || platform === undefined
        ? null
        : `${formatReleaseCoordinate(coordinate)} ${platform.os} ${platform.cpu}`;
    if (fields.problems.length === 0 && key !== null) {
      const earlier = this.#seen.get(key);
      if (earlier === undefined) this.#seen.set(key, number);
      else
        fields.refuse(
          'release',
          'duplicate-row',
          `与第 ${earlier} 条重复 · is the same as number ${earlier} of this import`,
        );
    }
    if (
      fields.problems.length > 0 ||
      key === null ||
      release === undefined ||
      platform === undefined ||
      as === undefined ||
      source === undefined
    ) {
      return {
        number,
        decision: { action: 'refused', key, changes: [], problems: fields.problems, subject: null },
        write: undefined,
      };
    }
    const old = standing.get(`${release.id} ${platform.id} ${as}`);
    // Left out, a verdict is that it runs, and an end what it was, or the policy's.
    const said = { verdict: verdict ?? 'pass', as, source, ...(until === undefined ? {} : { validUntil: until }) };
    const changes = changesFrom(old, said);
    const action = old === undefined ? 'create' : changes.length === 0 ? 'unchanged' : 'change';
    return {
      number,
      decision: { action, key, changes, problems: [], subject: null },
      write: {
        releaseId: release.id,
        platformId: platform.id,
        as,
        verdict: verdict ?? 'pass',
        validUntil: validUntil ?? end,
        source,
        key,
      },
    };
  }

  async #coordinateOf(fields: FieldValues, names: WrittenNames): Promise<ReleaseCoordinate | undefined> {
    const whole = fields.text('release');
    if (whole !== undefined) {
      const plain = fields.name('release', 280);
      if (plain === undefined) return undefined;
      return parseReleaseCoordinate(plain) ?? this.#named(fields, names, { text: plain });
    }
    const [product, version] = [fields.text('product'), fields.text('version')];
    if (product === undefined || version === undefined) {
      fields.required('release');
      return undefined;
    }
    const vendor = fields.text('vendor') ?? this.scope.organization?.slug;
    const exact = parseReleaseCoordinate(`${vendor ?? ''}/${product}@${version}`);
    if (exact !== undefined && fields.version('version') !== undefined) return exact;
    return this.#named(fields, names, { text: product, version, ...(vendor === undefined ? {} : { vendor }) });
  }

  /** A release that is named in words, as published lists do. */
  async #named(fields: FieldValues, names: WrittenNames, written: WrittenName): Promise<ReleaseCoordinate | undefined> {
    const found = await names.resolve(fields, 'release', 'release', written);
    return found === undefined ? undefined : parseReleaseCoordinate(found);
  }

  async #releases(tx: EntityManager, coordinates: readonly ReleaseCoordinate[]): Promise<Map<string, AboutRelease>> {
    const viewer = this.scope.organization?.id;
    const found = new Map<string, AboutRelease>();
    for (const { id, coordinate, vendorId, isPublic } of await releasesNamed(tx, coordinates)) {
      // Somebody else's draft is not known to exist.
      if (isPublic || vendorId === viewer || vendorId === this.scope.importer.organizationId)
        found.set(coordinate, { id, vendorId, isPublic });
    }
    for (const coordinate of coordinates) {
      const text = formatReleaseCoordinate(coordinate);
      const planned = this.plans.releases.get(text);
      if (planned !== undefined) found.set(text, { ...planned, isPublic: planned.isPublished });
    }
    return found;
  }

  async #release(
    tx: EntityManager,
    fields: FieldValues,
    coordinate: ReleaseCoordinate,
    releases: ReadonlyMap<string, AboutRelease>,
  ): Promise<AboutRelease | undefined> {
    const text = formatReleaseCoordinate(coordinate);
    const found = releases.get(text);
    if (found !== undefined) return found;
    const nearest = await this.#hints.of(text, () =>
      visibleReleaseCoordinates(tx, this.scope.organization?.id ?? null, text),
    );
    return fields.refuse('release', 'unknown', `版本 ${text} 未登记 · ${text} is not registered`, nearest);
  }

  async #standing(tx: EntityManager, releases: readonly AboutRelease[]): Promise<Map<string, StandingDeclaration>> {
    const { organization } = this.scope;
    if (organization === null) return new Map();
    return standingDeclarations(
      tx,
      organization.id,
      releases.map(({ id }) => id),
      this.scope.now,
    );
  }

  write(_tx: EntityManager, numbers: readonly number[]): Promise<void> {
    const wanted = new Set(numbers);
    for (const { number, write } of this.#planned) {
      if (write === undefined || !wanted.has(number)) continue;
      this.#written.push({ number, key: write.key, finding: this.#finding(write) });
    }
    return Promise.resolve();
  }

  #finding({ releaseId, platformId, as, verdict, validUntil, source }: Write): NewFinding {
    const { organization, importer, now } = this.scope;
    return {
      kind: 'declaration',
      verdict,
      releaseId,
      platformId,
      visibility: 'public',
      validFrom: now,
      validUntil,
      organizationId: organization?.id ?? importer.organizationId,
      declaredAs: as,
      reason: source,
    };
  }

  async finish(tx: EntityManager): Promise<readonly AppliedTrace[]> {
    const { scope } = this;
    if (this.#written.length === 0) return [];
    for (let start = 0; start < this.#written.length; start += AUDITED_TOGETHER) {
      await auditMany(
        tx,
        importActor(scope),
        this.#written.slice(start, start + AUDITED_TOGETHER).map(({ number, key, finding }) => ({
          action: 'declaration.record',
          subject: ['release', finding.releaseId] as const,
          details: {
            key,
            verdict: finding.verdict,
            as: finding.declaredAs,
            source: finding.reason,
            import: scope.importId,
            file: scope.fileSha256,
            number,
          },
        })),
      );
    }
    const numbers = await recordFindings(
      tx,
      `import ${scope.importId}: ${this.#written.length} declarations`,
      this.#written.map(({ finding }) => finding),
    );
    return this.#written.map(({ number }, index) => {
      const finding = numbers[index];
      if (finding === undefined) throw new Error('a declaration was recorded without a number');
      return { number, subject: { type: 'finding', id: findingId(finding) }, trace: { finding: String(finding) } };
    });
  }

  async undo(tx: EntityManager, applied: readonly AppliedRow[], reason: string): Promise<UndoProblem[]> {
    await revokeDeclarations(
      tx,
      this.scope,
      applied.map(({ trace }) => Number(trace['finding'])),
      reason,
    );
    return [];
  }
}

const AUDITED_TOGETHER = 1_000;

/** The day is part of the validity: it ends when the next one begins, UTC. */
function dayAfter(day: string): Date {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000);
}

function changesFrom(
  old: StandingDeclaration | undefined,
  said: { readonly verdict: string; readonly as: string; readonly source: string; readonly validUntil?: string },
): FieldChange[] {
  const before: Record<string, string | null> =
    old === undefined
      ? {}
      : { verdict: old.verdict, as: old.as, source: old.source, validUntil: lastDay(old.validUntil) };
  return Object.entries(said).flatMap(([field, to]) => {
    const from = before[field] ?? null;
    return from === to ? [] : [{ field, from, to }];
  });
}

function lastDay(validUntil: Date | null): string | null {
  return validUntil === null ? null : new Date(validUntil.getTime() - 1).toISOString().slice(0, 10);
}
