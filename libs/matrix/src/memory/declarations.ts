import { DECLARATION, PASS, type FindingRows } from './finding-rows.js';
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
  const { rows, acts, declarers } = matrix.store;
  const found: DeclarationInForce[] = [];
  for (const row of rows.cellRows(release, platform, cellRows)) {
    if (rows.kind(row) !== DECLARATION) continue;
    if (!standingOf(rows, row, acts, matrix.world.policy, at, standing)) continue;
    const declarer = declarers.unpack(rows.reference(row));
    if (standing.standing !== IN_FORCE || !standing.isVisible || declarer === null) continue;
    // Each property by its name: this is made for every answer that somebody declares something about.
    const said = {
      row,
      organizationId: declarer.organizationId,
      as: declarer.as,
      isPass: isPass(rows, row),
      endAt: standing.endAt,
      endCode: standing.endCode,
    };
    let earlier = 0;
    while (earlier < found.length && !isSameVoice(rows, found[earlier], row)) earlier += 1;
    const replaced = found[earlier];
    if (replaced === undefined || isLaterWord(rows, row, replaced.row)) found[earlier] = said;
  }
  return found.length < 2 ? found : found.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

function isSameVoice(rows: FindingRows, said: DeclarationInForce | undefined, row: number): boolean {
  return said !== undefined && rows.reference(said.row) === rows.reference(row);
}

function isPass(rows: FindingRows, row: number): boolean {
  return (rows.bits(row) & PASS) !== 0;
}

function isLaterWord(rows: FindingRows, row: number, other: number): boolean {
  const test = rows.testEnd(row) - rows.testEnd(other);
  if (test !== 0) return test > 0;
  if (isPass(rows, row) !== isPass(rows, other)) return !isPass(rows, row);
  return rows.number(row) > rows.number(other);
}

function keyOf({ organizationId, as }: DeclarationInForce): string {
  return `${organizationId} ${as}`;
}
