import {
  audit,
  isUniqueViolation,
  ReleaseStatement,
  row,
  takeRevision,
  transaction,
  type Context,
} from '#libs/database';
import { DomainError, notFound, type HardwareFacts, type PersonActor } from '#libs/domain';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { findRelease, requireRelease, type ReleaseRow } from '../products/products.queries.js';
import type { StatementKind, StatementValues } from './fold-statements.js';
import { statementById, type StatementRow } from './statements.queries.js';

/** What is stated; which of the fields a kind has is the contract's to check. */
export interface NewStatement {
  readonly kind: StatementKind;
  readonly otherRelease?: string | undefined;
  readonly withdraws?: string | undefined;
  readonly text?: string | undefined;
  readonly document?: string | undefined;
  readonly board?: HardwareFacts['board'] | undefined;
  readonly machine?: HardwareFacts['machine'] | undefined;
  readonly kernelModule?: boolean | undefined;
  readonly abiLevel?: 'level1' | 'level2' | 'level3' | null | undefined;
  readonly endOfLife?: string | null | undefined;
  readonly reason?: string | undefined;
}

/**
 * Records what a vendor states about a release, under a revision of its own: answers may change with it. The vendor of the
 * release states; only a rebrand is offered by somebody else, the holder of the original.
 *
 * @throws DomainError `not-found` · `unknown-coordinate` and `invalid-request` for the other release · `forbidden` ·
 * `unknown-artifact` for a document that the organization has not uploaded · `illegal-transition` for a statement that
 * was withdrawn already
 */
export async function stateRelease(
  { db, actor }: Context<PersonActor>,
  coordinate: { vendor: string; product: string; version: string },
  input: NewStatement,
): Promise<StatementRow> {
  const id = uuidv7();
  try {
    return await transaction(db, async (tx) => {
      const release = await findRelease(tx, actor.organizationId, coordinate);
      if (release === undefined) throw notFound('版本 · release');
      const other = input.otherRelease === undefined ? undefined : await otherRelease(tx, actor, input.otherRelease);
      await refuseSpeaker(tx, actor, input, release, other);
      if (input.document !== undefined) await refuseUnknownDocument(tx, actor, input.document);
      await audit(tx, actor, {
        action: `release.state-${input.kind}`,
        subject: ['release', release.id],
        details: { statement: id, ...input },
      });
      const revision = await takeRevision(tx, `${input.kind} of ${release.coordinate}`);
      await tx.insert(ReleaseStatement, {
        id,
        releaseId: release.id,
        kind: input.kind,
        relatedReleaseId: other?.id ?? null,
        withdrawsId: input.withdraws ?? null,
        value: valueOf(input),
        organizationId: actor.organizationId,
        personId: actor.personId,
        revision,
      } as Parameters<typeof tx.insert<ReleaseStatement>>[1]);
      return statementById(tx, release.id, id);
    });
  } catch (error) {
    // Two withdrawing at once: the unique index lets one of them win.
    if (isUniqueViolation(error)) throw alreadyWithdrawn();
    throw error;
  }
}

async function otherRelease(tx: EntityManager, actor: PersonActor, text: string): Promise<ReleaseRow> {
  const found = await requireRelease(tx, actor.organizationId, text, 'otherRelease');
  // Statements are public, so a draft would be told of by them.
  if (!found.published)
    throw wrong('otherRelease', '所指版本尚未发布 · The other release is a draft: publish it first');
  return found;
}

async function refuseSpeaker(
  tx: EntityManager,
  actor: PersonActor,
  input: NewStatement,
  release: ReleaseRow,
  other: ReleaseRow | undefined,
): Promise<void> {
  if ((await row(tx, 'SELECT 1 AS one FROM os_releases WHERE release_id = $1', [release.id])) !== undefined) {
    throw new DomainError(
      'forbidden',
      '操作系统版本的事实由目录维护 · What is known of OS releases is kept in the catalogue; ask an operator',
    );
  }
  if (other?.vendorId === release.vendorId) {
    throw wrong('otherRelease', '换标涉及另一家厂商的版本 · A rebrand is between releases of two vendors');
  }
  if (input.withdraws !== undefined) {
    const statement = await statementById(tx, release.id, input.withdraws);
    if (statement.statedById !== actor.organizationId) {
      throw new DomainError('forbidden', '仅声明者可撤回 · Only who stated it withdraws it');
    }
    if (statement.kind === 'withdrawn') throw wrong('withdraws', '撤回不可再撤回，请重新声明 · State it anew instead');
    if (statement.withdrawnBy !== null) throw alreadyWithdrawn();
    return;
  }
  const speaker = input.kind === 'rebrand-offered' ? other?.vendorId : release.vendorId;
  if (speaker === actor.organizationId) return;
  throw new DomainError(
    'forbidden',
    input.kind === 'rebrand-offered'
      ? '仅原版本的厂商可提供换标 · Only the vendor of the original, named as otherRelease, offers it'
      : '仅该版本的厂商可声明 · Only the vendor of the release states this',
  );
}

async function refuseUnknownDocument(tx: EntityManager, actor: PersonActor, sha256: string): Promise<void> {
  const uploaded = await row(tx, 'SELECT 1 AS one FROM artifact_uploads WHERE organization_id = $1 AND sha256 = $2', [
    actor.organizationId,
    sha256,
  ]);
  if (uploaded !== undefined) return;
  throw new DomainError('unknown-artifact', '文件未上传 · The document is not uploaded', {
    fields: [
      { path: 'document', code: 'unknown-artifact', message: 'upload the bytes first: PUT /artifacts/{sha256}' },
    ],
  });
}

function valueOf(input: NewStatement): StatementValues[StatementKind] {
  switch (input.kind) {
    case 'fixes-only':
      return { text: input.text ?? '', document: input.document ?? null };
    case 'hardware':
      return { board: input.board ?? null, machine: input.machine ?? null };
    case 'kernel-module':
      return { kernelModule: input.kernelModule ?? false };
    case 'abi-level':
      return { abiLevel: input.abiLevel ?? null };
    case 'end-of-life':
      return { endOfLife: input.endOfLife ?? null };
    case 'withdrawn-from-offer':
      return { reason: input.reason ?? '' };
    case 'rebrand-offered':
    case 'rebrand-consented':
    case 'rebrand-forbidden':
    case 'rebrand-allowed':
    case 'withdrawn':
      return {};
  }
}

function alreadyWithdrawn(): DomainError {
  return new DomainError('illegal-transition', '该声明已撤回 · The statement was withdrawn already');
}

function wrong(path: string, message: string): DomainError {
  return new DomainError('invalid-request', message, { fields: [{ path, code: 'invalid', message }] });
}
