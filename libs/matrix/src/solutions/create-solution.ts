import {
  audit,
  isUniqueViolation,
  Solution,
  SolutionEdgeRow,
  SolutionRelease,
  transaction,
  type Context,
} from '#libs/database';
import { DomainError, type FieldProblem, type PersonActor } from '#libs/domain';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { membersOf, pairsOf, type NamedMember } from './name-edges.js';
import { solutionByName, type SolutionRow } from './solutions.queries.js';

export interface NewSolution {
  readonly slug: string;
  readonly name: string;
  readonly nameEn?: string | undefined;
  readonly description?: string | undefined;
  readonly releases: readonly { readonly release: string; readonly required: boolean }[];
  readonly edges: readonly { readonly release: string; readonly with: string; readonly required: boolean }[];
  readonly published: boolean;
}

/**
 * Registers a solution of the actor's organization: releases that it may see, its own drafts among them while the solution is
 * a draft itself.
 *
 * @throws DomainError `already-exists` · `unknown-coordinate` with the nearest matches, also for somebody else's draft ·
 * `invalid-request` for a release or pair that is listed twice, a pair of releases that are not listed, an OS release (that
 * belongs to the platform), or where nothing is required · `illegal-transition` to publish it with a draft in it
 */
export async function createSolution({ db, actor }: Context<PersonActor>, input: NewSolution): Promise<SolutionRow> {
  const id = uuidv7();
  try {
    return await transaction(db, async (tx) => {
      const members = await membersOf(tx, actor.organizationId, input.releases, (place) => `releases.${place}.release`);
      const pairs = pairsOf(members, input.edges);
      refuseNothingRequired(input);
      if (input.published) refuseDrafts(members);
      await tx.insert(Solution, {
        id,
        organizationId: actor.organizationId,
        slug: input.slug,
        name: input.name,
        nameEn: input.nameEn ?? null,
        description: input.description ?? null,
        publishedAt: input.published ? new Date() : null,
      });
      await insertParts(tx, id, members, pairs);
      await audit(tx, actor, {
        action: 'solution.create',
        subject: ['solution', id],
        details: { slug: input.slug, releases: members.length, published: input.published },
      });
      return solutionByName(tx, actor.organizationId, { organization: actor.organizationSlug, solution: input.slug });
    });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new DomainError('already-exists', '方案已登记 · You have registered a solution with this slug already', {
      fields: [{ path: 'slug', code: 'already-exists', message: 'is taken; solutions are immutable' }],
    });
  }
}

async function insertParts(
  tx: EntityManager,
  solutionId: string,
  members: readonly (NamedMember & { readonly required: boolean })[],
  pairs: readonly { readonly releaseId: string; readonly secondReleaseId: string; readonly required: boolean }[],
): Promise<void> {
  await tx.insert(
    SolutionRelease,
    members.map(({ id: releaseId, required }, place) => ({ solutionId, releaseId, place, required })),
  );
  if (pairs.length === 0) return;
  await tx.insert(
    SolutionEdgeRow,
    pairs.map(({ releaseId, secondReleaseId, required }, place) => ({
      solutionId,
      releaseId,
      secondReleaseId,
      place,
      required,
    })),
  );
}

function refuseNothingRequired({ releases, edges }: NewSolution): void {
  if ([...releases, ...edges].some(({ required }) => required)) return;
  throw new DomainError('invalid-request', '至少须有一个必需环节 · At least one release or edge has to be required', {
    fields: [
      { path: 'releases', code: 'invalid', message: 'nothing is required: there would be nothing to say of it' },
    ],
  });
}

/** Whoever may see the solution sees what is in it. */
export function refuseDrafts(members: readonly Pick<NamedMember, 'coordinate' | 'published'>[]): void {
  const fields = members.flatMap(({ coordinate, published }, place): FieldProblem[] =>
    published
      ? []
      : [{ path: `releases.${place}.release`, code: 'draft', message: `${coordinate} is a draft: publish it first` }],
  );
  if (fields.length === 0) return;
  throw new DomainError(
    'illegal-transition',
    '方案含未发布的版本，请先发布版本 · The solution has draft releases in it: publish them first',
    { fields },
  );
}
