import { declared, failed, inherited, tested, type Teller } from './cell-stories.js';
import { FindingSheet, type WorldFinding } from './finding-rows.js';
import { BLOCKS, type Block } from './platforms.js';
import { Random, STREAM } from './random.js';
import { worldRelease } from './releases.js';
import { findingsOf, type WorldSize } from './size.js';

/** Share of the matrix that has findings of its own, at most. */
export const COVERED_AT_MOST = 0.3;

/**
 * All findings of one release, in the order of platforms. The same for the same size and index, whatever was made before.
 * Work goes by blocks: what was tested on one service pack and CPU is what the rest of the block is inferred from.
 */
export function releaseFindings(size: WorldSize, index: number): WorldFinding[] {
  const random = new Random(size.seed, STREAM.findings, index);
  const sheet = new FindingSheet(findingsOf(size, index).count);
  const teller: Teller = { random, sheet, release: worldRelease(size, index) };
  for (const block of blockOrder(random)) {
    if (sheet.isFull) break;
    tellBlock(teller, block);
  }
  // A release with more findings than its blocks hold: vendors say the same again.
  const covered = sheet.covered;
  while (!sheet.isFull) declared(teller, random.pick(covered));
  return sheet.inOrder();
}

/** Platforms by which a release is known, those it was tested on first: what people ask about it most. */
export function knownBlocks(size: WorldSize, index: number): Block[] {
  // The first thing that the stream is used for, so the order is the one that the findings were made in.
  const order = blockOrder(new Random(size.seed, STREAM.findings, index));
  return order.slice(0, TYPICAL_BLOCKS);
}

/** About as many blocks as a release's findings reach; the others have none. */
const TYPICAL_BLOCKS = 36;

function blockOrder(random: Random): Block[] {
  const order = Uint8Array.from(BLOCKS.keys());
  random.shuffle(order);
  return [...order].flatMap((place) => BLOCKS[place] ?? []);
}

function tellBlock(teller: Teller, block: Block): void {
  const { random } = teller;
  const rest = new Set(block.platforms);
  const take = (from: readonly number[]): number | undefined => {
    const left = from.filter((platform) => rest.has(platform));
    if (left.length === 0) return undefined;
    const platform = random.pick(left);
    rest.delete(platform);
    return platform;
  };

  const first = take(random.chance(0.93) ? (block.cells[0] ?? block.platforms) : block.platforms);
  if (first === undefined) return;
  if (random.chance(0.03)) failed(teller, first);
  const source = tested(teller, first);
  const second = random.chance(0.15) ? take(block.platforms) : undefined;
  if (second !== undefined) tested(teller, second);
  const heir = random.chance(0.3) && source !== null ? take(block.platforms) : undefined;
  if (heir !== undefined && source !== null) inherited(teller, heir, source);
  const named = random.chance(0.5) ? take(block.platforms) : undefined;
  if (named !== undefined) declared(teller, named);
  const broken = random.chance(0.04) ? take(block.platforms) : undefined;
  if (broken !== undefined) failed(teller, broken);
}
