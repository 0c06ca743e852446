import { Readable } from 'node:stream';
import { getBundle } from '#libs/contracts';
import { Controller, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Handles } from '../http/handles.js';
import { sendChunks } from '../http/send-chunks.js';
import { Parts } from '../parts.js';

@Controller()
export class BundleController {
  constructor(private readonly parts: Parts) {}

  @Handles(getBundle)
  async getBundle(@Res() reply: FastifyReply): Promise<void> {
    // Of an answer whose head alone is asked for, nothing is made.
    const bytes = reply.request.method === 'HEAD' ? Readable.from([]) : await this.parts.bundles.take();
    void reply
      .header('content-disposition', 'attachment; filename="shipei-bundle.gz"')
      .header('cache-control', 'no-store');
    sendChunks(reply, 'application/gzip', bytes);
  }
}
