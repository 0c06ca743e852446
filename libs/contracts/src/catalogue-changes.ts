import { CATALOGUE_KINDS } from '#libs/domain';
import { z } from 'zod';
import { operation } from './operation.js';
import { instant, line, page, pageQuery, paragraph, sha256 } from './primitives.js';

/** Rows as the shipped files have them. The registry checks them: a refusal names file, row and field. */
const entries = z
  .array(z.record(z.string().max(64), z.unknown()))
  .max(2000)
  .optional();

const document = z
  .strictObject({
    file: line(200).meta({ description: 'Name that refusals use' }),
    version: line(64).optional().meta({ description: 'As the shipped files have it; not looked at' }),
    vendors: entries,
    isas: entries,
    cpus: entries,
    operatingSystems: entries,
    categories: entries,
    regions: entries,
    schemes: entries,
    aliases: entries,
  })
  .meta({ id: 'CatalogueDocument' });

const kind = z.enum(CATALOGUE_KINDS);
const changes = z.array(
  z.object({
    kind,
    key: z.string(),
    action: z.enum(['added', 'changed', 'kept']).meta({
      description: 'kept: says what is in force where the shipped files say something else, and settles that',
    }),
    fields: z.array(z.object({ field: z.string(), from: z.unknown(), to: z.unknown() })),
  }),
);
const revision = z
  .number()
  .int()
  .nullable()
  .meta({ description: 'Of the matrix, from which on it holds; null where it changes nothing that answers rest on' });

const changed = z
  .object({
    base: z.number().int().meta({ description: 'Version of the catalogue that the documents were compared with' }),
    digest: sha256.meta({ description: 'Names this difference: what the confirming call sends' }),
    version: z.number().int().nullable().meta({ description: 'That was made; null: only looked at, nothing stored' }),
    revision,
    changes,
    unchanged: z.number().int(),
    touches: z.object({
      platforms: z.number().int().meta({ description: 'Existing ones with a changed OS release or CPU model' }),
      reachedPlatforms: z
        .number()
        .int()
        .meta({ description: 'With those that rules may carry results to or from; their answers may change' }),
      newPlatforms: z.number().int(),
    }),
  })
  .meta({ id: 'CatalogueDiff' });

const versionFields = {
  version: z.number().int(),
  origin: z.enum(['shipped', 'operator']),
  digest: sha256,
  reason: z.string(),
  revision,
  person: z.string().nullable(),
  organization: z.string().nullable(),
  appliedAt: instant,
  added: z.number().int(),
  changed: z.number().int(),
};

export const changeCatalogue = operation({
  id: 'changeCatalogue',
  method: 'POST',
  path: '/catalogue-changes',
  summary:
    'Add to the catalogue or correct it, with documents like the shipped files. Without a digest nothing is stored: the answer is what would change, and its digest. With that digest it is applied, unless the catalogue has changed meanwhile. Nothing is removed by being left out.',
  tag: 'catalogue',
  who: ['operator'],
  bodyKind: 'json',
  body: z.strictObject({
    documents: z.array(document).min(1).max(32),
    reason: paragraph(1000),
    digest: sha256.optional(),
  }),
  status: 200,
  response: changed,
  errors: ['payload-too-large', 'catalogue-moved', 'illegal-transition'],
});

export const listCatalogueChanges = operation({
  id: 'listCatalogueChanges',
  method: 'GET',
  path: '/catalogue-changes',
  summary: 'Versions of the catalogue, newest first: who brought what, when and why.',
  tag: 'catalogue',
  who: ['operator'],
  query: z.strictObject({ ...pageQuery }),
  bodyKind: 'none',
  status: 200,
  response: page(z.object(versionFields).meta({ id: 'CatalogueVersion' })),
  errors: [],
});

export const getCatalogueChange = operation({
  id: 'getCatalogueChange',
  method: 'GET',
  path: '/catalogue-changes/{version}',
  summary: 'One version of the catalogue with all that it changed, field by field.',
  tag: 'catalogue',
  who: ['operator'],
  params: z.strictObject({ version: z.coerce.number().int().min(1).max(2_147_483_647) }),
  bodyKind: 'none',
  status: 200,
  response: z.object({ ...versionFields, changes }).meta({ id: 'CatalogueVersionDetail' }),
  errors: ['not-found'],
});

export const listCatalogueConflicts = operation({
  id: 'listCatalogueConflicts',
  method: 'GET',
  path: '/catalogue-conflicts',
  summary:
    'Entries of which the shipped files say something else than what is in force, since an operator changed them. A change that says either settles it.',
  tag: 'catalogue',
  who: ['operator'],
  bodyKind: 'none',
  status: 200,
  response: z.object({
    items: z.array(
      z.object({
        kind,
        key: z.string(),
        inForce: z.unknown().meta({ description: 'null: the shipped entry is withheld' }),
        shipped: z.unknown(),
        operatorVersion: z.number().int().nullable(),
      }),
    ),
  }),
  errors: [],
});
