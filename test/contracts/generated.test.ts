import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { BaseResolver, createConfig, lintDocument, makeDocumentFromString } from '@redocly/openapi-core';
import openapiTypescript, { astToString } from 'openapi-typescript';

import { accessDocument, openApiDocument } from '#libs/contracts';

const HOW = 'run `npm run generate` and commit what it writes';
const HEADER = '// Generated from docs/openapi.json by `npm run generate`. Not edited by hand.\n';

/** The document as anything that reads JSON sees it; made anew each time, since generators change what they are given. */
function freshDocument(): Record<string, unknown> {
  return JSON.parse(JSON.stringify(openApiDocument())) as Record<string, unknown>;
}

/** Whether two texts are the same, without a difference of ten thousand lines in the report. */
function firstDifference(committed: string, generated: string): string | undefined {
  const [old, fresh] = [committed.split('\n'), generated.split('\n')];
  const at = fresh.findIndex((line, index) => line !== old[index]);
  if (at === -1 && old.length === fresh.length) return undefined;
  const line = at === -1 ? fresh.length : at;
  return `line ${line + 1}: committed ${JSON.stringify(old[line])}, generated ${JSON.stringify(fresh[line])}; ${HOW}`;
}

describe('what is generated from the contracts', () => {
  it('docs/openapi.json is up to date', async () => {
    const generated = `${JSON.stringify(openApiDocument(), null, 2)}\n`;
    expect(firstDifference(await readFile('docs/openapi.json', 'utf8'), generated)).toBeUndefined();
  });

  it('docs/access.md is up to date', async () => {
    expect(firstDifference(await readFile('docs/access.md', 'utf8'), accessDocument())).toBeUndefined();
  });

  it('the types of the client are up to date', async () => {
    const generated = HEADER + astToString(await openapiTypescript(JSON.stringify(freshDocument())));
    expect(firstDifference(await readFile('libs/client/src/generated.ts', 'utf8'), generated)).toBeUndefined();
  }, 60_000);

  it('sees a difference wherever it is', () => {
    expect(firstDifference('a\nb\n', 'a\nb\n')).toBeUndefined();
    expect(firstDifference('a\nb\n', 'a\nc\n')).toMatch(/^line 2: committed "b", generated "c"/);
    expect(firstDifference('a\nb\nc\n', 'a\nb\n')).toMatch(/^line 3/);
    expect(firstDifference('a\n', 'a\nb\n')).toMatch(/^line 2/);
  });
});

/** What an OpenAPI 3.1 validator has to say about the document after a change. */
async function complaints(change: (document: Record<string, unknown>) => void): Promise<string[]> {
  const document = freshDocument();
  change(document);
  const config = await createConfig({ rules: { struct: 'error', 'no-unresolved-refs': 'error' } });
  const problems = await lintDocument({
    document: makeDocumentFromString(JSON.stringify(document), 'openapi.json'),
    externalRefResolver: new BaseResolver(),
    config: config.styleguide,
  });
  return problems.map(({ message, location }) => `${location[0]?.pointer ?? ''} ${message}`);
}

describe('the OpenAPI document', () => {
  it('is valid OpenAPI 3.1', async () => {
    expect(await complaints(() => undefined)).toEqual([]);
  });

  it.each<[string, (document: Record<string, unknown>) => void]>([
    ['without a title', (document) => (document['info'] = { version: '1' })],
    ['with a field that there is not', (document) => (document['pathes'] = {})],
    ['with a path that is none', (document) => (document['paths'] = { '/x': { get: { responses: 'none' } } })],
    [
      'with a reference to nothing',
      (document) =>
        (document['paths'] = { '/x': { get: { responses: { 200: { $ref: '#/components/responses/Nothing' } } } } }),
    ],
  ])('would not be %s', async (_, change) => {
    expect(await complaints(change)).toHaveLength(1);
  });
});
