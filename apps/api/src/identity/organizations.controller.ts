import {
  addMember as addMemberOperation,
  createOrganization as createOrganizationOperation,
  getOrganization,
  listOrganizations,
} from '#libs/contracts';
import type { PersonActor } from '#libs/domain';
import { addMember, createOrganization, organizationBySlug, organizationsPage } from '#libs/registry';
import { Controller } from '@nestjs/common';
import { pageOf, readCursor } from '../http/cursor.js';
import { Handles, Input, Person, type Answer, type InputFor } from '../http/handles.js';
import { Parts } from '../parts.js';

@Controller()
export class OrganizationsController {
  constructor(private readonly parts: Parts) {}

  @Handles(createOrganizationOperation)
  async createOrganization(
    @Person() actor: PersonActor,
    @Input() { body }: InputFor<typeof createOrganizationOperation>,
  ): Answer<typeof createOrganizationOperation> {
    return createOrganization({ db: this.parts.db, actor }, body);
  }

  @Handles(listOrganizations)
  async listOrganizations(@Input() { query }: InputFor<typeof listOrganizations>): Answer<typeof listOrganizations> {
    const after = readCursor('text', query.cursor, '');
    const rows = await organizationsPage(this.parts.db, { after, limit: query.limit + 1 });
    return pageOf(
      rows,
      query.limit,
      ({ slug }) => slug,
      (organization) => organization,
    );
  }

  @Handles(getOrganization)
  async getOrganization(@Input() { params }: InputFor<typeof getOrganization>): Answer<typeof getOrganization> {
    return organizationBySlug(this.parts.db, params.slug);
  }

  @Handles(addMemberOperation)
  async addMember(
    @Person() actor: PersonActor,
    @Input() { params, body }: InputFor<typeof addMemberOperation>,
  ): Answer<typeof addMemberOperation> {
    const membership = await addMember({ db: this.parts.db, actor }, { organization: params.slug, ...body });
    return { username: membership.username, membership };
  }
}
