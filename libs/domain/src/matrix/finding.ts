/**
 * Glossary of the matrix, in the words used everywhere here.
 *
 * - finding: one dated statement about a release on a platform by somebody. Only ever added, never changed.
 * - result: a finding that says pass or fail of a cell: `direct` (tested) or `inherited` (reviewed inheritance).
 * - declaration: a vendor, or a third party, says so; ranks below everything that was tested, reviewed or derived by rule.
 * - act: a finding about an earlier finding: `revocation`, `suspension`, `reinstatement`, `publication`.
 * - cell: release × platform; platform: OS release × CPU model.
 * - counts: of the direct results in force on a cell, the latest by test end is the one that counts.
 * - source: the direct pass that an inference starts from.
 * - step: one application of one rule along one axis (release, CPU or OS), over any distance within its line.
 * - stranger: an asker whose organizations are no parties to a finding that is not public.
 *
 * All instants are epoch milliseconds (UTC); all intervals are half-open: in force from `validFrom`, no longer at `validTo`.
 */
export type FindingKind =
  'direct' | 'inherited' | 'declaration' | 'revocation' | 'suspension' | 'reinstatement' | 'publication';

export type Verdict = 'pass' | 'fail';

export interface Finding {
  /** Unique, and given in the order in which findings were recorded. */
  readonly number: number;
  readonly id: string;
  readonly kind: FindingKind;
  /** Null for acts. */
  readonly verdict: Verdict | null;
  readonly releaseId: string;
  readonly platform: { readonly osReleaseId: string; readonly cpuModelId: string };
  /** Set for an edge of a solution (product × product): such a finding says nothing about the release alone. */
  readonly secondReleaseId: string | null;
  readonly visibility: 'public' | 'parties';
  /** Organizations that may see it while it is not public; the release's vendor is always one and need not be listed. */
  readonly parties: readonly string[];
  /** Certification scheme of a result; null for declarations and acts. */
  readonly scheme: string | null;
  readonly validFrom: number;
  /** Null: no end was stated. The policy's default validity (results, declarations) or fail validity (fails) then applies. */
  readonly validTo: number | null;
  /** End of the test. Null where nothing was tested; `validFrom` then stands in. */
  readonly testedAt: number | null;
  /** Revision of the matrix with which it became known. */
  readonly revision: number;
  readonly certificateNumber: string | null;
  /**
   * Acts only: number of the finding that is revoked, suspended, reinstated or published. An act that leaves it null and
   * gives a certificate number names every finding of that certificate. A reinstatement names the suspended finding, not
   * the suspension.
   */
  readonly endsFinding: number | null;
  /** Declarations only: who declares, and in which capacity. */
  readonly declaredBy: Declarer | null;
  /** Inheritances only: the policy they were reviewed under. Null in the few that name none: those never lose their source. */
  readonly policyVersion: string | null;
  /** Inheritances only: number of the direct pass that was carried over. */
  readonly sourceFinding: number | null;
}

export interface Declarer {
  readonly organizationId: string;
  readonly as: 'vendor' | 'os-vendor' | 'cpu-vendor' | 'third-party';
}

/** Scheme of discovered platforms. It certifies nothing beyond the machine's owner, so each answer must show it. */
export const DEVELOPMENT_SCHEME = 'development';

/** R10: an act names a finding or a certificate, never a cell. */
export function actNames(act: Finding, finding: Finding): boolean {
  if (act.endsFinding !== null) return act.endsFinding === finding.number;
  return act.certificateNumber !== null && act.certificateNumber === finding.certificateNumber;
}

/** The instant by which results of one cell are ordered, epoch ms. */
export function testEnd(finding: Finding): number {
  return finding.testedAt ?? finding.validFrom;
}
