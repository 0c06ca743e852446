import {
  type CellAnswer,
  type CellRuling,
  type CpuModel,
  declaredAnswer,
  declaredBy,
  derivedEnd,
  directAnswer,
  type End,
  END_CODES,
  endedByActAnswer,
  type Finding,
  findingId,
  inheritedAnswer,
  lapsedAnswer,
  type OsRelease,
  type PathStep,
  type ReleaseFacts,
  type StandingFinding,
} from '#libs/domain';
import type { Explanation } from './explanations.js';
import { DECLARATION, DIRECT, NO_END, PASS, PUBLIC } from './finding-rows.js';
import type { Matrix } from './matrix.js';
import { NONE } from './release-reading.js';
import { standingOf, STANDINGS, type Standing } from './standing.js';

/**
 * The whole answer of one cell for strangers, as the domain's `evaluateCell` gives it.
 *
 * @param at epoch ms; `isPresent` says that the materialised answers hold at that moment
 */
export function answerCell(
  matrix: Matrix,
  release: number,
  platform: number,
  at: number,
  revision: number,
  isPresent: boolean,
): CellAnswer {
  const seconds = Math.floor(at / 1000);
  const cell = isPresent
    ? { explanation: matrix.answers.explanation(release, platform), row: matrix.answers.row(release, platform) }
    : matrix.deriveCell(release, platform, seconds);
  const explanation = explanationAt(matrix, cell.explanation);
  let here: readonly StandingFinding[] = [];
  if (needsFindings(explanation)) {
    if (isPresent) matrix.readFindings(release, platform, seconds);
    here = standingsOn(matrix, release, platform);
  }
  const facts = releaseAt(matrix, release);
  const { os, cpu } = partsOf(matrix, platform);
  const { end, ...ruling } =
    ownRuling(explanation, here) ?? simpleRuling(matrix, explanation, cell.row, facts, os, seconds, isPresent);
  return {
    release: facts.coordinate,
    os: os.coordinate,
    cpu: cpu.coordinate,
    ...ruling,
    validUntil: end?.at ?? null,
    endsBecause: end?.because ?? null,
    declaredBy: declaredBy(here),
    policy: matrix.world.policy.version,
    validAt: at,
    knownAtRevision: revision,
  };
}

function needsFindings({ isComposite, isDeclared }: Explanation): boolean {
  return isComposite || isDeclared;
}

/** An answer that rests on the cell's own findings, several perhaps. */
function ownRuling(explanation: Explanation, here: readonly StandingFinding[]): CellRuling | null {
  if (!needsFindings(explanation) || explanation.steps.length > 0 || explanation.because !== null) return null;
  return (
    directAnswer(here) ?? inheritedAnswer(here) ?? endedByActAnswer(here) ?? lapsedAnswer(here) ?? declaredAnswer(here)
  );
}

function simpleRuling(
  matrix: Matrix,
  explanation: Explanation,
  row: number,
  release: ReleaseFacts,
  os: OsRelease,
  at: number,
  isPresent: boolean,
): CellRuling {
  const { status, because } = explanation;
  if (because !== null || row === NONE) {
    return {
      status,
      scheme: null,
      sources: [],
      path: [],
      certificate: null,
      unknownBecause:
        because === null
          ? null
          : {
              code: because.code,
              rule: because.rule,
              nearest: because.hasNearest ? nearestOf(matrix, row, release) : null,
            },
      end: null,
    };
  }
  const source = findingOfRow(matrix, row);
  const end = ownEndOf(matrix, row, at, isPresent);
  const path = pathFrom(matrix, explanation, row, source);
  return {
    status,
    scheme: source.scheme,
    sources: [{ number: source.number, id: source.id }],
    path,
    certificate: path.length > 0 ? null : source.certificateNumber,
    unknownBecause: null,
    end: path.length > 0 ? derivedEnd({ finding: source, end }, os, release, matrix.world.policy) : end,
  };
}

/** When the finding of a row ends or ended, as far as strangers may know. */
function ownEndOf(matrix: Matrix, row: number, at: number, isPresent: boolean): End | null {
  const bySource = isPresent ? matrix.endsBySource.get(row) : matrix.derivedEndBySource(row);
  const standing: Standing = { standing: 0, isVisible: false, endAt: 0, endCode: 0, changesAt: 0 };
  const { rows, acts } = matrix.store;
  standingOf(rows, row, acts, matrix.world.policy, at, standing);
  return endFrom(bySource?.at ?? standing.endAt, bySource?.code ?? standing.endCode);
}

function endFrom(seconds: number, code: number): End | null {
  const because = END_CODES[code];
  return Number.isFinite(seconds) && because !== undefined ? { at: seconds * 1000, because } : null;
}

