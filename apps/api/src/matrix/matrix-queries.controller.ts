import { checkCells as checkCellsOperation } from '#libs/contracts';
import { Controller, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Handles, Input, type InputFor } from '../http/handles.js';
import { Parts } from '../parts.js';
import { answerBatch, answerBatchOfLines } from './answer-batch.js';

/** Questions about many cells at once. All are answered as the public sees the matrix, whoever asks. */
@Controller()
export class MatrixQueriesController {
  constructor(private readonly parts: Parts) {}

  @Handles(checkCellsOperation)
  async checkCells(
    @Input() { body }: { readonly body: InputFor<typeof checkCellsOperation>['body'] | undefined },
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    if (body === undefined) answerBatchOfLines(this.parts, request, reply);
    else await answerBatch(this.parts, body, request, reply);
  }
}
