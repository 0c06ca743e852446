import { addSpan, type Validity } from '#libs/domain';

/**
 * All that a certificate says, frozen at issue: names are copied, so that whatever is renamed later, the certificate
 * still says exactly this.
 */
export interface CertificateDocument {
  readonly release: string;
  readonly productName: string;
  readonly platforms: readonly { os: string; osName: string; cpu: string; cpuName: string }[];
  readonly scheme: string;
  readonly issuingBody: string;
  readonly testingBody: string;
  readonly policy: string;
  readonly testPlan: string;
  readonly artifacts: readonly { sha256: string; sm3: string; fileName: string }[];
  readonly evidence: readonly { name: string; sha256: string }[];
  /** Set where nothing was tested for this certificate: whose result it carries over, and by which rules. */
  readonly inheritedFrom?: InheritedFrom;
}

export interface InheritedFrom {
  readonly certificate: string;
  readonly finding: string;
  readonly path: readonly {
    readonly rule: string;
    /** What the step left behind. */
    readonly from: { readonly release?: string; readonly os?: string; readonly cpu?: string };
  }[];
}

/** `SP-2026-0000123`: year of issue and a count without gaps. */
export function certificateNumber(year: number, count: number): string {
  return `SP-${year}-${String(count).padStart(7, '0')}`;
}

/** End of a validity that begins at `from`: calendar arithmetic in UTC, half-open. */
export function validityEnd(from: Date, validity: Validity): Date {
  return new Date(addSpan(from.getTime(), validity));
}
