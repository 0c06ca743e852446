// Writes docs/openapi.json, docs/access.md and the client's types from the built contracts. Run by `npm run generate`; a test fails when
// either is out of date.
import { readFile, writeFile } from 'node:fs/promises';
import openapiTypescript, { astToString } from 'openapi-typescript';
import { accessDocument, openApiDocument } from '#libs/contracts';

const document = `${JSON.stringify(openApiDocument(), null, 2)}\n`;
await writeFile(new URL('../../../docs/openapi.json', import.meta.url), document);
await writeFile(new URL('../../../docs/access.md', import.meta.url), accessDocument());
const types = astToString(await openapiTypescript(JSON.parse(document)));
const header = '// Generated from docs/openapi.json by `npm run generate`. Not edited by hand.\n';
const target = new URL('../../client/src/generated.ts', import.meta.url);
const before = await readFile(target, 'utf8').catch(() => '');
if (before !== header + types) await writeFile(target, header + types);
