import { cellDocument, END_CODES, findingId, type CellDocument, type DocumentNames } from '#libs/domain';
import { answerCell } from './answer-cell.js';
import { asBytes, asJsonBytes, BETWEEN } from './answer-template.js';
import { declarationsOn, type DeclarationInForce } from './declarations.js';
import type { Explanation } from './explanations.js';
import type { Matrix } from './matrix.js';
import { InstantTexts } from './instant-texts.js';
import {
  DECLARED,
  digestOf,
  HERE,
  PLACE,
  placedTemplate,
  PLATFORM_SLOTS,
  SLOTS,
  THERE,
  WITHIN,
  type PlacedTemplate,
} from './placed-template.js';
import {
  DAY_SECONDS,
  NEVER,
  OS_END_OF_LIFE,
  POLICY_CAP,
  PRODUCT_END_OF_LIFE,
  standingOf,
  type Standing,
} from './standing.js';
import { templateOfShape } from './template-of-shape.js';

/** As of which revision answers are given, and since when that is known (epoch ms, rounded up: asking again finds it). */
export interface Edition {
  readonly revision: number;
  readonly knownAt: number;
}

/** The answer that is being written. */
interface Filling {
  release: number;
  row: number;
  endAt: number;
  declared: readonly DeclarationInForce[];
}

const NO_DECLARATIONS: readonly DeclarationInForce[] = [];
const NO_TEXT = PLATFORM_SLOTS.map(() => '');

/**
 * Writes the present answers of cells for strangers as JSON, UTF-8 kept one byte a character. Nothing is cached but what
 * answers have in common: the text around what fills them in.
 */
export class AnswerWriter {
  readonly #matrix: Matrix;
  readonly #names: DocumentNames;
  readonly #templates = new Map<number | string, PlacedTemplate>();
  readonly #releases: string[] = [];
  /** By platform, in the order of {@link PLATFORM_SLOTS}. */
  readonly #platforms: readonly (readonly string[])[];
  readonly #organizations = new Map<string, { slug: string; zh: string; en: string }>();
  readonly #instants = new InstantTexts();
  readonly #standing: Standing = { standing: 0, isVisible: false, endAt: 0, endCode: 0, changesAt: 0 };
  readonly #filling: Filling = { release: 0, row: 0, endAt: 0, declared: NO_DECLARATIONS };
  /** What fills the slots of each answer, by place. */
  readonly #texts: string[] = SLOTS.map(() => '');
  #there: readonly string[] = NO_TEXT;
  /** What the last answer was written from. */
  #last: PlacedTemplate | CellDocument | null = null;
  #revision = 0;
  #knownAt = 0;
  #validAt = -1;

