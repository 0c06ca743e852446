import { auditMany } from '#libs/database';
import { dayOf, findingId, formatReleaseCoordinate, type ReleaseCoordinate } from '#libs/domain';
import { recordFindings, type NewFinding } from '#libs/matrix';
import {
  FieldValues,
  importActor,
  NearestHints,
  type AppliedRow,
  type AppliedTrace,
  type ImportPlans,
  type ImportRun,
  type ImportScope,
  type NumberedRow,
  type PlatformRow,
  type RowDecision,
  type UndoProblem,
} from '#libs/registry';
import type { EntityManager } from 'typeorm';
import { defaultEnds, type Capacity } from './capacities.js';
import { changesFrom } from './declared-changes.js';
import { dayAfter, readSince } from './declared-days.js';
import { DeclaredReleases, type AboutRelease } from './declared-releases.js';
import { readCapacity } from './imported-capacity.js';
import { PlatformNames } from './platform-names.js';
import { WrittenNames } from './written-names.js';
import { revokeDeclarations, standingDeclarations, type StandingDeclaration } from './standing-declarations.js';

interface Write {
  readonly releaseId: string;
  readonly platformId: number;
  readonly as: Capacity;
  readonly verdict: 'pass' | 'fail';
  readonly validFrom: Date;
  readonly validUntil: Date;
  readonly source: string;
  readonly key: string;
}

interface Planned {
  readonly number: number;
  readonly decision: RowDecision;
  readonly write: Write | undefined;
}

/**
 * Declarations of one organization about releases on platforms: a vendor's own, or the published list of the vendor of an
 * operating system or CPU. In which capacity it speaks follows from each row; who is none of these is a third party, where an
 * operator's row says so. What stands already is not said again; what differs is said anew, and the last word counts.
 */
export class DeclarationRun implements ImportRun {
  readonly #hints = new NearestHints();
  readonly #about: DeclaredReleases;
  readonly #seen = new Map<string, number>();
  #platforms: Promise<PlatformNames> | undefined;
  #names: WrittenNames | undefined;
  #defaultEnds: Promise<(from: Date) => Date> | undefined;
  #planned: Planned[] = [];
  readonly #written: { readonly number: number; readonly finding: NewFinding; readonly key: string }[] = [];

  constructor(
    private readonly scope: ImportScope,
    plans: ImportPlans,
  ) {
    this.#about = new DeclaredReleases(scope, plans, this.#hints);
  }

  async plan(tx: EntityManager, given: readonly NumberedRow[]): Promise<RowDecision[]> {
    const { scope } = this;
    this.#platforms ??= PlatformNames.read(tx);
    this.#defaultEnds ??= defaultEnds(tx);
    const [platforms, endAfter] = [await this.#platforms, await this.#defaultEnds];
    this.#names ??= new WrittenNames(tx, scope.organization?.id ?? null);
    const read = [];
    for (const { number, row } of given) {
      const fields = new FieldValues(row.values, row.columns);
      const coordinate = await this.#about.coordinateOf(fields, this.#names);
      read.push({ number, fields, coordinate, platform: await platforms.of(fields, this.#hints, this.#names) });
    }
    const releases = await this.#about.registered(
      tx,
      read.flatMap(({ coordinate }) => coordinate ?? []),
    );
    const standing = await this.#standing(tx, [...releases.values()]);
    this.#planned = [];
    for (const one of read) {
      const { number, fields, coordinate } = one;
      const release =
        coordinate === undefined ? undefined : await this.#about.release(tx, fields, coordinate, releases);
      this.#planned.push(this.#planOne(number, fields, coordinate, release, one.platform, standing, endAfter));
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
    endAfter: (from: Date) => Date,
  ): Planned {
    const { organization, now } = this.scope;
    const verdict = fields.verdict('verdict');
    const until = fields.day('validUntil');
    const source = fields.paragraph('source', 2_000) ?? this.scope.source ?? undefined;
    if (fields.text('source') === undefined && source === undefined) fields.required('source');
    const since = readSince(fields, now);
    const validUntil = until === undefined ? endAfter(since ?? now) : dayAfter(until);
    if (validUntil <= now) {
      fields.refuse(until === undefined ? 'since' : 'validUntil', 'over', '有效期已过 · is over already');
    }
    if (organization === null)
      fields.refuse('source', 'required', '须指明声明机构 · Say for which organization the import is');
    const as =
      organization === null || release === undefined || platform === undefined
        ? undefined
        : readCapacity(fields, { organization, isOperator: this.scope.isOperator }, release, platform);
    const key =
      coordinate === undefined || platform === undefined
        ? null
        : `${formatReleaseCoordinate(coordinate)} ${platform.os} ${platform.cpu}`;
    if (fields.problems.length === 0 && key !== null) {
      const word = since === undefined ? key : `${key} ${dayOf(since)}`;
      const earlier = this.#seen.get(word);
      if (earlier === undefined) this.#seen.set(word, number);
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
    const from = since === undefined ? undefined : dayOf(since);
    const old = standing.get(`${release.id} ${platform.id} ${as}${from === undefined ? '' : ` ${from}`}`);
    // Left out, a verdict is that it runs, and an end what it was, or the policy's.
    const said = {
      verdict: verdict ?? 'pass',
      as,
      source,
      ...(from === undefined ? {} : { since: from }),
      ...(until === undefined ? {} : { validUntil: until }),
    };
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
        validFrom: since ?? now,
        validUntil,
        source,
        key,
      },
    };
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

  #finding({ releaseId, platformId, as, verdict, validFrom, validUntil, source }: Write): NewFinding {
    const { organization, importer } = this.scope;
    return {
      kind: 'declaration',
      verdict,
      releaseId,
      platformId,
      visibility: 'public',
      validFrom,
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
            since: finding.validFrom.toISOString(),
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
