import { planTests } from '#libs/contracts';
import { testingCapacity } from '#libs/dispatch';
import type { PersonActor } from '#libs/domain';
import { planGapTests } from '#libs/matrix';
import { Controller } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { PLANNING_LIMIT } from '../http/rate-limit.js';
import { Handles, Input, MaybePerson, type Answer, type InputFor } from '../http/handles.js';
import { Parts } from '../parts.js';

@Controller()
export class GapsController {
  constructor(private readonly parts: Parts) {}

  @Handles(planTests)
  @RouteConfig(PLANNING_LIMIT)
  async planTests(
    @MaybePerson() person: PersonActor | null,
    @Input() { body }: InputFor<typeof planTests>,
  ): Answer<typeof planTests> {
    const { db, timing, stopping } = this.parts;
    const served = await testingCapacity(db, timing.leaseSeconds);
    const capacity = new Map(served.map(({ platformId, liveHosts }) => [platformId, liveHosts]));
    return planGapTests(db, person, body, capacity, stopping);
  }
}
