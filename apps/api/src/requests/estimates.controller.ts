import { estimateAdaptationRequest, estimateClone } from '#libs/contracts';
import { estimateRequest, inputOfClone, type RequestInput } from '#libs/dispatch';
import type { PersonActor } from '#libs/domain';
import { Controller } from '@nestjs/common';
import { Handles, Input, Person, type Answer, type InputFor } from '../http/handles.js';
import { Parts } from '../parts.js';
import { showEstimate } from './show-estimate.js';

@Controller()
export class EstimatesController {
  constructor(private readonly parts: Parts) {}

  @Handles(estimateAdaptationRequest)
  async estimateAdaptationRequest(
    @Person() actor: PersonActor,
    @Input() { body }: InputFor<typeof estimateAdaptationRequest>,
  ): Answer<typeof estimateAdaptationRequest> {
    return this.#estimate(actor, body);
  }

  @Handles(estimateClone)
  async estimateClone(
    @Person() actor: PersonActor,
    @Input() { params, body }: InputFor<typeof estimateClone>,
  ): Answer<typeof estimateClone> {
    return this.#estimate(actor, await inputOfClone({ db: this.parts.db, actor }, params.id, body));
  }

  async #estimate(actor: PersonActor, input: RequestInput): Answer<typeof estimateAdaptationRequest> {
    const estimated = await estimateRequest({ db: this.parts.db, actor }, input, this.parts.timing);
    return showEstimate(input.release, estimated);
  }
}
