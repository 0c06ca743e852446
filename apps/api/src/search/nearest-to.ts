import { centersPage } from '#libs/dispatch';
import { nearestMatches } from '#libs/domain';
import { solutionsPage } from '#libs/matrix';
import { nearestOfKind, policiesPage } from '#libs/registry';
import { FIRST_UUID } from '../http/cursor.js';
import type { Parts } from '../parts.js';
import type { MissingName } from './missing-names.js';

const NEAREST = 3;
/** Of what there are few of, all are compared; of solutions those of the organization that was named. */
const COMPARED = 500;

/**
 * What somebody may have meant by a name that is not found, among what the viewer may see: the answer depends on the name that
 * was written and on nothing hidden. Empty where the name is there, and something else was missing.
 */
export async function nearestTo(
  { db, search }: Pick<Parts, 'db' | 'search'>,
  viewer: string | null,
  { kind, text }: MissingName,
): Promise<string[]> {
  switch (kind) {
    case 'organization':
    case 'product':
    case 'release':
    case 'certificate':
      return nearestOfKind(await search.current(), kind, text, viewer, NEAREST);
    case 'center':
      return among(
        text,
        (await centersPage(db, { after: '', limit: COMPARED })).map(({ code }) => code),
      );
    case 'policy':
      return among(
        text,
        (await policiesPage(db, { after: '', limit: COMPARED })).map(({ version }) => version),
      );
    case 'solution': {
      const [organization = ''] = text.split('/');
      const page = { after: FIRST_UUID, limit: COMPARED };
      const found = await solutionsPage(db, viewer, { organization }, page);
      return among(
        text,
        found.map((one) => `${one.organization}/${one.solution}`),
      );
    }
  }
}

function among(text: string, known: readonly string[]): string[] {
  return known.includes(text) ? [] : nearestMatches(text, known, NEAREST);
}
