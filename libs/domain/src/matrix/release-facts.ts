/** How far a vendor promises compatibility with other service packs of an OS. */
export type AbiLevel = 'level1' | 'level2' | 'level3';

/** What the rules read of a release: the one asked about, or one that it may inherit from. */
export interface ReleaseFacts {
  readonly id: string;
  /** `vendor/product@version` */
  readonly coordinate: string;
  readonly vendorId: string;
  readonly productId: string;
  /** `line` and `ordinal` place the release among those of its product; version strings are never parsed. */
  readonly line: string;
  readonly ordinal: number;
  /** Null when it was never stated, which allows no R4 step. */
  readonly abiLevel: AbiLevel | null;
  /** Its code runs in the kernel: another service pack needs a matching kernel ABI too. */
  readonly kernelModule: boolean;
  /** First instant (epoch ms) at which the release is out of support. */
  readonly endOfLife: number | null;
  /** R6: the vendor has signed that this release brings fixes only, compared with the one before it in its line. */
  readonly fixesOnly: boolean;
  /** R7: the release of another holder that this one is sold as, under another name. */
  readonly rebrand: Rebrand | null;
  /** Set where the release is hardware. */
  readonly hardware: HardwareFacts | null;
}

/** The original's holder offers, the other side consents; the holder may forbid that results travel. */
export interface Rebrand {
  readonly originalId: string;
  readonly offered: boolean;
  readonly consented: boolean;
  readonly forbidden: boolean;
}

export interface HardwareFacts {
  readonly board: { readonly pciVendor: string; readonly pciDevice: string; readonly pciSubvendor: string } | null;
  readonly machine: {
    readonly mainboard: string;
    readonly cpuGeneration: string;
    /** Sockets, risers, backplanes: whatever makes one build of a machine another topology. */
    readonly topology: string;
  } | null;
}

/** Within one line of one product ordinals count, and R6 goes forward. */
export function sameLine(a: ReleaseFacts, b: ReleaseFacts): boolean {
  return a.productId === b.productId && a.line === b.line;
}
