import { ERROR_STATUS } from '#libs/domain';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { API_BASE, openApiDocument } from './openapi.js';
import { OPERATIONS } from './operations.js';

const documented = z.object({
  operationId: z.string(),
  summary: z.string(),
  tags: z.array(z.string()).length(1),
  security: z.array(z.unknown()).optional(),
  parameters: z
    .array(z.object({ name: z.string(), in: z.enum(['path', 'query', 'header']), required: z.boolean().optional() }))
    .default([]),
  requestBody: z.object({ required: z.literal(true), content: z.record(z.string(), z.unknown()) }).optional(),
  responses: z.record(
    z.string().regex(/^[2345]\d\d$/),
    z.object({ description: z.string().min(1), headers: z.record(z.string(), z.unknown()).default({}) }),
  ),
});

const text = JSON.stringify(openApiDocument());
const document = z
  .object({
    openapi: z.string(),
    security: z.array(z.record(z.string(), z.array(z.string()))),
    paths: z.record(
      z.string().startsWith(API_BASE),
      z.record(z.enum(['get', 'put', 'post', 'delete', 'patch', 'head']), documented.optional()),
    ),
    components: z.object({
      schemas: z.record(z.string(), z.unknown()),
      securitySchemes: z.record(z.string(), z.unknown()),
    }),
  })
  .parse(JSON.parse(text));

describe('the OpenAPI document', () => {
  it('is of version 3.1', () => {
    expect(document.openapi).toMatch(/^3\.1\.\d+$/);
  });

  it('leads nowhere but to its own schemas', () => {
    const references = [...text.matchAll(/"\$ref":"([^"]+)"/g)].map(([, reference]) => reference ?? '');
    const known = Object.keys(document.components.schemas).map((name) => `#/components/schemas/${name}`);
    expect(references.length).toBeGreaterThan(0);
    expect([...new Set(references)].filter((reference) => !known.includes(reference))).toEqual([]);
  });

  it('has a scheme for the security that it asks for', () => {
    expect(Object.keys(document.components.securitySchemes)).toEqual(
      document.security.flatMap((one) => Object.keys(one)),
    );
  });

  it('is the same each time it is made', () => {
    expect(JSON.stringify(openApiDocument())).toBe(text);
  });
});

describe.each(OPERATIONS.map((operation) => [operation.id, operation] as const))('%s in it', (id, operation) => {
  // The schema's keys are the methods that operations have, in lower case.
  const method = operation.method.toLowerCase() as 'get';
  const shown = document.paths[`${API_BASE}${operation.path}`]?.[method];

  it('is there under its own id', () => {
    expect(shown?.operationId).toBe(id);
  });

  it('needs every parameter of its path, and no other', () => {
    const inPath = shown?.parameters.filter((parameter) => parameter.in === 'path') ?? [];
    expect(inPath.map(({ name }) => `{${name}}`).sort()).toEqual((operation.path.match(/\{[^}]+\}/g) ?? []).sort());
    expect(inPath.filter(({ required }) => required !== true)).toEqual([]);
  });

  it('needs no sign-in exactly when it is public, and looks at one all the same', () => {
    expect(shown?.security).toEqual(operation.who === 'public' ? [{}, { bearer: [] }] : undefined);
    expect(shown?.responses['401']?.description).toContain('unauthenticated');
  });

  it('shows the media type of its body', () => {
    const lines = operation.takesLines === true ? ['application/x-ndjson'] : [];
    const types = {
      json: ['application/json', ...lines],
      bytes: ['application/octet-stream', ...(operation.takes ?? [])],
      none: undefined,
    };
    expect(shown?.requestBody && Object.keys(shown.requestBody.content)).toEqual(types[operation.bodyKind]);
  });

  it('shows the headers that go with its answers', () => {
    const named = (status: string) => Object.keys(shown?.responses[status]?.headers ?? {});
    expect(named('401')).toEqual(['WWW-Authenticate']);
    expect(named('503')).toEqual(['Retry-After']);
    expect(named(String(operation.status))).toEqual(Object.keys(operation.responseHeaders?.shape ?? {}));
  });

  it('shows its answer and each of its errors', () => {
    const statuses = Object.keys(shown?.responses ?? {});
    expect(statuses).toContain(String(operation.status));
    for (const code of operation.errors) expect(statuses).toContain(String(ERROR_STATUS[code]));
    for (const anyway of ['400', '500', '503']) expect(statuses).toContain(anyway);
    if (operation.method !== 'GET' && operation.method !== 'HEAD') {
      expect(statuses).toEqual(expect.arrayContaining(['413', '415']));
    }
    const keyed = shown?.parameters.some(({ name }) => name === 'idempotency-key') === true;
    expect(shown?.responses['409']?.description.includes('request-in-progress') === true).toBe(keyed);
    expect(shown?.responses['422']?.description.includes('idempotency-key-reused') === true).toBe(keyed);
    if (operation.who !== 'public') expect(statuses).toEqual(expect.arrayContaining(['401', '403']));
  });
});
