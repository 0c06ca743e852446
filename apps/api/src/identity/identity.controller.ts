import {
  changePassword as changePasswordOperation,
  createApiKey as createApiKeyOperation,
  createSession as createSessionOperation,
  deleteCurrentSession,
  getMe,
  listApiKeys,
  revokeApiKey as revokeApiKeyOperation,
  rotateApiKey as rotateApiKeyOperation,
  switchSession as switchSessionOperation,
} from '#libs/contracts';
import type { PersonActor } from '#libs/domain';
import {
  apiKeysOfMembership,
  changePassword,
  createApiKey,
  createSession,
  endSession,
  membershipsOfPerson,
  revokeApiKey,
  rotateApiKey,
  switchSession,
} from '#libs/registry';
import { Controller, Req } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { LAST_UUID, pageOf, readCursor } from '../http/cursor.js';
import { Handles, Input, Person, Token, type Answer, type InputFor } from '../http/handles.js';
import { SIGN_IN_LIMIT } from '../http/rate-limit.js';
import { Parts } from '../parts.js';

@Controller()
export class IdentityController {
  constructor(private readonly parts: Parts) {}

  @Handles(createSessionOperation)
  @RouteConfig(SIGN_IN_LIMIT)
  async createSession(
    @Input() { body }: InputFor<typeof createSessionOperation>,
    @Req() request: FastifyRequest,
  ): Answer<typeof createSessionOperation> {
    return createSession(this.parts.db, body, request.id);
  }

  @Handles(deleteCurrentSession)
  async deleteCurrentSession(@Person() actor: PersonActor, @Token() token: string): Promise<void> {
    await endSession({ db: this.parts.db, actor }, token);
  }

  @Handles(switchSessionOperation)
  async switchSession(
    @Person() actor: PersonActor,
    @Token() token: string,
    @Input() { body }: InputFor<typeof switchSessionOperation>,
  ): Answer<typeof switchSessionOperation> {
    return switchSession({ db: this.parts.db, actor }, token, body);
  }

  @Handles(changePasswordOperation)
  @RouteConfig(SIGN_IN_LIMIT)
  async changePassword(
    @Person() actor: PersonActor,
    @Input() { body }: InputFor<typeof changePasswordOperation>,
  ): Promise<void> {
    await changePassword({ db: this.parts.db, actor }, body);
  }

  @Handles(getMe)
  async getMe(@Person() actor: PersonActor): Answer<typeof getMe> {
    const memberships = await membershipsOfPerson(this.parts.db, actor.personId);
    const membership = memberships.find(({ id }) => id === actor.membershipId);
    if (membership === undefined) throw new Error('a membership ended while it was used');
    return { username: membership.username, displayName: membership.displayName, membership, memberships };
  }

  @Handles(createApiKeyOperation)
  async createApiKey(
    @Person() actor: PersonActor,
    @Token() token: string,
    @Input() { body }: InputFor<typeof createApiKeyOperation>,
  ): Answer<typeof createApiKeyOperation> {
    const expiresAt = body.expiresAt === undefined ? null : new Date(body.expiresAt);
    return createApiKey({ db: this.parts.db, actor }, token, { name: body.name, expiresAt });
  }

  @Handles(rotateApiKeyOperation)
  async rotateApiKey(
    @Person() actor: PersonActor,
    @Token() token: string,
    @Input() { params, body }: InputFor<typeof rotateApiKeyOperation>,
  ): Answer<typeof rotateApiKeyOperation> {
    return rotateApiKey({ db: this.parts.db, actor }, token, { id: params.id, ...body });
  }

  @Handles(listApiKeys)
  async listApiKeys(
    @Person() actor: PersonActor,
    @Input() { query }: InputFor<typeof listApiKeys>,
  ): Answer<typeof listApiKeys> {
    const page = { before: readCursor('uuid', query.cursor, LAST_UUID), limit: query.limit + 1 };
    const rows = await apiKeysOfMembership(this.parts.db, actor.membershipId, page);
    return pageOf(
      rows,
      query.limit,
      ({ id }) => id,
      (key) => key,
    );
  }

  @Handles(revokeApiKeyOperation)
  async revokeApiKey(
    @Person() actor: PersonActor,
    @Input() { params }: InputFor<typeof revokeApiKeyOperation>,
  ): Promise<void> {
    await revokeApiKey({ db: this.parts.db, actor }, params.id);
  }
}