function pathFrom(matrix: Matrix, { steps }: Explanation, row: number, source: Finding): PathStep[] {
  if (steps.length === 0) return [];
  const { os, cpu } = partsOf(matrix, matrix.store.rows.platform(row));
  return steps.map(({ rule, axis }) => ({
    rule,
    from:
      axis === 'release'
        ? { release: releaseAt(matrix, matrix.store.rows.releaseOf(row)).coordinate }
        : axis === 'cpu'
          ? { cpu: cpu.coordinate }
          : { os: os.coordinate },
    findingId: source.id,
    certificate: source.certificateNumber,
  }));
}

function nearestOf(
  matrix: Matrix,
  row: number,
  release: ReleaseFacts,
): { release?: string; os: string; cpu: string; findingId: string } {
  const { rows } = matrix.store;
  const { os, cpu } = partsOf(matrix, rows.platform(row));
  const source = releaseAt(matrix, rows.releaseOf(row));
  return {
    ...(source.id === release.id ? {} : { release: source.coordinate }),
    os: os.coordinate,
    cpu: cpu.coordinate,
    findingId: findingId(rows.number(row)),
  };
}

/** The findings on one cell as they stand, of the release derived or read last. */
function standingsOn(matrix: Matrix, release: number, platform: number): StandingFinding[] {
  const { reading } = matrix;
  const found: StandingFinding[] = [];
  for (let i = reading.head[platform] ?? NONE; i !== NONE; i = reading.next[i] ?? NONE) {
    const standing = STANDINGS[reading.standing[i] ?? 0];
    if (standing === undefined) throw new Error('a standing out of range');
    found.push({
      finding: findingOfRow(matrix, reading.row[i] ?? 0, release),
      standing,
      visible: reading.isVisible[i] === 1,
      ...(reading.isWithheld[i] === 1 ? { isWithheld: true as const } : {}),
      end: endFrom(reading.endAt[i] ?? Infinity, reading.endCode[i] ?? 0),
    });
  }
  return found;
}

/** What is packed, as the domain knows it. Parties are not packed: strangers are never one. */
function findingOfRow(matrix: Matrix, row: number, release = matrix.store.rows.releaseOf(row)): Finding {
  const { rows, certificates, declarers, schemes, inheritances } = matrix.store;
  const bits = rows.bits(row);
  const kind = rows.kind(row);
  const number = rows.number(row);
  const reference = rows.reference(row);
  const validTo = rows.validTo(row);
  const { os, cpu } = partsOf(matrix, rows.platform(row));
  const declarer = kind === DECLARATION && reference > 0 ? declarers.unpack(reference) : null;
  const inheritance = inheritances.ofRow(row);
  return {
    number,
    id: findingId(number),
    kind: kind === DIRECT ? 'direct' : kind === DECLARATION ? 'declaration' : 'inherited',
    verdict: (bits & PASS) === 0 ? 'fail' : 'pass',
    releaseId: releaseAt(matrix, release).id,
    platform: { osReleaseId: os.id, cpuModelId: cpu.id },
    secondReleaseId: null,
    visibility: (bits & PUBLIC) === 0 ? 'parties' : 'public',
    parties: [],
    scheme: schemes[rows.scheme(row)] ?? null,
    validFrom: rows.validFrom(row) * 1000,
    validTo: validTo === NO_END ? null : validTo * 1000,
    testedAt: rows.testEnd(row) * 1000,
    // Numbers ascend with revisions, which is all that the order of findings asks of them.
    revision: number,
    certificateNumber: kind === DECLARATION ? null : certificates.unpack(reference),
    endsFinding: null,
    declaredBy: declarer,
    policyVersion: inheritance?.policy ?? null,
    sourceFinding: inheritance?.source ?? null,
  };
}

function explanationAt(matrix: Matrix, place: number): Explanation {
  const explanation = matrix.explanations.list[place];
  if (explanation === undefined) throw new Error(`no explanation ${place}`);
  return explanation;
}

function releaseAt(matrix: Matrix, place: number): ReleaseFacts {
  const release = matrix.world.releases.releases[place];
  if (release === undefined) throw new Error(`no release ${place}`);
  return release;
}

function partsOf(matrix: Matrix, platform: number): { os: OsRelease; cpu: CpuModel } {
  const { platforms } = matrix.world;
  const entry = platforms.platforms[platform];
  const os = platforms.osReleases[entry?.os ?? NONE];
  const cpu = platforms.cpuModels[entry?.cpu ?? NONE];
  if (os === undefined || cpu === undefined) throw new Error(`no platform ${platform}`);
  return { os, cpu };
}
