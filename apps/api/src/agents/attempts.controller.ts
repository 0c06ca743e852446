import {
  appendAttemptLog,
  completeAttempt as completeAttemptOperation,
  getAttemptArtifact,
  heartbeat as heartbeatOperation,
  putEvidence,
} from '#libs/contracts';
import { appendLog, artifactOfAttempt, attemptHolder, completeAttempt, heartbeat, storeEvidence } from '#libs/dispatch';
import type { AgentActor } from '#libs/domain';
import { Controller, Req, StreamableFile } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { AgentCaller, AttemptToken, Handles, Input, type Answer, type InputFor } from '../http/handles.js';
import { Parts } from '../parts.js';
import { uploadLength } from '../http/upload-length.js';

@Controller()
export class AttemptsController {
  constructor(private readonly parts: Parts) {}

  @Handles(heartbeatOperation)
  async heartbeat(
    @AgentCaller() actor: AgentActor,
    @AttemptToken() token: string,
    @Input() { params, body }: InputFor<typeof heartbeatOperation>,
  ): Answer<typeof heartbeatOperation> {
    const holder = attemptHolder(actor, params.id, token);
    return heartbeat(this.parts.db, holder, body.case ?? null, this.parts.timing);
  }

  @Handles(appendAttemptLog)
  async appendLog(
    @AgentCaller() actor: AgentActor,
    @AttemptToken() token: string,
    @Input() { params, body }: InputFor<typeof appendAttemptLog>,
  ): Answer<typeof appendAttemptLog> {
    const chunks = body.chunks.map((chunk) => ({ ...chunk, at: new Date(chunk.at) }));
    return { nextSeq: await appendLog(this.parts.db, attemptHolder(actor, params.id, token), chunks) };
  }

  @Handles(putEvidence)
  async putEvidence(
    @AgentCaller() actor: AgentActor,
    @AttemptToken() token: string,
    @Input() { params, query, headers }: InputFor<typeof putEvidence>,
    @Req() request: FastifyRequest,
  ): Answer<typeof putEvidence> {
    return storeEvidence(this.parts.db, this.parts.evidenceStore, attemptHolder(actor, params.id, token), {
      name: params.name,
      mediaType: query.mediaType,
      sha256: query.sha256,
      offset: headers['upload-offset'],
      length: uploadLength(headers, request.raw),
      content: request.raw,
    });
  }

  @Handles(getAttemptArtifact)
  async getArtifact(
    @AgentCaller() actor: AgentActor,
    @AttemptToken() token: string,
    @Input() { params }: InputFor<typeof getAttemptArtifact>,
  ): Promise<StreamableFile> {
    const { size } = await artifactOfAttempt(this.parts.db, attemptHolder(actor, params.id, token), params.sha256);
    const bytes = await this.parts.store.read(params.sha256);
    return new StreamableFile(bytes, { type: 'application/octet-stream', length: size });
  }

  @Handles(completeAttemptOperation)
  async completeAttempt(
    @AgentCaller() actor: AgentActor,
    @AttemptToken() token: string,
    @Input() { params, body }: InputFor<typeof completeAttemptOperation>,
  ): Answer<typeof completeAttemptOperation> {
    return completeAttempt(this.parts.db, attemptHolder(actor, params.id, token), {
      ...body,
      results: body.results.map((result) => ({ ...result, message: result.message ?? null })),
      message: body.message ?? null,
    });
  }
}
