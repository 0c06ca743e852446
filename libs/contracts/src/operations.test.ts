import { CELL_STATUSES, ERROR_STATUS, ROLES, WAITING_CODES } from '#libs/domain';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import * as contract from './index.js';
import type { Operation } from './operation.js';
import { OPERATIONS } from './operations.js';
import { waitingReason } from './requests.js';

const byId = (operation: Operation): [string, Operation] => [operation.id, operation];
const EACH = OPERATIONS.map(byId);
const WITH_BODY = OPERATIONS.filter((operation) => operation.bodyKind === 'json').map(byId);

/** Dotted paths of the objects in a request schema that would take a field they don't know. */
function looseObjects(schema: z.core.JSONSchema._JSONSchema, path: string): string[] {
  if (typeof schema === 'boolean') return [];
  const inside = Object.entries(schema.properties ?? {}).flatMap(([name, child]) =>
    looseObjects(child, `${path}.${name}`),
  );
  const alternatives = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])];
  const items = Array.isArray(schema.items) ? schema.items : schema.items === undefined ? [] : [schema.items];
  const values = typeof schema.additionalProperties === 'object' ? [schema.additionalProperties] : [];
  const nested = [...alternatives, ...items, ...values].flatMap((child) => looseObjects(child, `${path}.*`));
  const isObject = schema.type === 'object';
  // A record names the shape of its values, and takes any name: that is what it is for.
  const isRecord =
    typeof schema.additionalProperties === 'object' && Object.keys(schema.additionalProperties).length > 0;
  return [...(isObject && !isRecord && schema.additionalProperties !== false ? [path] : []), ...inside, ...nested];
}

function looseIn(schema: z.ZodType | undefined, name: string): string[] {
  return schema === undefined
    ? []
    : looseObjects(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }), name);
}

describe('the operations', () => {
  it('are all that the contract exports', () => {
    const exported = Object.values(contract).filter(
      (value) => typeof value === 'object' && 'bodyKind' in value && 'path' in value,
    );
    expect(new Set(OPERATIONS)).toEqual(new Set(exported));
    expect(OPERATIONS.length).toBeGreaterThan(40);
  });

  it('have ids of their own', () => {
    expect(new Set(OPERATIONS.map(({ id }) => id)).size).toBe(OPERATIONS.length);
  });

  it('have routes of their own, whatever their parameters are called', () => {
    const routes = OPERATIONS.map(({ method, path }) => `${method} ${path.replaceAll(/\{[^}]+\}/g, '{}')}`);
    expect(routes.filter((route, index) => routes.indexOf(route) !== index)).toEqual([]);
  });
});

describe.each(EACH)('%s', (id, operation) => {
  it('is named and described for readers', () => {
    expect(id).toMatch(/^[a-z]+([A-Z][a-z]+)*$/);
    expect(operation.summary).toMatch(/\.$/);
    expect(operation.tag).toMatch(/^[a-z]+$/);
    expect(operation.path).toMatch(/^(\/([a-z]+(-[a-z]+)*|\{[a-zA-Z0-9]+\}))+$/);
  });

  it('says who may call it', () => {
    const { who } = operation;
    if (typeof who === 'string') expect(['public', 'signed-in', 'agent', 'attempt']).toContain(who);
    else {
      expect(who.length).toBeGreaterThan(0);
      expect(new Set(who).size).toBe(who.length);
      expect(who.filter((role) => !ROLES.includes(role))).toEqual([]);
    }
  });

  it('describes exactly the parameters of its path', () => {
    const inPath = [...operation.path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name);
    expect(Object.keys(operation.params?.shape ?? {}).sort()).toEqual(inPath.sort());
  });

  it('refuses fields it does not know, at every depth', () => {
    expect([
      ...looseIn(operation.params, 'params'),
      ...looseIn(operation.query, 'query'),
      ...looseIn(operation.body, 'body'),
    ]).toEqual([]);
  });

  it('has a body where it says so, and none where HTTP has none', () => {
    expect(operation.body !== undefined).toBe(operation.bodyKind === 'json');
    if (['GET', 'HEAD', 'DELETE'].includes(operation.method)) expect(operation.bodyKind).toBe('none');
  });

  it('answers with something exactly where its status has content', () => {
    const says = operation.response !== undefined || operation.produces !== undefined;
    expect(says).toBe(operation.status !== 204);
    expect(operation.response === undefined || operation.produces === undefined).toBe(true);
  });

  it('names known error codes, each once, none of them the service’s own fault', () => {
    expect(new Set(operation.errors).size).toBe(operation.errors.length);
    for (const code of operation.errors) expect(ERROR_STATUS[code]).toBeDefined();
    expect(operation.errors).not.toContain('internal');
  });
});

describe.each(WITH_BODY)('the body of %s', (_, { body }) => {
  it('is refused with an unknown field, and as a list, text or number', () => {
    // Every operation with a JSON body has a schema: tested above.
    const schema = body ?? z.never();
    const unknownField = schema.safeParse({ surelyNotAField: 1 });
    expect(unknownField.error?.issues).toContainEqual(
      expect.objectContaining({ code: 'unrecognized_keys', keys: ['surelyNotAField'] }),
    );
    for (const wrong of [[], 'text', 1, null]) expect(schema.safeParse(wrong).success).toBe(false);
  });
});

describe('vocabularies of the contract', () => {
  it('have every reason for waiting that dispatch gives', () => {
    expect(waitingReason.shape.code.options).toEqual(expect.arrayContaining([...WAITING_CODES]));
  });

  it('have the statuses of a cell that the evaluator gives, in its words', () => {
    expect(contract.checkCell.response.shape.status.options).toEqual([...CELL_STATUSES]);
  });
});
