import { PUBLIC_AUDIENCE } from '../audience.js';
import type { CellAnswer, CellFacts, CellQuestion } from '../cell.js';
import { evaluateCell } from '../evaluate-cell.js';
import { ownEnd } from '../expiry.js';
import { actNames } from '../finding.js';
import type { Finding } from '../finding.js';
import { sameGeneration } from '../platform-model.js';
import type { CpuModel, OsRelease, Platform } from '../platform-model.js';
import { DAY_MS } from '../policy.js';
import { reachesOs } from '../reach.js';
import { walkTo } from '../walk.js';
import { isStatement, type ReleaseFindings } from './public-part.js';

/** What of an answer depends on findings. */
export type AnswerBody = Omit<CellAnswer, 'release' | 'os' | 'cpu' | 'policy' | 'validAt' | 'knownAtRevision'>;

/** What strangers are told of one platform from an instant on (epoch ms), until another (exclusive; null: for ever). */
export interface WithheldAnswer {
  readonly os: OsRelease;
  readonly cpu: CpuModel;
  readonly from: number;
  readonly to: number | null;
  readonly answer: AnswerBody;
}

/**
 * Where the public part of the facts says something else than strangers are told, and what they are told: that is how a
 * hidden finding's effect travels without the finding. Each of these answers is one that anybody gets from the service by
 * asking about that cell and moment; nothing else is in them.
 *
 * Only cells, and instants, are compared at which something hidden can matter: a finding reaches cells of its CPU's
 * generation (R1) on its OS release, on later ones of the same major (R4) and on what is derived from it (R5), and changes
 * no answer before it begins. Where acts are hidden, or drafts are part of a rebrand, everything is compared.
 */
export class WithheldAnswers {
  readonly #all: ReleaseFindings;
  readonly #shown: ReleaseFindings;
  readonly #about: string | null;
  readonly #revision: number;
  readonly #hidden: readonly Finding[];
  readonly #isShown: ReadonlySet<number>;
  readonly #spoken: Spoken;
  /** Something is hidden that no rule of reach confines. */
  readonly #isEverywhere: boolean;

