import fc from 'fast-check';
import { z } from 'zod';
import type { Operation } from '#libs/contracts';

/** The parts of a JSON schema that the contract's schemas use. */
interface Schema {
  readonly type?: 'object' | 'array' | 'integer' | 'number' | 'boolean' | 'string' | 'null';
  readonly format?: string;
  readonly enum?: readonly string[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly required?: readonly string[];
}

/** Text that breaks things: too long, unprintable, half a character, somebody's syntax, somebody's property. */
const nastyText = fc.oneof(
  fc.constantFrom('', ' ', '\0', '\ud800', '\u202e', '%00', '../..', "' OR 1=1 --", '$1', '{{x}}', '__proto__', 'null'),
  fc.constantFrom(
    'constructor',
    'toString',
    '-1',
    '1e999',
    '0x10',
    'NaN',
    'a'.repeat(5000),
    '中'.repeat(200),
    '\u{1F600}',
  ),
  fc.string({ maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
);
const nastyNumber = fc.oneof(
  fc.constantFrom(0, -0, -1, 1.5, 2 ** 31, 2 ** 53, -(2 ** 63), 1e308, Number.MIN_VALUE, Number.MAX_SAFE_INTEGER),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);
const junk: fc.Arbitrary<unknown> = fc.oneof(
  nastyText,
  nastyNumber,
  fc.constantFrom(null, true, false, [], {}, [[]], { a: { b: [1] } }),
  fc.jsonValue({ maxDepth: 3 }),
  fc.dictionary(nastyText, nastyText, { maxKeys: 3 }),
);

/** Values that name things which exist, by the name of the field that takes them; `*` for all others. */
export type Known = Readonly<Record<string, readonly string[]>>;

/**
 * Input that is mostly what the operation wants, and somewhere not. With values that name things which exist, a call gets
 * past the first look and into the work.
 */
export function inputFor(operation: Operation, known: Known) {
  const fields = new Fields(known);
  const part = (schema: z.ZodType | undefined): fc.Arbitrary<unknown> =>
    schema === undefined ? fc.constant({}) : fields.value(jsonSchemaOf(schema));
  const parameters = (schema: z.ZodType | undefined): fc.Arbitrary<Record<string, unknown>> =>
    part(schema).map((value) => (isRecord(value) ? value : {}));
  return fc.record({
    params: parameters(operation.params),
    query: fc.oneof(
      { weight: 12, arbitrary: parameters(operation.query) },
      { weight: 1, arbitrary: fc.dictionary(nastyText, nastyText, { maxKeys: 3 }) },
    ),
    headers: fc.oneof({ weight: 2, arbitrary: fc.constant({}) }, nastyHeaders),
    body: operation.bodyKind === 'json' ? fc.oneof({ weight: 12, arbitrary: part(operation.body) }, junk) : junk,
  });
}
export type Input = ReturnType<typeof inputFor> extends fc.Arbitrary<infer T> ? T : never;

const nastyHeaders: fc.Arbitrary<Record<string, string>> = fc.dictionary(
  fc.constantFrom(
    'upload-offset',
    'upload-length',
    'last-event-id',
    'idempotency-key',
    'accept',
    'x-request-id',
    'range',
  ),
  fc.oneof(fc.constantFrom('0', '1', '-1', '99999999999', 'x'), fc.string({ unit: 'grapheme-ascii', maxLength: 20 })),
  { maxKeys: 2 },
);

function jsonSchemaOf(schema: z.ZodType): Schema {
  // zod types the document loosely; Schema names the parts that are read here, all of them optional.
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

class Fields {
  constructor(private readonly known: Known) {}

  /** @param name of the field that takes the value */
  value(schema: Schema, name = '*'): fc.Arbitrary<unknown> {
    return fc.oneof({ weight: 25, arbitrary: this.#right(schema, name) }, { weight: 1, arbitrary: junk });
  }

  #right(schema: Schema, name: string): fc.Arbitrary<unknown> {
    const choices = schema.anyOf ?? schema.oneOf;
    if (choices !== undefined) return fc.oneof(...choices.map((choice) => this.#right(choice, name)));
    if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
    const { type } = schema;
    if (type === undefined) return junk;
    switch (type) {
      case 'object':
        return this.#object(schema);
      case 'array':
        return fc.array(this.value(schema.items ?? {}, name), { minLength: 1, maxLength: 3 });
      case 'integer':
      case 'number':
        return fc.oneof({ weight: 9, arbitrary: fc.integer({ min: 1, max: 100 }) }, nastyNumber);
      case 'boolean':
        return fc.boolean();
      case 'string':
        return this.#text(schema.format, name);
      case 'null':
        return fc.constant(null);
    }
  }

  #object({ properties, additionalProperties, required = [] }: Schema): fc.Arbitrary<unknown> {
    if (properties === undefined) {
      const values = typeof additionalProperties === 'object' ? this.value(additionalProperties) : junk;
      return fc.dictionary(fc.oneof(this.#text(undefined, '*'), nastyText), values, { maxKeys: 4 });
    }
    const fields = Object.fromEntries(
      Object.entries(properties).map(([name, property]) => [name, this.value(property, name)]),
    );
    // Mostly what is required with some of the rest; else anything may be missing.
    return fc.oneof(
      { weight: 8, arbitrary: fc.record(fields, { requiredKeys: [...required] }) },
      { weight: 1, arbitrary: fc.record(fields, { requiredKeys: [] }) },
    );
  }

  #text(format: string | undefined, name: string): fc.Arbitrary<string> {
    const known = this.known[name] ?? (format === undefined ? this.known['*'] : undefined);
    const nasty = { weight: 1, arbitrary: nastyText };
    if (format === 'date-time' || format === 'date') return fc.oneof({ weight: 9, arbitrary: moments(format) }, nasty);
    const fresh = format === 'uuid' ? fc.uuid() : fc.stringMatching(/^[a-z][a-z0-9-]{0,10}[a-z0-9]$/);
    if (known === undefined) return fc.oneof({ weight: 9, arbitrary: fresh }, nasty);
    return fc.oneof({ weight: 16, arbitrary: fc.constantFrom(...known) }, { weight: 4, arbitrary: fresh }, nasty);
  }
}

function moments(format: 'date-time' | 'date'): fc.Arbitrary<string> {
  return format === 'date'
    ? fc.constantFrom('2026-11-23', '0001-01-01', '9999-12-31', '0000-01-01')
    : fc.constantFrom(
        '2026-11-23T00:00:00Z',
        '0000-01-01T00:00:00Z',
        '9999-12-31T23:59:59.999Z',
        '1999-01-01T00:00:00Z',
      );
}
