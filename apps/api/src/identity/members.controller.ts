import {
  acceptInvitation as acceptInvitationOperation,
  createInvitation as createInvitationOperation,
  createRecovery as createRecoveryOperation,
  endMembership as endMembershipOperation,
  joinByInvitation as joinByInvitationOperation,
  listInvitations,
  listMembers,
  recoverPassword as recoverPasswordOperation,
  revokeInvitation as revokeInvitationOperation,
  updateMember as updateMemberOperation,
} from '#libs/contracts';
import type { PersonActor } from '#libs/domain';
import {
  acceptInvitation,
  createInvitation,
  createRecovery,
  endMembership,
  invitationsOfOrganization,
  joinByInvitation,
  managedOrganization,
  membersOfOrganization,
  recoverPassword,
  revokeInvitation,
  updateMember,
} from '#libs/registry';
import { Controller, Req } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { FIRST_UUID, LAST_UUID, pageOf, readCursor } from '../http/cursor.js';
import { Handles, Input, Person, Token, type Answer, type InputFor } from '../http/handles.js';
import { SIGN_IN_LIMIT } from '../http/rate-limit.js';
import { Parts } from '../parts.js';

@Controller()
export class MembersController {
  constructor(private readonly parts: Parts) {}

  @Handles(listMembers)
  async listMembers(
    @Person() actor: PersonActor,
    @Input() { params, query }: InputFor<typeof listMembers>,
  ): Answer<typeof listMembers> {
    const { db } = this.parts;
    const page = { after: readCursor('uuid', query.cursor, FIRST_UUID), limit: query.limit + 1 };
    const organization = await managedOrganization(db, actor, params.slug);
    return pageOf(
      await membersOfOrganization(db, organization.id, page),
      query.limit,
      ({ id }) => id,
      (member) => member,
    );
  }

  @Handles(updateMemberOperation)
  async updateMember(
    @Person() actor: PersonActor,
    @Input() { params, body }: InputFor<typeof updateMemberOperation>,
  ): Answer<typeof updateMemberOperation> {
    const { db } = this.parts;
    return updateMember({ db, actor }, { organization: params.slug, membershipId: params.id, ...body });
  }

  @Handles(endMembershipOperation)
  async endMembership(
    @Person() actor: PersonActor,
    @Input() { params }: InputFor<typeof endMembershipOperation>,
  ): Promise<void> {
    await endMembership({ db: this.parts.db, actor }, { organization: params.slug, membershipId: params.id });
  }

  @Handles(createInvitationOperation)
  async createInvitation(
    @Person() actor: PersonActor,
    @Token() token: string,
    @Input() { params, body }: InputFor<typeof createInvitationOperation>,
  ): Answer<typeof createInvitationOperation> {
    return createInvitation({ db: this.parts.db, actor }, token, { organization: params.slug, ...body });
  }

  @Handles(listInvitations)
  async listInvitations(
    @Person() actor: PersonActor,
    @Input() { params, query }: InputFor<typeof listInvitations>,
  ): Answer<typeof listInvitations> {
    const { db } = this.parts;
    const page = { before: readCursor('uuid', query.cursor, LAST_UUID), limit: query.limit + 1 };
    const organization = await managedOrganization(db, actor, params.slug);
    return pageOf(
      await invitationsOfOrganization(db, organization.id, page),
      query.limit,
      ({ id }) => id,
      (invitation) => invitation,
    );
  }

  @Handles(revokeInvitationOperation)
  async revokeInvitation(
    @Person() actor: PersonActor,
    @Input() { params }: InputFor<typeof revokeInvitationOperation>,
  ): Promise<void> {
    await revokeInvitation({ db: this.parts.db, actor }, { organization: params.slug, id: params.id });
  }

  @Handles(acceptInvitationOperation)
  @RouteConfig(SIGN_IN_LIMIT)
  async acceptInvitation(
    @Person() actor: PersonActor,
    @Input() { body }: InputFor<typeof acceptInvitationOperation>,
  ): Answer<typeof acceptInvitationOperation> {
    return acceptInvitation({ db: this.parts.db, actor }, body.token);
  }

  @Handles(joinByInvitationOperation)
  @RouteConfig(SIGN_IN_LIMIT)
  async joinByInvitation(
    @Input() { body }: InputFor<typeof joinByInvitationOperation>,
    @Req() request: FastifyRequest,
  ): Answer<typeof joinByInvitationOperation> {
    const membership = await joinByInvitation(this.parts.db, this.parts.identityProviders, body, request.id);
    return { username: membership.username, membership };
  }

  @Handles(createRecoveryOperation)
  async createRecovery(
    @Person() actor: PersonActor,
    @Token() token: string,
    @Input() { params }: InputFor<typeof createRecoveryOperation>,
  ): Answer<typeof createRecoveryOperation> {
    return createRecovery({ db: this.parts.db, actor }, token, { organization: params.slug, membershipId: params.id });
  }

  @Handles(recoverPasswordOperation)
  @RouteConfig(SIGN_IN_LIMIT)
  async recoverPassword(
    @Input() { body }: InputFor<typeof recoverPasswordOperation>,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    await recoverPassword(this.parts.db, body, request.id);
  }
}
