import {
  API_BASE,
  createSubscription as createSubscriptionOperation,
  deleteSubscription as deleteSubscriptionOperation,
  getFeed,
  getSubscription,
  listDeliveries,
  listNotices,
  listSubscriptions,
  replayDelivery as replayDeliveryOperation,
  sendVerification as sendVerificationOperation,
  testSubscription as testSubscriptionOperation,
  updateSubscription as updateSubscriptionOperation,
  verifySubscription,
} from '#libs/contracts';
import type { PersonActor } from '#libs/domain';
import {
  createSubscription,
  deleteSubscription,
  deliveriesPage,
  feedOf,
  linkOf,
  listedCells,
  noticeInWords,
  noticesPage,
  ownSubscription,
  ownSubscriptionsPage,
  replayDelivery,
  sendVerification,
  testSubscription,
  updateSubscription,
  verifyAddress,
} from '#libs/matrix';
import { Controller, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FIRST_UUID, LAST_UUID, pageOf, readCursor } from '../http/cursor.js';
import { isKnown, weakTag } from '../http/etag.js';
import { Handles, Input, Person, type Answer, type InputFor } from '../http/handles.js';
import { Parts } from '../parts.js';

@Controller()
export class SubscriptionsController {
  constructor(private readonly parts: Parts) {}

  @Handles(createSubscriptionOperation)
  async createSubscription(
    @Person() actor: PersonActor,
    @Input() { body }: InputFor<typeof createSubscriptionOperation>,
  ): Answer<typeof createSubscriptionOperation> {
    const { feedToken, ...created } = await createSubscription({ db: this.parts.db, actor }, body);
    return { ...created, feedPath: feedToken === null ? null : `${API_BASE}/feeds/${feedToken}.atom` };
  }

  @Handles(listSubscriptions)
  async listSubscriptions(
    @Person() actor: PersonActor,
    @Input() { query }: InputFor<typeof listSubscriptions>,
  ): Answer<typeof listSubscriptions> {
    const page = { after: readCursor('uuid', query.cursor, FIRST_UUID), limit: query.limit + 1 };
    const found = await ownSubscriptionsPage(this.parts.db, actor, page);
    return pageOf(
      found,
      query.limit,
      ({ id }) => id,
      (subscription) => subscription,
    );
  }

  @Handles(getSubscription)
  async getSubscription(
    @Person() actor: PersonActor,
    @Input() { params }: InputFor<typeof getSubscription>,
  ): Answer<typeof getSubscription> {
    const found = await ownSubscription(this.parts.db, actor, params.id);
    return { ...found, items: found.follows === 'list' ? await listedCells(this.parts.db, found.id) : [] };
  }

  @Handles(updateSubscriptionOperation)
  async updateSubscription(
    @Person() actor: PersonActor,
    @Input() { params, body }: InputFor<typeof updateSubscriptionOperation>,
  ): Answer<typeof updateSubscriptionOperation> {
    return updateSubscription({ db: this.parts.db, actor }, params.id, body);
  }

  @Handles(deleteSubscriptionOperation)
  async deleteSubscription(
    @Person() actor: PersonActor,
    @Input() { params }: InputFor<typeof deleteSubscriptionOperation>,
  ): Answer<typeof deleteSubscriptionOperation> {
    await deleteSubscription({ db: this.parts.db, actor }, params.id);
  }

  @Handles(verifySubscription)
  async verifySubscription(
    @Person() actor: PersonActor,
    @Input() { params, body }: InputFor<typeof verifySubscription>,
  ): Answer<typeof verifySubscription> {
    return verifyAddress({ db: this.parts.db, actor }, params.id, body.code);
  }

  @Handles(sendVerificationOperation)
  async sendVerification(
    @Person() actor: PersonActor,
    @Input() { params }: InputFor<typeof sendVerificationOperation>,
  ): Answer<typeof sendVerificationOperation> {
    return sendVerification({ db: this.parts.db, actor }, params.id);
  }

  @Handles(testSubscriptionOperation)
  async testSubscription(
    @Person() actor: PersonActor,
    @Input() { params }: InputFor<typeof testSubscriptionOperation>,
  ): Answer<typeof testSubscriptionOperation> {
    return testSubscription({ db: this.parts.db, actor }, params.id);
  }

  @Handles(replayDeliveryOperation)
  async replayDelivery(
    @Person() actor: PersonActor,
    @Input() { params }: InputFor<typeof replayDeliveryOperation>,
  ): Answer<typeof replayDeliveryOperation> {
    return replayDelivery({ db: this.parts.db, actor }, params.id, params.delivery);
  }

  @Handles(listNotices)
  async listNotices(
    @Person() actor: PersonActor,
    @Input() { params, query }: InputFor<typeof listNotices>,
  ): Answer<typeof listNotices> {
    const { id } = await ownSubscription(this.parts.db, actor, params.id);
    const page = { before: readCursor('uuid', query.cursor, LAST_UUID), limit: query.limit + 1 };
    const { SHIPEI_PUBLIC_URL } = this.parts.settings;
    return pageOf(
      await noticesPage(this.parts.db, id, page),
      query.limit,
      (notice) => notice.id,
      (notice) => ({ ...notice, text: noticeInWords(notice), link: linkOf(SHIPEI_PUBLIC_URL, notice) }),
    );
  }

  @Handles(listDeliveries)
  async listDeliveries(
    @Person() actor: PersonActor,
    @Input() { params, query }: InputFor<typeof listDeliveries>,
  ): Answer<typeof listDeliveries> {
    const { id } = await ownSubscription(this.parts.db, actor, params.id);
    const page = { before: readCursor('uuid', query.cursor, LAST_UUID), limit: query.limit + 1 };
    return pageOf(
      await deliveriesPage(this.parts.db, id, query.state, page),
      query.limit,
      (delivery) => delivery.id,
      (delivery) => delivery,
    );
  }

  @Handles(getFeed)
  async getFeed(
    @Input() { params }: InputFor<typeof getFeed>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const feed = await feedOf(this.parts.db, params.token, this.parts.settings.SHIPEI_PUBLIC_URL);
    const tag = weakTag(0, feed);
    // Whoever has the address may read it: nobody in between is to keep it.
    void reply.header('etag', tag).header('cache-control', 'private, no-cache');
    const isNew = !isKnown(request, tag);
    void reply.status(isNew ? 200 : 304).type('application/atom+xml; charset=utf-8');
    await reply.send(isNew ? feed : undefined);
  }
}
