/** What the rules read of the release that is asked about. */
export interface ReleaseFacts {
  readonly id: string;
  /** `vendor/product@version` */
  readonly coordinate: string;
  /** How far the vendor promises OS compatibility; null when it was never stated, which allows no R4 step. */
  readonly abiLevel: 'level1' | 'level2' | 'level3' | null;
  /** First instant (epoch ms) at which the release is out of support. */
  readonly endOfLife: number | null;
  readonly vendorId: string;
}
