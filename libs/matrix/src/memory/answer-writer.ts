import { type CellAnswer, cellDocument, type DocumentNames, END_CODES, findingId } from '#libs/domain';
import { answerCell } from './answer-cell.js';
import { answerTemplate, asBytes, asJsonBytes, STAND_IN, type AnswerTemplate, type Slot } from './answer-template.js';
import { declarationsOn, type DeclarationInForce } from './declarations.js';
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

/** The answer that is being written. */
interface Filling {
  release: number;
  platform: PlatformText;
  from: PlatformText;
  row: number;
  source: number;
  endAt: number;
  at: number;
  declared: readonly DeclarationInForce[];
}

type Filler = (filling: Filling) => string;

interface FilledTemplate {
  readonly pieces: readonly string[];
  readonly fillers: readonly Filler[];
}

const NO_DECLARATIONS: readonly DeclarationInForce[] = [];
const NO_TEXT: PlatformText = { os: '', cpu: '', osZh: '', osEn: '', cpuZh: '', cpuEn: '' };
const KEPT_INSTANTS = 4_096;

/**
 * Writes the present answers of cells for strangers as JSON, UTF-8 kept one byte a character. Nothing is cached but what
 * answers have in common: the text around what fills them in.
 */
export class AnswerWriter {
  readonly #matrix: Matrix;
  readonly #names: DocumentNames;
  readonly #templates = new Map<number | string, FilledTemplate>();
  readonly #releases: string[] = [];
  readonly #platforms: readonly PlatformText[];
  readonly #organizations = new Map<string, { slug: string; zh: string; en: string }>();
  readonly #instants = new Map<number, string>();
  readonly #standing: Standing = { standing: 0, isVisible: false, endAt: 0, endCode: 0, changesAt: 0 };
  readonly #filling: Filling = {
    release: 0,
    platform: NO_TEXT,
    from: NO_TEXT,
    row: 0,
    source: 0,
    endAt: 0,
    at: 0,
    declared: NO_DECLARATIONS,
  };
  #revision = 0;
  #knownAt = 0;
  #revisionText = '0';
  #knownAtText = '';
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
    this.#revisionText = String(revision);
    this.#knownAtText = new Date(knownAt).toISOString();
  }

  /** @param at the present moment, epoch ms; the release's answers hold at it */
  write(release: number, platform: number, at: number): string {
    const { answers, explanations } = this.#matrix;
    const place = answers.explanation(release, platform);
    const explanation = explanations.list[place];
    if (explanation === undefined) throw new Error('a cell without an answer');
    if (explanation.isComposite) {
      const whole = answerCell(this.#matrix, release, platform, at, this.#revision, true);
      return asBytes(JSON.stringify(cellDocument(whole, new Date(this.#knownAt), this.#names)));
    }
    return this.#fill(explanation, place, release, platform, at);
  }

  #fill(explanation: Explanation, place: number, release: number, platform: number, at: number): string {
    const { store, answers } = this.#matrix;
    const { columns } = store;
    const filling = this.#filling;
    const seconds = Math.floor(at / 1000);
    const row = answers.row(release, platform);
    filling.release = release;
    filling.row = row;
    filling.at = at;
    filling.platform = this.#platforms[platform] ?? NO_TEXT;
    filling.from = row === -1 ? NO_TEXT : (this.#platforms[columns.platform[row] ?? 0] ?? NO_TEXT);
    filling.source = row === -1 ? release : this.#sourceOf(explanation, row, release);
    filling.declared = explanation.isDeclared
      ? declarationsOn(this.#matrix, release, platform, seconds)
      : NO_DECLARATIONS;
    const endCode = this.#end(explanation, row, release, platform, seconds);
    filling.endAt = this.#standing.endAt;

    const isOver = endCode !== -1 && filling.endAt <= seconds;
    const hasSource = row !== -1 && explanation.because === null;
    const hasCertificate = row !== -1 && explanation.status !== 'declared' && columns.reference[row] !== 0;
    const scheme = hasSource ? (columns.scheme[row] ?? 0) : 0;
    const flags = (isOver ? 1 : 0) + (hasCertificate ? 2 : 0) + (filling.source === release ? 0 : 4);
    const shape = ((place * 256 + scheme) * 16 + (endCode + 1)) * 8 + flags;
    const key = filling.declared.length === 0 ? shape : `${shape}${voicesOf(filling.declared)}`;
    let template = this.#templates.get(key);
    if (template === undefined) {
      const made = this.#makeTemplate(explanation, scheme, endCode, flags, filling.declared);
      template = { pieces: made.pieces, fillers: made.slots.map((slot) => this.#fillerOf(slot)) };
      this.#templates.set(key, template);
    }
    const { pieces, fillers } = template;
    let text = pieces[0] ?? '';
    for (let i = 0; i < fillers.length; i += 1) text += (fillers[i]?.(filling) ?? '') + (pieces[i + 1] ?? '');
    return text;
  }

  /** The release that the source is about: another one only where the answer says so. */
  #sourceOf({ steps, because }: Explanation, row: number, release: number): number {
    const mayBeKin = because !== null || steps[0]?.axis === 'release';
    return mayBeKin ? this.#matrix.store.columns.releaseOf(row) : release;
  }

  /** Leaves the end of the answer in `#standing`; returns its code's place, or -1 where no end is known. */
  #end(explanation: Explanation, row: number, release: number, platform: number, at: number): number {
    const { store, world, endsBySource } = this.#matrix;
    const standing = this.#standing;
    if (row === -1 || explanation.because !== null) return -1;
    if (explanation.status === 'declared') return this.#endOfDeclarations();
    standingOf(store.columns, row, store.acts, world.policy, at, standing);
    if (explanation.steps.length === 0) {
      const bySource = endsBySource.size === 0 ? undefined : endsBySource.get(row);
      if (bySource !== undefined) [standing.endAt, standing.endCode] = [bySource.at, bySource.code];
      return standing.endAt === NEVER ? -1 : standing.endCode;
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
    return standing.endAt === NEVER ? -1 : standing.endCode;
  }

  /** The domain's `latest` over the declarations. */
  #endOfDeclarations(): number {
    const standing = this.#standing;
    standing.endAt = -1;
    for (const { endAt, endCode } of this.#filling.declared) {
      if (endAt > standing.endAt || (endAt === standing.endAt && endCode < standing.endCode)) {
        [standing.endAt, standing.endCode] = [endAt, endCode];
      }
    }
    return standing.endAt === NEVER || standing.endAt === -1 ? -1 : standing.endCode;
  }

  #makeTemplate(
    explanation: Explanation,
    scheme: number,
    endCode: number,
    flags: number,
    declared: readonly DeclarationInForce[],
  ): AnswerTemplate {
    const [isOver, hasCertificate, isFromKin] = [(flags & 1) !== 0, (flags & 2) !== 0, (flags & 4) !== 0];
    const certificate = hasCertificate ? STAND_IN.certificate : null;
    const { status, steps, because } = explanation;
    const hasSource = status !== 'unknown';
    const declarations = declared.map((_, place) => ({ number: place, id: STAND_IN.declared(place) }));
    const answer: CellAnswer = {
      release: STAND_IN.release,
      os: STAND_IN.os,
      cpu: STAND_IN.cpu,
      status,
      scheme: this.#matrix.store.schemes[scheme] ?? null,
      sources: status === 'declared' ? declarations : hasSource ? [{ number: 0, id: STAND_IN.finding }] : [],
      path: steps.map(({ rule, axis }) => ({
        rule,
        from: { [axis]: STAND_IN.from[axis] },
        findingId: STAND_IN.finding,
        certificate,
      })),
      certificate: steps.length > 0 || !hasSource ? null : certificate,
      validUntil: endCode === -1 ? null : isOver ? STAND_IN.ended : STAND_IN.ends,
      endsBecause: END_CODES[endCode] ?? null,
      declaredBy: declared.map(({ as, isPass }, place) => ({
        organizationId: STAND_IN.declarer(place),
        as,
        verdict: isPass ? 'pass' : 'fail',
      })),
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

  #fillerOf(slot: Slot): Filler {
    const simple = this.#fillers[slot];
    if (simple !== undefined) return simple;
    const [, what, digits, part] = /^(declare[dr])(\d+)(\w*)$/.exec(slot) ?? [];
    const place = Number(digits);
    if (what === 'declared') {
      return ({ declared }) => findingId(this.#matrix.store.columns.number[declared[place]?.row ?? 0] ?? 0);
    }
    const key = part === 'Slug' ? 'slug' : part === 'Zh' ? 'zh' : 'en';
    return ({ declared }) => this.#organization(declared[place]?.organizationId ?? '')[key];
  }

  readonly #fillers: Readonly<Partial<Record<Slot, Filler>>> = {
    release: ({ release }) => this.#releaseText(release),
    os: ({ platform }) => platform.os,
    cpu: ({ platform }) => platform.cpu,
    osZh: ({ platform }) => platform.osZh,
    osEn: ({ platform }) => platform.osEn,
    cpuZh: ({ platform }) => platform.cpuZh,
    cpuEn: ({ platform }) => platform.cpuEn,
    finding: ({ row }) => findingId(this.#matrix.store.columns.number[row] ?? 0),
    certificate: ({ row }) => {
      const { columns, certificates } = this.#matrix.store;
      return certificates.unpack(columns.reference[row] ?? 0) ?? '';
    },
    fromRelease: ({ source }) => this.#releaseText(source),
    fromOs: ({ from }) => from.os,
    fromCpu: ({ from }) => from.cpu,
    fromOsZh: ({ from }) => from.osZh,
    fromOsEn: ({ from }) => from.osEn,
    fromCpuZh: ({ from }) => from.cpuZh,
    fromCpuEn: ({ from }) => from.cpuEn,
    validUntil: ({ endAt }) => this.#instant(endAt),
    validUntilWords: ({ endAt }) => `${this.#instant(endAt).slice(0, 16).replace('T', ' ')} UTC`,
    validAt: ({ at }) => this.#validAtText(at),
    knownAt: () => this.#knownAtText,
    revision: () => this.#revisionText,
  };

  #organization(id: string): { slug: string; zh: string; en: string } {
    let known = this.#organizations.get(id);
    if (known === undefined) {
      const names = this.#names;
      known = {
        slug: asJsonBytes(names.organizationSlug(id)),
        zh: asJsonBytes(names.in('zh').organization(id)),
        en: asJsonBytes(names.in('en').organization(id)),
      };
      this.#organizations.set(id, known);
    }
    return known;
  }

  #releaseText(release: number): string {
    return (this.#releases[release] ??= asJsonBytes(this.#matrix.world.releases.releases[release]?.coordinate ?? ''));
  }

  /** Ends fall on few instants: the text of each is made once. */
  #instant(seconds: number): string {
    let text = this.#instants.get(seconds);
    if (text === undefined) {
      if (this.#instants.size >= KEPT_INSTANTS) this.#instants.clear();
      text = new Date(seconds * 1000).toISOString();
      this.#instants.set(seconds, text);
    }
    return text;
  }

  #validAtText(at: number): string {
    if (this.#validAt.ms !== at) this.#validAt = { ms: at, text: new Date(at).toISOString() };
    return this.#validAt.text;
  }
}

/** Who says what, as far as the text around it depends on it. */
function voicesOf(declared: readonly DeclarationInForce[]): string {
  let voices = '';
  for (const { as, isPass } of declared) voices += ` ${as}${isPass ? '+' : '-'}`;
  return voices;
}
