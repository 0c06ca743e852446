import { END_CODES, type CellAnswer } from '#libs/domain';
import { cellDocument, type DocumentNames } from '../cells/cell-document.js';
import { findingId } from '../findings/finding-id.js';
import { answerCell } from './answer-cell.js';
import { answerTemplate, asBytes, asJsonBytes, STAND_IN, type AnswerTemplate } from './answer-template.js';
import type { Explanation } from './explanations.js';
import type { Matrix } from './matrix.js';
import {
  DAY_SECONDS,
  NEVER,
  OS_END_OF_LIFE,
  POLICY_CAP,
  PRODUCT_END_OF_LIFE,
  standingOf,
  type Standing,
} from './standing.js';

/** As of which revision answers are given, and since when that is known (epoch ms, rounded up: asking again finds it). */
export interface Edition {
  readonly revision: number;
  readonly knownAt: number;
}

interface PlatformText {
  readonly os: string;
  readonly cpu: string;
  readonly osZh: string;
  readonly osEn: string;
  readonly cpuZh: string;
  readonly cpuEn: string;
}

/**
 * Writes the present answers of cells for strangers as JSON, UTF-8 kept one byte a character. Nothing is cached but what
 * answers have in common: the text around what fills them in.
 */
export class AnswerWriter {
  readonly #matrix: Matrix;
  readonly #names: DocumentNames;
  readonly #templates = new Map<number, AnswerTemplate>();
  readonly #releases: string[] = [];
  readonly #platforms: PlatformText[];
  readonly #standing: Standing = { standing: 0, isVisible: false, endAt: 0, endCode: 0, changesAt: 0 };
  #edition: { revision: string; knownAt: string } = { revision: '0', knownAt: '' };
  #revision = 0;
  #knownAt = 0;
  #validAt = { ms: -1, text: '' };

