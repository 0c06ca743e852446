import { DECLARATION, PASS, type FindingColumns } from './finding-columns.js';
import type { Matrix } from './matrix.js';
import type { Capacity } from './references.js';
import { IN_FORCE, standingOf, type Standing } from './standing.js';

/** Who says what about a cell, in force and for all to see. */
export interface DeclarationInForce {
  readonly row: number;
  readonly organizationId: string;
  readonly as: Capacity;
  readonly isPass: boolean;
  readonly endAt: number;
  readonly endCode: number;
}

const cellRows: number[] = [];
const standing: Standing = { standing: 0, isVisible: false, endAt: 0, endCode: 0, changesAt: 0 };

/** The last word of each declarer in each capacity, in the domain's order. */
export function declarationsOn(matrix: Matrix, release: number, platform: number, at: number): DeclarationInForce[] {
  const { columns, acts, declarers } = matrix.store;
  const found: DeclarationInForce[] = [];
  for (const row of columns.cellRows(release, platform, cellRows)) {
    if (columns.kind(row) !== DECLARATION) continue;
    if (!standingOf(columns, row, acts, matrix.world.policy, at, standing)) continue;
    const declarer = declarers.unpack(columns.reference[row] ?? 0);
    if (standing.standing !== IN_FORCE || !standing.isVisible || declarer === null) continue;
    // Each property by its name: this is made for every answer that somebody declares something about.
    const said = {
      row,
      organizationId: declarer.organizationId,
      as: declarer.as,
      isPass: isPass(columns, row),
      endAt: standing.endAt,
      endCode: standing.endCode,
    };
    let earlier = 0;
    while (earlier < found.length && !isSameVoice(columns, found[earlier], row)) earlier += 1;
    const replaced = found[earlier];
    if (replaced === undefined || isLaterWord(columns, row, replaced.row)) found[earlier] = said;
  }
  return found.length < 2 ? found : found.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

function isSameVoice({ reference }: FindingColumns, said: DeclarationInForce | undefined, row: number): boolean {
  return said !== undefined && reference[said.row] === reference[row];
}

function isPass(columns: FindingColumns, row: number): boolean {
  return ((columns.bits[row] ?? 0) & PASS) !== 0;
}

function isLaterWord(columns: FindingColumns, row: number, other: number): boolean {
  const test = (columns.testEnd[row] ?? 0) - (columns.testEnd[other] ?? 0);
  if (test !== 0) return test > 0;
  if (isPass(columns, row) !== isPass(columns, other)) return !isPass(columns, row);
  return (columns.number[row] ?? 0) > (columns.number[other] ?? 0);
}

function keyOf({ organizationId, as }: DeclarationInForce): string {
  return `${organizationId} ${as}`;
}
