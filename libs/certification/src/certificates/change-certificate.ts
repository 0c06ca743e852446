import { audit, transaction, type Context } from '#libs/database';
import { DomainError, notFound, type PersonActor } from '#libs/domain';
import { findingOfCertificate, recordFindings } from '#libs/matrix';
import type { EntityManager } from 'typeorm';
import { refuseConflict } from '../reviews/refuse-conflict.js';
import { partiesOfCertificate } from '../reviews/parties.queries.js';
import {
  certificateByNumber,
  certificateState,
  type CertificateRow,
  type CertificateState,
} from './certificates.queries.js';

/** What can be done to a certificate, from which of its states, as which kind of finding. */
const CHANGES = {
  revoke: { from: ['valid', 'suspended', 'lapsed'], finding: 'revocation' },
  suspend: { from: ['valid'], finding: 'suspension' },
  reinstate: { from: ['suspended'], finding: 'reinstatement' },
} as const satisfies Record<
  string,
  { from: readonly CertificateState[]; finding: 'revocation' | 'suspension' | 'reinstatement' }
>;
export type CertificateChange = keyof typeof CHANGES;

/**
 * Revokes, suspends or reinstates a certificate that the actor's organization issued: a dated finding about its finding.
 * The certificate itself never changes.
 *
 * @throws DomainError `not-found` also for another body's certificate, `conflict-of-interest`, `illegal-transition`
 */
export async function changeCertificate(
  { db, actor }: Context<PersonActor>,
  input: { number: string; change: CertificateChange; reason: string },
): Promise<{ certificate: CertificateRow; state: CertificateState }> {
  return transaction(db, async (tx) => {
    const certificate = await certificateByNumber(tx, input.number);
    if (certificate.issuingOrganizationId !== actor.organizationId) throw notFound('证书 · certificate');
    // Who may not certify may not give a certificate back either. Whoever certified may well take it away again.
    const parties = await partiesOfCertificate(tx, certificate);
    await refuseConflict(tx, actor, 'certification', { ...parties, earlierDeciders: [], earlierOrganizationIds: [] });
    const state = await changeCertificateIn(tx, actor, certificate, input.change, input.reason);
    return { certificate, state };
  });
}

/**
 * The change itself, in the transaction of what decided it. Takes the revision head: call it last.
 *
 * @returns the state that the certificate is in then
 * @throws DomainError `illegal-transition`
 */
export async function changeCertificateIn(
  tx: EntityManager,
  actor: PersonActor,
  certificate: CertificateRow,
  change: CertificateChange,
  reason: string,
): Promise<CertificateState> {
  // Changes of one certificate come one after the other: the state read here is the one that the act is about.
  await tx.query('SELECT id FROM certificates WHERE id = $1 FOR UPDATE', [certificate.id]);
  const now = new Date();
  const state = await certificateState(tx, certificate, now);
  const { from, finding: kind } = CHANGES[change];
  const allowed: readonly CertificateState[] = from;
  if (!allowed.includes(state)) {
    throw new DomainError(
      'illegal-transition',
      `证书状态为 ${state}，不能执行此操作 · The certificate is ${state}; it can not be changed this way`,
      { facts: { state } },
    );
  }
  const finding = await findingOfCertificate(tx, certificate.id);
  await audit(tx, actor, {
    action: `certificate.${change}`,
    subject: ['certificate', certificate.id],
    details: { number: certificate.number, reason },
  });
  await recordFindings(tx, `${kind} of ${certificate.number}`, [
    {
      kind,
      releaseId: finding.releaseId,
      platformId: finding.platformId,
      visibility: finding.visibility,
      partyIds: [...finding.partyIds],
      validFrom: now,
      organizationId: actor.organizationId,
      endsFinding: finding.number,
      reason,
    },
  ]);
  return certificateState(tx, certificate, now);
}
