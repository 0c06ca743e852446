import {
  checkCells as checkCellsOperation,
  diffCells as diffCellsOperation,
  exportCells as exportCellsOperation,
  getBadge,
  searchCells as searchCellsOperation,
  summarizeCells as summarizeCellsOperation,
  type OutputOf,
} from '#libs/contracts';
import { filterOf } from '#libs/domain';
import { badgeOfCell, diffCells, momentAsked, searchCells, searchPastCells, summarizeCells } from '#libs/matrix';
import { Controller, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isKnown, keepAnswer, weakTag } from '../http/etag.js';
import { Handles, Input, type Answer, type InputFor } from '../http/handles.js';
import { Parts } from '../parts.js';
import { answerBatch, answerBatchOfLines } from './answer-batch.js';
import { momentOfQuery } from './moment-of-query.js';
import { presentDirectory, presentMatrix } from './present-matrix.js';
import { sendExport } from './send-export.js';

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

  @Handles(searchCellsOperation)
  async searchCells(
    @Input() { query }: InputFor<typeof searchCellsOperation>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<OutputOf<typeof searchCellsOperation> | undefined> {
    const asked = momentOfQuery(query);
    const moment = asked === null ? null : await momentAsked(this.parts.db, asked);
    const now = await presentDirectory(this.parts.directory);
    const [filter, page] = [filterOf(query), { limit: query.limit, cursor: query.cursor }];
    const found =
      moment === null
        ? searchCells(now.snapshot, now.directory, filter, page)
        : await searchPastCells(this.parts.db, now, filter, page, moment, this.parts.stopping);
    const tag = weakTag(found.revision, JSON.stringify(found));
    keepAnswer(request, reply, tag);
    if (!isKnown(request, tag)) return { ...found, items: [...found.items] };
    void reply.status(304);
    return undefined;
  }

  @Handles(exportCellsOperation)
  async exportCells(
    @Input() { query }: InputFor<typeof exportCellsOperation>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await sendExport(this.parts, query, reply);
  }

  @Handles(diffCellsOperation)
  async diffCells(@Input() { query }: InputFor<typeof diffCellsOperation>): Answer<typeof diffCellsOperation> {
    const { db, directory, stopping } = this.parts;
    const { release, product } = query;
    const moments = { from: new Date(query.from), to: new Date(query.to) };
    const comparison = { release, product, ...moments, filter: filterOf(query) };
    return { items: await diffCells(db, () => presentDirectory(directory), comparison, stopping) };
  }

  @Handles(summarizeCellsOperation)
  async summarizeCells(
    @Input() { query }: InputFor<typeof summarizeCellsOperation>,
  ): Answer<typeof summarizeCellsOperation> {
    const { snapshot, directory } = await presentDirectory(this.parts.directory);
    return { items: summarizeCells(snapshot, directory, query), revision: snapshot.edition.revision };
  }

  @Handles(getBadge)
  async getBadge(
    @Input() { params, query }: InputFor<typeof getBadge>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const release = `${params.vendor}/${params.badge.slice(0, -'.svg'.length)}`;
    const badge = badgeOfCell(presentMatrix(this.parts.matrix), { ...query, release }, query.lang);
    const tag = weakTag(badge.revision, badge.svg);
    keepAnswer(request, reply, tag);
    const isNew = badge.status === null || !isKnown(request, tag);
    void reply.status(badge.status === null ? 404 : isNew ? 200 : 304).type('image/svg+xml; charset=utf-8');
    // Made to be shown in other people's pages, which browsers else refuse.
    void reply.header('cross-origin-resource-policy', 'cross-origin');
    await reply.send(isNew ? badge.svg : undefined);
  }
}
