import { headArtifact, putArtifact } from '#libs/contracts';
import type { PersonActor } from '#libs/domain';
import { storeArtifact, uploadProgress } from '#libs/registry';
import { Controller, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { uploadLength } from '../http/upload-length.js';
import { Handles, Input, Person, type Answer, type InputFor } from '../http/handles.js';
import { Parts } from '../parts.js';

@Controller()
export class ArtifactsController {
  constructor(private readonly parts: Parts) {}

  @Handles(putArtifact)
  async putArtifact(
    @Person() actor: PersonActor,
    @Input() { params, headers }: InputFor<typeof putArtifact>,
    @Req() request: FastifyRequest,
  ): Answer<typeof putArtifact> {
    return storeArtifact({ db: this.parts.db, actor }, this.parts.store, {
      sha256: params.sha256,
      offset: headers['upload-offset'],
      length: uploadLength(headers, request.raw),
      content: request.raw,
    });
  }

  @Handles(headArtifact)
  async headArtifact(
    @Person() actor: PersonActor,
    @Input() { params }: InputFor<typeof headArtifact>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const progress = await uploadProgress({ db: this.parts.db, actor }, this.parts.store, params.sha256);
    void reply.header('upload-offset', String(progress.offset));
    void reply.header('upload-complete', progress.complete ? '?1' : '?0');
  }
}