  /**
   * @param facts all that the service knows
   * @param shown their public part
   * @param about the edge to this release; null: the release alone
   * @param revision as known at
   */
  constructor(facts: ReleaseFindings, shown: ReleaseFindings, about: string | null, revision: number) {
    const isAbout = ({ releaseId, secondReleaseId }: Finding): boolean =>
      secondReleaseId === about && (about === null || releaseId === facts.release.id);
    this.#all = { ...facts, findings: facts.findings.filter(isAbout) };
    this.#shown = { ...shown, findings: shown.findings.filter(isAbout) };
    this.#about = about;
    this.#revision = revision;
    this.#spoken = new Spoken(this.#all.findings);
    this.#isShown = new Set(this.#shown.findings.map(({ number }) => number));
    this.#hidden = this.#all.findings.filter(
      ({ number, kind }) => kind !== 'publication' && !this.#isShown.has(number),
    );
    const seen = this.#shown.findings.filter(isStatement);
    const hiddenActs = this.#hidden.filter((finding) => !isStatement(finding));
    const isRebrandOfDraft = [facts.release, ...facts.releases].some(
      ({ id, rebrand }) =>
        rebrand !== null && [shown.release, ...shown.releases].find((one) => one.id === id)?.rebrand === null,
    );
    this.#isEverywhere = isRebrandOfDraft || hiddenActs.some((act) => seen.some((finding) => actNames(act, finding)));
  }

  /** Nothing is withheld anywhere. */
  get isAllPublic(): boolean {
    return this.#hidden.length === 0 && !this.#isEverywhere;
  }

  /** One after the other in time. */
  on(platform: Platform): WithheldAnswer[] {
    if (this.isAllPublic) return [];
    const near = this.#isEverywhere ? this.#all.findings : this.#reaching(platform);
    const hidden = near.filter((finding) => isStatement(finding) && !this.#isShown.has(finding.number));
    if (!this.#isEverywhere && hidden.length === 0) return [];

    const isConfined =
      !this.#isEverywhere && hidden.every(({ kind, verdict }) => kind === 'direct' && verdict === 'fail');
    if (!isConfined) return this.#compare(platform, this.#all, this.#shown, instantsOf(this.#all, platform));

    const all = narrowed(this.#all, near, platform);
    const numbers = new Set(near.map(({ number }) => number));
    const seen = this.#shown.findings.filter(({ number }) => numbers.has(number));
    const shown = narrowed(this.#shown, seen, platform);
    if (!canWithhold(this.#question(platform, 0), shown)) return [];
    const begins = Math.min(...hidden.map(({ validFrom }) => validFrom));
    const instants = instantsOf(all, platform).filter((at) => at >= begins);
    return this.#compare(platform, all, shown, instants);
  }

  #question({ os, cpu }: Platform, validAt: number): CellQuestion {
    return {
      release: this.#all.release,
      os,
      cpu,
      secondReleaseId: this.#about,
      audience: PUBLIC_AUDIENCE,
      validAt,
      knownAtRevision: this.#revision,
    };
  }

  /** Findings that can have a part in what is told of a platform, and the acts upon them. */
  #reaching(platform: Platform): Finding[] {
    const { osReleases, cpuModels } = this.#all;
    const systems = osReleases.filter((os) => reachesOs(os, platform.os));
    const models = cpuModels.filter((cpu) => sameGeneration(cpu, platform.cpu));
    const near = new Set(systems.flatMap((os) => models.flatMap((cpu) => this.#spoken.on({ os, cpu }))));
    for (const { releaseId, sourceFinding } of this.#spoken.on(platform)) {
      const source = this.#spoken.byNumber.get(sourceFinding ?? -1);
      if (releaseId === this.#all.release.id && source !== undefined) near.add(source);
    }
    return [...near].flatMap((statement) => [statement, ...this.#spoken.actsUpon(statement)]);
  }

  #compare(platform: Platform, all: CellFacts, shown: CellFacts, instants: readonly number[]): WithheldAnswer[] {
    const found: WithheldAnswer[] = [];
    instants.forEach((from, place) => {
      const question = this.#question(platform, from);
      const told = bodyOf(evaluateCell(question, all));
      const { release } = this.#shown;
      const said = bodyOf(evaluateCell({ ...question, release }, shown));
      if (isSame(told, said)) return;
      const to = instants[place + 1] ?? null;
      const last = found.at(-1);
      if (last?.to === from && isSame(last.answer, told)) found[found.length - 1] = { ...last, to };
      else found.push({ ...platform, from, to, answer: told });
    });
    return found;
  }
}

/** Statements by platform, and the acts upon each: every platform is looked up, and most have none. */
class Spoken {
  readonly byNumber: ReadonlyMap<number, Finding>;
  readonly #byPlatform = new Map<string, Finding[]>();
  readonly #acts = new Map<number | string, Finding[]>();

  constructor(findings: readonly Finding[]) {
    this.byNumber = new Map(findings.filter(isStatement).map((finding) => [finding.number, finding]));
    for (const finding of findings) {
      if (isStatement(finding)) {
        const { osReleaseId, cpuModelId } = finding.platform;
        put(this.#byPlatform, `${osReleaseId} ${cpuModelId}`, finding);
      } else {
        const named = finding.endsFinding ?? finding.certificateNumber;
        if (named !== null) put(this.#acts, named, finding);
      }
    }
  }

  on({ os, cpu }: Platform): readonly Finding[] {
    return this.#byPlatform.get(`${os.id} ${cpu.id}`) ?? [];
  }

  actsUpon({ number, certificateNumber }: Finding): readonly Finding[] {
    const byNumber = this.#acts.get(number) ?? [];
    return certificateNumber === null ? byNumber : [...byNumber, ...(this.#acts.get(certificateNumber) ?? [])];
  }
}

function put<K>(lists: Map<K, Finding[]>, key: K, finding: Finding): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [finding]);
  else list.push(finding);
}

/** Without a source that a rule would carry here, and without an inheritance, a hidden fail has nothing to withhold. */
function canWithhold(question: CellQuestion, shown: ReleaseFindings): boolean {
  const { findings, releases, osReleases, cpuModels, policy } = shown;
  const asked = { ...question, release: shown.release };
  return findings.some((finding) => {
    const { kind, verdict, platform, releaseId } = finding;
    const isHere = isOn(asked.release.id, asked, finding);
    if (kind === 'inherited') return isHere;
    if (kind !== 'direct' || verdict !== 'pass' || isHere) return false;
    const release = [asked.release, ...releases].find(({ id }) => id === releaseId);
    const os = osReleases.find(({ id }) => id === platform.osReleaseId);
    const cpu = cpuModels.find(({ id }) => id === platform.cpuModelId);
    if (release === undefined || os === undefined || cpu === undefined) return false;
    return !('code' in walkTo(asked, { release, os, cpu }, shown, policy));
  });
}

function isOn(releaseId: string, { os, cpu }: Platform, finding: Finding): boolean {
  const { osReleaseId, cpuModelId } = finding.platform;
  return finding.releaseId === releaseId && osReleaseId === os.id && cpuModelId === cpu.id;
}

/** The facts with these findings only, and as much of the catalogue as the rules read of a platform that they reach. */
function narrowed(facts: ReleaseFindings, findings: readonly Finding[], { os, cpu }: Platform): ReleaseFindings {
  const spoken = new Set(findings.flatMap(({ platform }) => [platform.osReleaseId, platform.cpuModelId]));
  return {
    ...facts,
    findings,
    osReleases: facts.osReleases.filter((one) => spoken.has(one.id) || reachesOs(one, os)),
    cpuModels: facts.cpuModels.filter(({ id }) => spoken.has(id) || id === cpu.id),
  };
}

/** Every instant (epoch ms, ascending) at which an answer that rests on these facts can change. */
function instantsOf({ findings, policy, policies, release }: ReleaseFindings, { os }: Platform): number[] {
  const caps = [policy, ...policies].flatMap(({ derivedValidityDays }) => derivedValidityDays ?? []);
  const instants = new Set<number>();
  for (const finding of findings) {
    instants.add(finding.validFrom);
    if (finding.validTo !== null) instants.add(finding.validTo);
    if (!isStatement(finding)) continue;
    const end = ownEnd(finding, policy);
    if (end !== null) instants.add(end.at);
    for (const days of caps) instants.add(finding.validFrom + days * DAY_MS);
  }
  if (os.endOfLife !== null) instants.add(os.endOfLife);
  if (release.endOfLife !== null) instants.add(release.endOfLife);
  return [...instants].sort((a, b) => a - b);
}

function bodyOf(answer: CellAnswer): AnswerBody {
  const { status, scheme, sources, path, certificate, validUntil, endsBecause, declaredBy, unknownBecause } = answer;
  return { status, scheme, sources, path, certificate, validUntil, endsBecause, declaredBy, unknownBecause };
}

function isSame(a: AnswerBody, b: AnswerBody): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