  constructor(matrix: Matrix, names: DocumentNames) {
    this.#matrix = matrix;
    this.#names = names;
    const { platforms } = matrix.world;
    const [zh, en] = [names.in('zh'), names.in('en')];
    this.#platforms = platforms.platforms.map(({ os, cpu }) => {
      const osCoordinate = platforms.osReleases[os]?.coordinate ?? '';
      const cpuCoordinate = platforms.cpuModels[cpu]?.coordinate ?? '';
      const alone = {
        os: asJsonBytes(osCoordinate),
        cpu: asJsonBytes(cpuCoordinate),
        osZh: asJsonBytes(zh.os(osCoordinate)),
        osEn: asJsonBytes(en.os(osCoordinate)),
        cpuZh: asJsonBytes(zh.cpu(cpuCoordinate)),
        cpuEn: asJsonBytes(en.cpu(cpuCoordinate)),
      };
      const texts = {
        ...alone,
        platform: `${alone.os}${BETWEEN.platform}${alone.cpu}`,
        placeZh: `${alone.osZh}${asBytes(BETWEEN.place)}${alone.cpuZh}`,
        placeEn: `${alone.osEn}${asBytes(BETWEEN.place)}${alone.cpuEn}`,
      };
      return PLATFORM_SLOTS.map((slot) => texts[slot]);
    });
  }

  set edition({ revision, knownAt }: Edition) {
    this.#revision = revision;
    this.#knownAt = knownAt;
    this.#texts[PLACE.revision] = String(revision);
    this.#texts[PLACE.knownAt] = new Date(knownAt).toISOString();
    this.#validAt = -1;
  }

  /** @param at the present moment, epoch ms; the release's answers hold at it */
  write(release: number, platform: number, at: number): string {
    const { answers, explanations } = this.#matrix;
    const place = answers.explanation(release, platform);
    const explanation = explanations.list[place];
    if (explanation === undefined) throw new Error('a cell without an answer');
    if (explanation.isComposite) {
      const whole = answerCell(this.#matrix, release, platform, at, this.#revision, true);
      this.#last = cellDocument(whole, new Date(this.#knownAt), this.#names);
      return asBytes(JSON.stringify(this.#last));
    }
    return this.#fill(explanation, place, release, platform, at);
  }

  /**
   * What the answer written last says but for the moment it was asked at, in a few letters: of one cell, two answers with the
   * same tag say the same, whichever process gave them.
   */
  get tag(): string {
    const last = this.#last;
    if (last === null) throw new Error('no answer was written yet');
    if ('status' in last) return `${this.#revision}-${digestOf(JSON.stringify({ ...last, validAt: '' }))}`;
    const { row, endAt, declared } = this.#filling;
    const { rows } = this.#matrix.store;
    let tag = `${this.#revision}-${last.digest}-${row === -1 ? '' : rows.number(row)}-${endAt}`;
    for (const declaration of declared) tag += `-${rows.number(declaration.row)}`;
    return tag;
  }

  #fill(explanation: Explanation, place: number, release: number, platform: number, at: number): string {
    const { store, answers } = this.#matrix;
    const { rows } = store;
    const filling = this.#filling;
    const seconds = Math.floor(at / 1000);
    const row = answers.row(release, platform);
    filling.release = release;
    filling.row = row;
    filling.declared = explanation.isDeclared
      ? declarationsOn(this.#matrix, release, platform, seconds)
      : NO_DECLARATIONS;
    const source = row === -1 ? release : this.#sourceOf(explanation, row, release);
    const endCode = this.#end(explanation, row, release, platform, seconds);
    filling.endAt = endCode === -1 ? 0 : this.#standing.endAt;

    const isOver = endCode !== -1 && filling.endAt <= seconds;
    const hasSource = row !== -1 && explanation.because === null;
    const hasCertificate = row !== -1 && explanation.status !== 'declared' && rows.reference(row) !== 0;
    const scheme = hasSource ? rows.scheme(row) : 0;
    const flags = (isOver ? 1 : 0) + (hasCertificate ? 2 : 0) + (source === release ? 0 : 4);
    const shape = ((place * 256 + scheme) * 16 + (endCode + 1)) * 8 + flags;
    const key = filling.declared.length === 0 ? shape : `${shape}${voicesOf(filling.declared)}`;
    let template = this.#templates.get(key);
    if (template === undefined) {
      const made = templateOfShape({
        explanation,
        scheme: store.schemes[scheme] ?? null,
        end: END_CODES[endCode] ?? null,
        isOver,
        hasCertificate,
        isFromKin: source !== release,
        voices: filling.declared,
        policy: this.#matrix.world.policy.version,
      });
      template = placedTemplate(made);
      this.#templates.set(key, template);
    }
    this.#last = template;
    this.#fillIn(template, source, at);
    return this.#joined(template, this.#platforms[platform] ?? NO_TEXT);
  }

  #joined({ pieces, slots }: PlacedTemplate, here: readonly string[]): string {
    const texts = this.#texts;
    const there = this.#there;
    let text = pieces[0] ?? '';
    for (let i = 0; i < slots.length; i += 1) {
      const slot = slots[i] ?? 0;
      const list = slot < HERE ? texts : slot < THERE ? here : there;
      text += (list[slot & WITHIN] ?? '') + (pieces[i + 1] ?? '');
    }
    return text;
  }

  /** Puts what the template's slots ask for in their places; what it does not ask for may be an earlier answer's. */
  #fillIn(template: PlacedTemplate, source: number, at: number): void {
    const { rows, certificates } = this.#matrix.store;
    const { release, row, endAt, declared } = this.#filling;
    const texts = this.#texts;
    texts[PLACE.release] = this.#releaseText(release);
    if (this.#validAt !== at) this.#setMoment(at);
    if (template.hasFinding) texts[PLACE.finding] = findingId(rows.number(row));
    if (template.hasCertificate) texts[PLACE.certificate] = certificates.unpack(rows.reference(row)) ?? '';
    if (template.hasEnd) {
      texts[PLACE.validUntil] = this.#instants.iso(endAt);
      texts[PLACE.validUntilWords] = this.#instants.words(endAt);
    }
    if (template.hasFrom) {
      this.#there = this.#platforms[rows.platform(row)] ?? NO_TEXT;
      texts[PLACE.fromRelease] = this.#releaseText(source);
    }
    for (let i = 0; i < declared.length; i += 1)
      this.#fillInDeclaration(SLOTS.length + i * DECLARED.length, declared[i]);
  }

  #setMoment(at: number): void {
    const texts = this.#texts;
    const validAt = new Date(at).toISOString();
    const [known, revision] = [texts[PLACE.knownAt] ?? '', texts[PLACE.revision] ?? ''];
    this.#validAt = at;
    texts[PLACE.validAt] = validAt;
    // Joined once for all answers of the moment, and by join, so that it is one text and no tree of texts.
    texts[PLACE.moment] = [validAt, BETWEEN.known, known, BETWEEN.revision, revision].join('');
  }

  #fillInDeclaration(place: number, declaration: DeclarationInForce | undefined): void {
    const { slug, zh, en } = this.#organization(declaration?.organizationId ?? '');
    this.#texts[place] = findingId(this.#matrix.store.rows.number(declaration?.row ?? 0));
    this.#texts[place + 1] = slug;
    this.#texts[place + 2] = zh;
    this.#texts[place + 3] = en;
  }

  /** The release that the source is about: another one only where the answer says so. */
  #sourceOf({ steps, because }: Explanation, row: number, release: number): number {
    const mayBeKin = because !== null || steps[0]?.axis === 'release';
    return mayBeKin ? this.#matrix.store.rows.releaseOf(row) : release;
  }

  /** Leaves the end of the answer in `#standing`; returns its code's place, or -1 where no end is known. */
  #end(explanation: Explanation, row: number, release: number, platform: number, at: number): number {
    const { store, world, endsBySource } = this.#matrix;
    const standing = this.#standing;
    if (row === -1 || explanation.because !== null) return -1;
    if (explanation.status === 'declared') return this.#endOfDeclarations();
    standingOf(store.rows, row, store.acts, world.policy, at, standing);
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
    const capAt = cap === null ? NEVER : store.rows.validFrom(row) + cap * DAY_SECONDS;
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
}

/** Who says what, as far as the text around it depends on it. */
function voicesOf(declared: readonly DeclarationInForce[]): string {
  let voices = '';
  for (const { as, isPass } of declared) voices += ` ${as}${isPass ? '+' : '-'}`;
  return voices;
}
