import {
  finishProviderSignIn,
  linkIdentity as linkIdentityOperation,
  listIdentities,
  listIdentityProviders,
  startIdentityLink as startIdentityLinkOperation,
  startProviderSignIn as startProviderSignInOperation,
  unlinkIdentity as unlinkIdentityOperation,
} from '#libs/contracts';
import type { PersonActor } from '#libs/domain';
import {
  createProviderSession,
  identitiesOfPerson,
  linkIdentity,
  startIdentityLink,
  startProviderSignIn,
  unlinkIdentity,
} from '#libs/registry';
import { Controller, Req } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { LAST_UUID, pageOf, readCursor } from '../http/cursor.js';
import { Handles, Input, Person, Token, type Answer, type InputFor } from '../http/handles.js';
import { SIGN_IN_LIMIT } from '../http/rate-limit.js';
import { Parts } from '../parts.js';

@Controller()
export class IdentityProvidersController {
  constructor(private readonly parts: Parts) {}

  @Handles(listIdentityProviders)
  listIdentityProviders(): Answer<typeof listIdentityProviders> {
    // The contract lets name, display name and issuer out, and nothing else of the settings.
    return Promise.resolve({ items: this.parts.identityProviders.settings });
  }

  @Handles(startProviderSignInOperation)
  @RouteConfig(SIGN_IN_LIMIT)
  async startProviderSignIn(
    @Input() { body }: InputFor<typeof startProviderSignInOperation>,
  ): Answer<typeof startProviderSignInOperation> {
    return startProviderSignIn(this.parts.db, this.parts.identityProviders, body);
  }

  @Handles(finishProviderSignIn)
  @RouteConfig(SIGN_IN_LIMIT)
  async finishProviderSignIn(
    @Input() { body }: InputFor<typeof finishProviderSignIn>,
    @Req() request: FastifyRequest,
  ): Answer<typeof finishProviderSignIn> {
    const { organization, role, ...proof } = body;
    const { db, identityProviders } = this.parts;
    return createProviderSession(db, identityProviders, proof, { organization, role }, request.id);
  }

  @Handles(startIdentityLinkOperation)
  @RouteConfig(SIGN_IN_LIMIT)
  async startIdentityLink(
    @Person() actor: PersonActor,
    @Input() { body }: InputFor<typeof startIdentityLinkOperation>,
  ): Answer<typeof startIdentityLinkOperation> {
    return startIdentityLink({ db: this.parts.db, actor }, this.parts.identityProviders, body);
  }

  @Handles(linkIdentityOperation)
  @RouteConfig(SIGN_IN_LIMIT)
  async linkIdentity(
    @Person() actor: PersonActor,
    @Token() token: string,
    @Input() { body }: InputFor<typeof linkIdentityOperation>,
  ): Answer<typeof linkIdentityOperation> {
    return linkIdentity({ db: this.parts.db, actor }, this.parts.identityProviders, token, body);
  }

  @Handles(listIdentities)
  async listIdentities(
    @Person() actor: PersonActor,
    @Input() { query }: InputFor<typeof listIdentities>,
  ): Answer<typeof listIdentities> {
    const page = { before: readCursor('uuid', query.cursor, LAST_UUID), limit: query.limit + 1 };
    return pageOf(
      await identitiesOfPerson(this.parts.db, actor.personId, page),
      query.limit,
      ({ id }) => id,
      (identity) => identity,
    );
  }

  @Handles(unlinkIdentityOperation)
  async unlinkIdentity(
    @Person() actor: PersonActor,
    @Input() { params }: InputFor<typeof unlinkIdentityOperation>,
  ): Promise<void> {
    await unlinkIdentity({ db: this.parts.db, actor }, params.id);
  }
}
