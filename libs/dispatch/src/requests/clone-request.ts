import type { Context } from '#libs/database';
import { DomainError, type PersonActor, type Priority } from '#libs/domain';
import { clonedTargets } from './cloned-targets.js';
import type { RequestInput } from './judge-request.js';
import { inputOfRequest } from './requests.queries.js';
import { submitRequest } from './submit-request.js';

/** What is to be another than in the request that is asked again. */
export interface CloneInput {
  /** A release, of the same vendor. */
  readonly release?: string | undefined;
  /** Label of a build of that release; the newest where none is named. */
  readonly build?: string | undefined;
  /** An OS release: only the targets on other releases of that system are asked again, on this one. */
  readonly os?: string | undefined;
  readonly priority?: Priority | undefined;
}

/**
 * Submits a request of the actor's organization again, for another release or build, or on another service pack: same plan (the version
 * in force now), parameters, scheme and wishes, and the same targets whatever became of their jobs.
 *
 * @returns id of the new request
 * @throws DomainError what `inputOfClone` and `submitRequest` refuse
 */
export async function cloneRequest(
  context: Context<PersonActor>,
  requestId: string,
  changes: CloneInput,
): Promise<string> {
  return submitRequest(context, await inputOfClone(context, requestId, changes), requestId);
}

/**
 * What a request asked again would ask.
 *
 * @throws DomainError `not-found` also for another organization's request · `invalid-request` where it had no target on that
 * system
 */
export async function inputOfClone(
  { db, actor }: Context<PersonActor>,
  requestId: string,
  { release, build, os, priority }: CloneInput,
): Promise<RequestInput> {
  const original = await inputOfRequest(db, actor.organizationId, requestId);
  const targets = clonedTargets(original.targets, os);
  if (targets.length === 0) {
    throw new DomainError('invalid-request', '原申请没有该系统上的目标 · The request had no target on that system', {
      fields: [{ path: 'os', code: 'invalid', message: 'name a release of a system that the request had targets on' }],
    });
  }
  return {
    ...original,
    targets,
    build,
    release: release ?? original.release,
    priority: priority ?? original.priority,
  };
}