  constructor(matrix: Matrix, names: DocumentNames) {
    this.#matrix = matrix;
    this.#names = names;
    const { platforms } = matrix.world;
    const [zh, en] = [names.in('zh'), names.in('en')];
    this.#platforms = platforms.platforms.map(({ os, cpu }) => {
      const osCoordinate = platforms.osReleases[os]?.coordinate ?? '';
      const cpuCoordinate = platforms.cpuModels[cpu]?.coordinate ?? '';
      return {
        os: asJsonBytes(osCoordinate),
        cpu: asJsonBytes(cpuCoordinate),
        osZh: asJsonBytes(zh.os(osCoordinate)),
        osEn: asJsonBytes(en.os(osCoordinate)),
        cpuZh: asJsonBytes(zh.cpu(cpuCoordinate)),
        cpuEn: asJsonBytes(en.cpu(cpuCoordinate)),
      };
    });
  }

  set edition({ revision, knownAt }: Edition) {
    this.#revision = revision;
    this.#knownAt = knownAt;
    this.#edition = { revision: String(revision), knownAt: new Date(knownAt).toISOString() };
  }

  /** @param at the present moment, epoch ms; the release's answers hold at it */
  write(release: number, platform: number, at: number): string {
    const matrix = this.#matrix;
    const place = matrix.answers.explanation(release, platform);
    const explanation = matrix.explanations.list[place];
    if (explanation === undefined) throw new Error('a cell without an answer');
    const row = matrix.answers.row(release, platform);
    if (explanation.isComposite) return this.#writeWhole(release, platform, at);
    return this.#fill(explanation, place, row, release, platform, at);
  }

  #writeWhole(release: number, platform: number, at: number): string {
    const answer = answerCell(this.#matrix, release, platform, at, this.#revision, true);
    return asBytes(JSON.stringify(cellDocument(answer, new Date(this.#knownAt), this.#names)));
  }

  #fill(explanation: Explanation, place: number, row: number, release: number, platform: number, at: number): string {
    const { columns, certificates } = this.#matrix.store;
    const seconds = Math.floor(at / 1000);
    const hasEnd =
      row !== -1 && explanation.because === null && this.#end(explanation, row, release, platform, seconds);
    const { endAt, endCode } = this.#standing;
    const reference = row === -1 ? 0 : (columns.reference[row] ?? 0);
    const source = row === -1 ? release : this.#sourceOf(explanation, row, release);
    const isOver = hasEnd && endAt <= seconds;
    const scheme = row === -1 || explanation.because !== null ? 0 : (columns.scheme[row] ?? 0);
    const flags = (isOver ? 1 : 0) + (reference === 0 ? 0 : 2) + (source === release ? 0 : 4);
    const key = ((place * 256 + scheme) * 16 + (hasEnd ? endCode + 1 : 0)) * 8 + flags;
    let template = this.#templates.get(key);
    if (template === undefined) {
      template = this.#makeTemplate(explanation, scheme, hasEnd ? endCode : -1, flags);
      this.#templates.set(key, template);
    }
    const own = this.#platforms[platform];
    const from = row === -1 ? undefined : this.#platforms[columns.platform[row] ?? 0];
    const { pieces, slots } = template;
    let text = pieces[0] ?? '';
    for (let i = 0; i < slots.length; i += 1) {
      let value: string | undefined;
      switch (slots[i]) {
        case 'release':
          value = this.#releaseText(release);
          break;
        case 'os':
          value = own?.os;
          break;
        case 'cpu':
          value = own?.cpu;
          break;
        case 'osZh':
          value = own?.osZh;
          break;
        case 'osEn':
          value = own?.osEn;
          break;
        case 'cpuZh':
          value = own?.cpuZh;
          break;
        case 'cpuEn':
          value = own?.cpuEn;
          break;
        case 'finding':
          value = findingId(columns.number[row] ?? 0);
          break;
        case 'certificate':
          value = certificates.unpack(reference) ?? '';
          break;
        case 'fromRelease':
          value = this.#releaseText(source);
          break;
        case 'fromOs':
          value = from?.os;
          break;
        case 'fromCpu':
          value = from?.cpu;
          break;
        case 'fromOsZh':
          value = from?.osZh;
          break;
        case 'fromOsEn':
          value = from?.osEn;
          break;
        case 'fromCpuZh':
          value = from?.cpuZh;
          break;
        case 'fromCpuEn':
          value = from?.cpuEn;
          break;
        case 'validUntil':
          value = isoSeconds(endAt);
          break;
        case 'validUntilWords':
          value = `${isoSeconds(endAt).slice(0, 16).replace('T', ' ')} UTC`;
          break;
        case 'validAt':
          value = this.#validAtText(at);
          break;
        case 'knownAt':
          value = this.#edition.knownAt;
          break;
        case 'revision':
          value = this.#edition.revision;
          break;
        case undefined:
          break;
      }
      text += (value ?? '') + (pieces[i + 1] ?? '');
    }
    return text;
  }

  /** The release that the source is about: another one only where the answer says so. */
  #sourceOf({ steps, because }: Explanation, row: number, release: number): number {
    const mayBeKin = because !== null || steps[0]?.axis === 'release';
    return mayBeKin ? this.#matrix.store.columns.releaseOf(row) : release;
  }

  /** Leaves the end of the answer in `#standing`; false where none is known. */
  #end({ steps }: Explanation, row: number, release: number, platform: number, at: number): boolean {
    const { store, world, endsBySource } = this.#matrix;
    const standing = this.#standing;
    standingOf(store.columns, row, store.acts, world.policy, at, standing);
    if (steps.length === 0) {
      const bySource = endsBySource.size === 0 ? undefined : endsBySource.get(row);
      if (bySource !== undefined) [standing.endAt, standing.endCode] = [bySource.at, bySource.code];
      return standing.endAt !== NEVER;
    }
    const os = world.platforms.osEndOfLife[world.platforms.osOf[platform] ?? 0] ?? NEVER;
    if (os < standing.endAt) [standing.endAt, standing.endCode] = [os, OS_END_OF_LIFE];
    const product = world.releases.releases[release]?.endOfLife ?? null;
    if (product !== null && product / 1000 < standing.endAt) {
      [standing.endAt, standing.endCode] = [product / 1000, PRODUCT_END_OF_LIFE];
    }
    const cap = world.policy.derivedValidityDays;
    const capAt = cap === null ? NEVER : (store.columns.validFrom[row] ?? 0) + cap * DAY_SECONDS;
    if (capAt < standing.endAt) [standing.endAt, standing.endCode] = [capAt, POLICY_CAP];
    return standing.endAt !== NEVER;
  }

  #makeTemplate(explanation: Explanation, scheme: number, endCode: number, flags: number): AnswerTemplate {
    const [isOver, hasCertificate, isFromKin] = [(flags & 1) !== 0, (flags & 2) !== 0, (flags & 4) !== 0];
    const certificate = hasCertificate ? STAND_IN.certificate : null;
    const { status, steps, because } = explanation;
    const isDerived = steps.length > 0;
    const hasSource = because === null && status !== 'unknown';
    const answer: CellAnswer = {
      release: STAND_IN.release,
      os: STAND_IN.os,
      cpu: STAND_IN.cpu,
      status,
      scheme: this.#matrix.store.schemes[scheme] ?? null,
      sources: hasSource ? [{ number: 0, id: STAND_IN.finding }] : [],
      path: steps.map(({ rule, axis }) => ({
        rule,
        from: { [axis]: STAND_IN.from[axis] },
        findingId: STAND_IN.finding,
        certificate,
      })),
      certificate: isDerived || !hasSource ? null : certificate,
      validUntil: endCode === -1 ? null : isOver ? STAND_IN.ended : STAND_IN.ends,
      endsBecause: END_CODES[endCode] ?? null,
      declaredBy: [],
      unknownBecause:
        because === null
          ? null
          : {
              code: because.code,
              rule: because.rule,
              nearest: because.hasNearest
                ? {
                    ...(isFromKin ? { release: STAND_IN.from.release } : {}),
                    os: STAND_IN.from.os,
                    cpu: STAND_IN.from.cpu,
                    findingId: STAND_IN.finding,
                  }
                : null,
            },
      policy: this.#matrix.world.policy.version,
      validAt: STAND_IN.validAt,
      knownAtRevision: STAND_IN.knownAtRevision,
    };
    return answerTemplate(answer);
  }

  #releaseText(release: number): string {
    return (this.#releases[release] ??= asJsonBytes(this.#matrix.world.releases.releases[release]?.coordinate ?? ''));
  }

  #validAtText(at: number): string {
    if (this.#validAt.ms !== at) this.#validAt = { ms: at, text: new Date(at).toISOString() };
    return this.#validAt.text;
  }
}

function isoSeconds(seconds: number): string {
  return new Date(seconds * 1000).toISOString();
}
