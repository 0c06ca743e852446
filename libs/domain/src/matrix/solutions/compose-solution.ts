import type { CellAnswer, CellStatus } from '../cell.js';
import type { EndCode } from '../expiry.js';
import { DEVELOPMENT_SCHEME } from '../finding.js';

/** Two releases that the solution uses together, and what the matrix answers about them on the platform. */
export interface SolutionEdge {
  /** How the solution calls it. */
  readonly name: string;
  /** One that is not required never weakens the solution. */
  readonly required: boolean;
  readonly answer: CellAnswer;
}

export interface SolutionAnswer {
  readonly status: CellStatus;
  /** Put together from edges; false where the solution was tested as a whole. */
  readonly composed: boolean;
  /** The required edges that make it no better, by name: for `unknown` the missing ones. Empty where it was tested as a whole. */
  readonly weakest: readonly string[];
  /** The development scheme where anything rests on it; else the scheme that all share; null where they differ or have none. */
  readonly scheme: string | null;
  /** Epoch ms, exclusive: the first end among those of the required edges. Null when unknown, or when no end is known. */
  readonly validUntil: number | null;
  readonly endsBecause: EndCode | null;
  /** The edge that ends first. Null where the solution was tested as a whole. */
  readonly endsWith: string | null;
}

/**
 * From weakest to strongest: what a chain is worth is the first of these among its links. What is missing comes first, since
 * nothing can be said of the whole (R13). Then come the verdicts against, from the plainest: tested and failed, disputed,
 * withdrawn for good, withdrawn for now. A validity that is over says no more than that it worked once; a vendor's word, a
 * rule, a review and a test follow in the order of R10.
 */
const FROM_WEAKEST: readonly CellStatus[] = [
  'unknown',
  'incompatible',
  'conflicting',
  'revoked',
  'suspended',
  'lapsed',
  'declared',
  'expected',
  'inherited',
  'certified',
];

/** Somebody, or some rule, says that it runs, and nothing of more weight says otherwise. */
export function isWorking(status: CellStatus): boolean {
  return strength(status) >= strength('declared');
}

/** 0 for the weakest, one more for each stronger status. Total: no two statuses are equally strong. */
export function strength(status: CellStatus): number {
  return FROM_WEAKEST.indexOf(status);
}

/** Results about the whole that outrank what its parts say, as on a single cell (R8, R10). */
const SETTLED_AS_A_WHOLE: readonly CellStatus[] = ['certified', 'incompatible', 'conflicting', 'revoked', 'suspended'];

export function isSettledAsWhole(status: CellStatus): boolean {
  return SETTLED_AS_A_WHOLE.includes(status);
}

const NOTHING_SAID: SolutionAnswer = {
  status: 'unknown',
  composed: true,
  weakest: [],
  scheme: null,
  validUntil: null,
  endsBecause: null,
  endsWith: null,
};

/**
 * R13: a solution that was tested as a whole is certified; otherwise it is its weakest required edge, labelled composed, and
 * a missing edge makes it unknown and is named. A whole that was tested and failed, or whose certificate is disputed,
 * revoked or suspended, is not talked up by its parts.
 *
 * @param direct the answer about the whole, null if nothing is kept about it; `withheld`: what is known against the whole is
 * hidden from the asker, so that it is not talked up to him either, and nothing is said of why
 */
export function composeSolution(
  direct: CellAnswer | 'withheld' | null,
  edges: readonly SolutionEdge[],
): SolutionAnswer {
  if (direct === 'withheld') return NOTHING_SAID;
  if (direct !== null && isSettledAsWhole(direct.status)) {
    const { status, scheme, validUntil, endsBecause } = direct;
    return { status, composed: false, weakest: [], scheme, validUntil, endsBecause, endsWith: null };
  }

  const required = edges.filter((edge) => edge.required);
  const status = weakestStatus(required.map(({ answer }) => answer.status));
  const weakest = required.filter(({ answer }) => answer.status === status).map(({ name }) => name);
  const first = status === 'unknown' ? null : firstToEnd(required);
  return {
    status,
    composed: true,
    weakest,
    scheme: sharedScheme(required),
    validUntil: first?.answer.validUntil ?? null,
    endsBecause: first?.answer.endsBecause ?? null,
    endsWith: first?.name ?? null,
  };
}

/** Of the required edges; with none there is nothing to go by. */
export function weakestStatus(required: readonly CellStatus[]): CellStatus {
  return required.reduce(weaker, required.length > 0 ? 'certified' : 'unknown');
}

function weaker(a: CellStatus, b: CellStatus): CellStatus {
  return strength(a) <= strength(b) ? a : b;
}

/** Of equal instants the edge listed first. */
function firstToEnd(edges: readonly SolutionEdge[]): SolutionEdge | null {
  const endOf = ({ answer }: SolutionEdge): number => answer.validUntil ?? Infinity;
  const ending = edges.filter(({ answer }) => answer.validUntil !== null);
  return ending.reduce<SolutionEdge | null>(
    (first, edge) => (first === null || endOf(edge) < endOf(first) ? edge : first),
    null,
  );
}

function sharedScheme(edges: readonly SolutionEdge[]): string | null {
  const schemes = new Set(edges.map(({ answer }) => answer.scheme));
  if (schemes.has(DEVELOPMENT_SCHEME)) return DEVELOPMENT_SCHEME;
  const [only] = schemes;
  return schemes.size === 1 && only !== undefined ? only : null;
}
