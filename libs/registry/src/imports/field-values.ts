import { DomainError, isDay, isPlainName, isSlug, isVersion } from '#libs/domain';
import { ABI_LEVELS, NO, VERDICTS, YES } from './import-fields.js';
import type { RowProblem, RowValues } from './import-rows.js';

/** Reads the values of one row, and gathers what is wrong with them. Values that are wrong read as left out. */
export class FieldValues {
  readonly problems: RowProblem[] = [];

  constructor(
    readonly values: RowValues,
    private readonly columns: Readonly<Record<string, string>> = {},
  ) {}

  /** Notes a problem with a field. */
  refuse<T = never>(field: string, code: string, message: string, nearest?: readonly string[]): T | undefined {
    this.problems.push({
      column: this.columns[field] ?? null,
      field,
      code,
      message,
      ...(nearest === undefined || nearest.length === 0 ? {} : { nearest }),
    });
    return undefined;
  }

  text(field: string): string | undefined {
    const text = this.values[field];
    return text === undefined || text === '' ? undefined : text;
  }

  required(field: string): void {
    this.refuse(field, 'required', '必填 · must be given');
  }

  slug(field: string): string | undefined {
    const text = this.text(field);
    if (text === undefined || isSlug(text)) return text;
    const plain = plainForm(text).toLowerCase();
    if (plain !== text && isSlug(plain)) {
      return this.refuse(field, 'look-alike', `是否为 ${plain}？ · only looks like ${plain}: ${oddCharacters(text)}`, [
        plain,
      ]);
    }
    return this.refuse(
      field,
      'not-a-slug',
      '须为 1 至 64 个小写字母、数字及 . _ + - · must be 1 to 64 lower-case letters, digits and . _ + -',
    );
  }

  version(field: string): string | undefined {
    const text = this.text(field);
    if (text === undefined) return undefined;
    if (!isVersion(text)) {
      return this.refuse(field, 'not-a-version', '不能含 / \\ @ · must be 1 to 128 visible characters without / \\ @');
    }
    return this.#plain(field, text);
  }

  /** A line of Chinese or ASCII text. */
  name(field: string, max: number): string | undefined {
    const text = this.line(field, max);
    return text === undefined ? undefined : this.#plain(field, text);
  }

  line(field: string, max: number): string | undefined {
    return this.#bounded(field, max, /^[^\p{Cc}\p{Cs}]*$/u);
  }

  paragraph(field: string, max: number): string | undefined {
    return this.#bounded(field, max, /^(?:[^\p{Cc}\p{Cs}]|[\n\t])*$/u);
  }

  day(field: string): string | undefined {
    const text = this.text(field);
    if (text === undefined) return undefined;
    const parts = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text);
    const [, year = '', month = '', day = ''] = parts ?? [];
    const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
    if (parts !== null && isDay(iso) && iso >= '1970-01-01' && iso <= '2105-12-31') return iso;
    return this.refuse(field, 'not-a-day', '须为日期，如 2026-06-30 · must be a day like 2026-06-30');
  }

  /** A day that may be said not to be known: null then. */
  dayOrUnknown(field: string): string | null | undefined {
    return UNKNOWN.has((this.text(field) ?? '').toLowerCase()) ? null : this.day(field);
  }

  whole(field: string, most: number): number | undefined {
    const text = this.text(field);
    if (text === undefined) return undefined;
    if (/^\d{1,10}$/.test(text) && Number(text) <= most) return Number(text);
    return this.refuse(field, 'not-a-number', `须为 0 至 ${most} 的整数 · must be a whole number from 0 to ${most}`);
  }

  yesOrNo(field: string): boolean | undefined {
    const said = this.choice(field, [
      ['yes', [YES, 'yes', 'true', 'y', '1', '公开']],
      ['no', [NO, 'no', 'false', 'n', '0', '草稿']],
    ]);
    return said === undefined ? undefined : said === 'yes';
  }

  abiLevel(field: string): (typeof ABI_LEVELS)[number] | undefined {
    return this.choice(
      field,
      ABI_LEVELS.map((level, index) => [level, [level, `${index + 1}`, `${index + 1}级`]]),
    );
  }

  verdict(field: string): 'pass' | 'fail' | undefined {
    return this.choice(field, [
      ['pass', [VERDICTS.pass, 'pass', '通过', '支持', '是', 'yes']],
      ['fail', [VERDICTS.fail, 'fail', '不通过', '不支持', '否', 'no']],
    ]);
  }

  /** One of few words; anything else is told which there are. */
  choice<Choice extends string>(
    field: string,
    choices: readonly (readonly [Choice, readonly string[]])[],
  ): Choice | undefined {
    const text = this.text(field)?.toLowerCase();
    if (text === undefined) return undefined;
    const found = choices.find(([, words]) => words.includes(text))?.[0];
    if (found !== undefined) return found;
    const first = choices.flatMap(([, words]) => words[0] ?? []);
    return this.refuse(
      field,
      'not-a-choice',
      `须为 ${first.join('、')} 之一 · must be one of ${first.join(', ')}`,
      first,
    );
  }

  /** What a function of the domain refuses with, as this field's problem. */
  attempt<T>(field: string, read: () => T): T | undefined {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const nearest = error.facts['nearest'];
      const code = error.fields[0]?.code ?? error.code;
      return this.refuse(field, code, error.message, Array.isArray(nearest) ? (nearest as string[]) : undefined);
    }
  }

  #plain(field: string, text: string): string | undefined {
    if (isPlainName(text)) return text;
    const plain = plainForm(text);
    return this.refuse(
      field,
      'look-alike',
      `含全角或形近字符：${oddCharacters(text)} · has characters that only look like Chinese or ASCII ones: ${oddCharacters(text)}`,
      isPlainName(plain) ? [plain] : undefined,
    );
  }

  #bounded(field: string, max: number, pattern: RegExp): string | undefined {
    const text = this.text(field);
    if (text === undefined) return undefined;
    if (text.length > max) {
      return this.refuse(field, 'too-long', `不超过 ${max} 字 · must be at most ${max} characters`);
    }
    return pattern.test(text) ? text : this.refuse(field, 'control-characters', '含控制字符 · has control characters');
  }
}

/** Words for a day that nobody knows: saying so is not leaving it out. */
const UNKNOWN: ReadonlySet<string> = new Set(['未知', 'unknown']);

/** Full width as half width, compatibility forms as the characters they stand for. */
function plainForm(text: string): string {
  return text.normalize('NFKC').trim();
}

/** The characters that are no plain ones, with their code points: nobody sees the difference otherwise. */
function oddCharacters(text: string): string {
  const odd = [...new Set(text)].filter((character) => !isPlainName(character) && character !== ' ');
  return odd
    .slice(0, 5)
    .map((character) => {
      const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
      return /[\p{Cc}\p{Cf}\p{Z}]/u.test(character) ? `U+${code}` : `${character} (U+${code})`;
    })
    .join(', ');
}
