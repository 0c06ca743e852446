import type { AbiLevel, HardwareFacts, Rebrand, ReleaseFacts } from '#libs/domain';

/** Shape of a statement's value, by kind. */
export interface StatementValues {
  /** R6: signed by the vendor; `document` is the SHA-256 of an uploaded one. */
  readonly 'fixes-only': { readonly text: string; readonly document: string | null };
  readonly 'rebrand-offered': object;
  readonly 'rebrand-consented': object;
  readonly 'rebrand-forbidden': object;
  readonly 'rebrand-allowed': object;
  readonly hardware: HardwareFacts;
  readonly 'kernel-module': { readonly kernelModule: boolean };
  readonly 'abi-level': { readonly abiLevel: AbiLevel | null };
  /** First day on which the release is out of support. */
  readonly 'end-of-life': { readonly endOfLife: string | null };
  /** Nothing that a rule reads: what was tested stays so. */
  readonly 'withdrawn-from-offer': { readonly reason: string };
  readonly withdrawn: object;
}
export type StatementKind = keyof StatementValues;

interface StatementOf<K extends StatementKind> {
  readonly id: string;
  readonly releaseId: string;
  readonly kind: K;
  /**
   * Offer and consent are stated about the rebrand and name the original here. A prohibition, or its end, is stated about
   * the original; it may name one rebrand here and else is about all.
   */
  readonly relatedReleaseId: string | null;
  /** Of `withdrawn`: the earlier statement that no longer holds. */
  readonly withdrawsId: string | null;
  readonly value: StatementValues[K];
}
export type Statement = { readonly [K in StatementKind]: StatementOf<K> }[StatementKind];

/** What the registry says of a release without any statement. */
export interface RegisteredRelease {
  readonly id: string;
  readonly coordinate: string;
  readonly vendorId: string;
  readonly productId: string;
  readonly line: string;
  readonly ordinal: number;
  readonly abiLevel: AbiLevel | null;
  readonly endOfLife: string | null;
  /** Of the whole product, as its vendor states it; the earlier of both ends counts. */
  readonly productEndOfLife: string | null;
}

/**
 * A release as the rules read it, by the statements known at a moment: the last of a kind that was not withdrawn holds.
 *
 * @param statements in the order in which they were made; those about the release itself and about the originals that it
 *   may be a rebrand of. Others do no harm.
 */
export function foldStatements(release: RegisteredRelease, statements: readonly Statement[]): ReleaseFacts {
  const withdrawn = new Set(statements.map(({ withdrawsId }) => withdrawsId));
  const standing = statements.filter(({ id }) => !withdrawn.has(id));
  const own = standing.filter(({ releaseId }) => releaseId === release.id);
  const abiLevel = lastOf(own, 'abi-level');
  const endOfLife = lastOf(own, 'end-of-life');
  return {
    id: release.id,
    coordinate: release.coordinate,
    vendorId: release.vendorId,
    productId: release.productId,
    line: release.line,
    ordinal: release.ordinal,
    abiLevel: abiLevel === undefined ? release.abiLevel : abiLevel.value.abiLevel,
    kernelModule: lastOf(own, 'kernel-module')?.value.kernelModule ?? false,
    endOfLife: earlier(
      startOfDay(endOfLife === undefined ? release.endOfLife : endOfLife.value.endOfLife),
      startOfDay(release.productEndOfLife),
    ),
    fixesOnly: lastOf(own, 'fixes-only') !== undefined,
    rebrand: rebrandOf(release.id, standing),
    hardware: lastOf(own, 'hardware')?.value ?? null,
  };
}

/** Anybody may offer; whose rebrand a release is, its own vendor says by consenting. Without consent, the last offer shows. */
function rebrandOf(id: string, standing: readonly Statement[]): Rebrand | null {
  const own = standing.filter(({ releaseId }) => releaseId === id);
  const consent = lastOf(own, 'rebrand-consented');
  const originalId = (consent ?? lastOf(own, 'rebrand-offered'))?.relatedReleaseId ?? null;
  if (originalId === null) return null;
  const rulings = standing.filter(
    ({ kind, releaseId, relatedReleaseId }) =>
      (kind === 'rebrand-forbidden' || kind === 'rebrand-allowed') &&
      releaseId === originalId &&
      (relatedReleaseId === null || relatedReleaseId === id),
  );
  return {
    originalId,
    offered: own.some(({ kind, relatedReleaseId }) => kind === 'rebrand-offered' && relatedReleaseId === originalId),
    consented: consent !== undefined,
    forbidden: rulings.at(-1)?.kind === 'rebrand-forbidden',
  };
}

function lastOf<K extends StatementKind>(statements: readonly Statement[], kind: K): StatementOf<K> | undefined {
  // The filter leaves statements of this kind only; the compiler doesn't follow it through the union.
  return statements.filter((statement) => statement.kind === kind).at(-1) as StatementOf<K> | undefined;
}

function earlier(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.min(a, b);
}

/** First instant of a calendar day, UTC, epoch ms. */
function startOfDay(day: string | null): number | null {
  return day === null ? null : Date.parse(`${day}T00:00:00Z`);
}
