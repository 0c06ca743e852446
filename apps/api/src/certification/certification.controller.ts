import {
  certificateByNumber,
  certificateState,
  changeCertificate,
  decideReview as decideReviewVerb,
  declareCompatibility as declareCompatibilityVerb,
  reviewsPage,
  type CertificateChange,
  type CertificateDocument,
  type CertificateRow,
  type CertificateState,
} from '#libs/certification';
import {
  decideReview,
  declareCompatibility,
  getCertificate,
  listReviews,
  reinstateCertificate,
  revokeCertificate,
  suspendCertificate,
} from '#libs/contracts';
import type { PersonActor } from '#libs/domain';
import { withdrawalOfRelease } from '#libs/registry';
import { Controller } from '@nestjs/common';
import { FIRST_UUID, pageOf, readCursor } from '../http/cursor.js';
import { Handles, Input, Person, type Answer, type InputFor } from '../http/handles.js';
import { Parts } from '../parts.js';

@Controller()
export class CertificationController {
  constructor(private readonly parts: Parts) {}

  @Handles(listReviews)
  async listReviews(
    @Person() actor: PersonActor,
    @Input() { query }: InputFor<typeof listReviews>,
  ): Answer<typeof listReviews> {
    const page = { after: readCursor('uuid', query.cursor, FIRST_UUID), limit: query.limit + 1 };
    const rows = await reviewsPage(this.parts.db, actor, { state: query.state, kind: query.kind ?? null }, page);
    return pageOf(
      rows,
      query.limit,
      ({ id }) => id,
      (review) => review,
    );
  }

  @Handles(decideReview)
  async decideReview(
    @Person() actor: PersonActor,
    @Input() { params, body }: InputFor<typeof decideReview>,
  ): Answer<typeof decideReview> {
    const decision = { reviewId: params.id, approve: body.decision === 'approve', reason: body.reason ?? null };
    return decideReviewVerb({ db: this.parts.db, actor }, decision);
  }

  @Handles(getCertificate)
  async getCertificate(@Input() { params }: InputFor<typeof getCertificate>): Answer<typeof getCertificate> {
    const certificate = await certificateByNumber(this.parts.db, params.number);
    return this.#shown(certificate, await certificateState(this.parts.db.manager, certificate, new Date()));
  }

  @Handles(revokeCertificate)
  async revoke(
    @Person() actor: PersonActor,
    @Input() input: InputFor<typeof revokeCertificate>,
  ): Answer<typeof revokeCertificate> {
    return this.#change(actor, input, 'revoke');
  }

  @Handles(suspendCertificate)
  async suspend(
    @Person() actor: PersonActor,
    @Input() input: InputFor<typeof suspendCertificate>,
  ): Answer<typeof suspendCertificate> {
    return this.#change(actor, input, 'suspend');
  }

  @Handles(reinstateCertificate)
  async reinstate(
    @Person() actor: PersonActor,
    @Input() input: InputFor<typeof reinstateCertificate>,
  ): Answer<typeof reinstateCertificate> {
    return this.#change(actor, input, 'reinstate');
  }

  @Handles(declareCompatibility)
  async declareCompatibility(
    @Person() actor: PersonActor,
    @Input() { body }: InputFor<typeof declareCompatibility>,
  ): Answer<typeof declareCompatibility> {
    const validUntil = body.validUntil === undefined ? null : new Date(body.validUntil);
    return declareCompatibilityVerb({ db: this.parts.db, actor }, { ...body, validUntil });
  }

  async #change(
    actor: PersonActor,
    { params, body }: { params: { number: string }; body: { reason: string } },
    change: CertificateChange,
  ): Answer<typeof getCertificate> {
    const input = { number: params.number, change, reason: body.reason };
    const { certificate, state } = await changeCertificate({ db: this.parts.db, actor }, input);
    return this.#shown(certificate, state);
  }

  async #shown({ document, ...certificate }: CertificateRow, state: CertificateState) {
    const withdrawn = await withdrawalOfRelease(this.parts.db, document.release);
    return { ...document, ...certificate, inheritedFrom: inheritedFrom(document), withdrawn, state };
  }
}

function inheritedFrom({ inheritedFrom: source }: CertificateDocument) {
  return source === undefined ? null : { ...source, path: [...source.path] };
}
