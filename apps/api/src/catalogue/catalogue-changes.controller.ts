import {
  changeCatalogue as changeCatalogueOperation,
  getCatalogueChange,
  listCatalogueChanges,
  listCatalogueConflicts,
} from '#libs/contracts';
import { notFound, type PersonActor } from '#libs/domain';
import { catalogueConflicts, catalogueVersion, catalogueVersionsPage, changeCatalogue } from '#libs/registry';
import { Controller } from '@nestjs/common';
import { pageOf, readCursor } from '../http/cursor.js';
import { Handles, Input, Person, type Answer, type InputFor } from '../http/handles.js';
import { Parts } from '../parts.js';

/** Above every version: the first page begins below it. */
const NEWEST = 2_147_483_647;

@Controller()
export class CatalogueChangesController {
  constructor(private readonly parts: Parts) {}

  @Handles(changeCatalogueOperation)
  async changeCatalogue(
    @Person() actor: PersonActor,
    @Input() { body }: InputFor<typeof changeCatalogueOperation>,
  ): Answer<typeof changeCatalogueOperation> {
    return changeCatalogue({ db: this.parts.db, actor }, body);
  }

  @Handles(listCatalogueChanges)
  async listCatalogueChanges(
    @Input() { query }: InputFor<typeof listCatalogueChanges>,
  ): Answer<typeof listCatalogueChanges> {
    const before = readCursor('number', query.cursor, NEWEST);
    const rows = await catalogueVersionsPage(this.parts.db, { before, limit: query.limit + 1 });
    return pageOf(
      rows,
      query.limit,
      ({ version }) => version,
      (version) => version,
    );
  }

  @Handles(getCatalogueChange)
  async getCatalogueChange(
    @Input() { params }: InputFor<typeof getCatalogueChange>,
  ): Answer<typeof getCatalogueChange> {
    const found = await catalogueVersion(this.parts.db, params.version);
    if (found === undefined) throw notFound('目录版本 · catalogue version');
    return found;
  }

  @Handles(listCatalogueConflicts)
  async listCatalogueConflicts(): Answer<typeof listCatalogueConflicts> {
    return { items: await catalogueConflicts(this.parts.db) };
  }
}
