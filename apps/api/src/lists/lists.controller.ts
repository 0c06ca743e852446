import { checkList as checkListOperation } from '#libs/contracts';
import { RouteConfig } from '@nestjs/platform-fastify';
import { Controller, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Handles, Input, type InputFor } from '../http/handles.js';
import { LIST_LIMIT } from '../http/rate-limit.js';
import { presentMatrix } from '../matrix/present-matrix.js';
import { Parts } from '../parts.js';
import { answerList } from './answer-list.js';
import { ListPlaces } from './list-places.js';
import { PublicNames } from './public-names.js';

@Controller()
export class ListsController {
  readonly #names: PublicNames;
  readonly #places = new ListPlaces();

  constructor(private readonly parts: Parts) {
    this.#names = new PublicNames(parts.db, () => presentMatrix(parts.matrix).edition.revision);
  }

  @Handles(checkListOperation)
  @RouteConfig(LIST_LIMIT)
  async checkList(
    @Input() { query }: InputFor<typeof checkListOperation>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await answerList({ parts: this.parts, names: this.#names, places: this.#places }, query, request, reply);
  }
}
