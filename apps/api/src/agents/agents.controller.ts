import {
  claimWork,
  enrolAgent as enrolAgentOperation,
  followDirectives,
  registerAgent as registerAgentOperation,
} from '#libs/contracts';
import { enrolAgent, registerAgent } from '#libs/dispatch';
import type { AgentActor } from '#libs/domain';
import { Controller, HttpStatus, Req, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AgentCaller, Handles, Input, type Answer, type InputFor } from '../http/handles.js';
import { SIGN_IN_LIMIT } from '../http/rate-limit.js';
import { Parts } from '../parts.js';
import { streamDirectives, type DirectiveConnections } from './stream-directives.js';

@Controller()
export class AgentsController {
  readonly #directiveConnections: DirectiveConnections = new Map();

  constructor(private readonly parts: Parts) {}

  @Handles(enrolAgentOperation)
  @RouteConfig(SIGN_IN_LIMIT)
  async enrolAgent(
    @Input() { body }: InputFor<typeof enrolAgentOperation>,
    @Req() request: FastifyRequest,
  ): Answer<typeof enrolAgentOperation> {
    return enrolAgent(this.parts.db, body, request.id, this.parts.timing);
  }

  @Handles(registerAgentOperation)
  async registerAgent(
    @AgentCaller() actor: AgentActor,
    @Input() { body }: InputFor<typeof registerAgentOperation>,
  ): Answer<typeof registerAgentOperation> {
    const { timing } = this.parts;
    const registered = await registerAgent({ db: this.parts.db, actor }, body, timing);
    return { agentId: actor.agentId, timing, ...registered };
  }

  @Handles(claimWork)
  async claimWork(
    @AgentCaller() actor: AgentActor,
    @Input() { query, body }: InputFor<typeof claimWork>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Answer<typeof claimWork> {
    const gone = new AbortController();
    // The answer's end and not the socket's: an agent polls for days over one connection.
    reply.raw.once('close', () => gone.abort());
    if (reply.raw.closed) gone.abort();
    const claim = { claimId: body.claimId, hosts: body.hosts, tokenHash: Buffer.from(body.tokenHash, 'hex') };
    const waitMs = Math.min(query.wait, this.parts.timing.pollSeconds) * 1000;
    const assignment = await this.parts.claimDesk.claim(actor, claim, waitMs, gone.signal);
    if (assignment === null) void reply.status(HttpStatus.NO_CONTENT);
    return assignment;
  }

  @Handles(followDirectives)
  async followDirectives(@AgentCaller() actor: AgentActor, @Res() reply: FastifyReply): Promise<void> {
    await streamDirectives(this.parts, this.#directiveConnections, actor.agentId, reply);
  }
}
