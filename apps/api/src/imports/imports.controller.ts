import {
  applyImport,
  createImport as createImportOperation,
  getImport,
  getImportTemplate,
  IMPORT_KINDS,
  listImportRows,
  listImports,
  undoImport,
} from '#libs/contracts';
import { notFound, type PersonActor } from '#libs/domain';
import {
  confirmImport,
  createImport,
  importRowsPage,
  importsPage,
  receiveImportFile,
  requestUndo,
  visibleImport,
  writeTemplate,
  type ShownImport,
} from '#libs/registry';
import { Controller, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { LAST_UUID, pageOf, readCursor } from '../http/cursor.js';
import { Handles, Input, Person, type Answer, type InputFor } from '../http/handles.js';
import { sendChunks } from '../http/send-chunks.js';
import { Parts } from '../parts.js';
import { importFormat } from './import-format.js';

@Controller()
export class ImportsController {
  constructor(private readonly parts: Parts) {}

  @Handles(createImportOperation)
  async createImport(
    @Person() actor: PersonActor,
    @Input() { query }: InputFor<typeof createImportOperation>,
    @Req() request: FastifyRequest,
  ): Answer<typeof createImportOperation> {
    const { format, kind } = importFormat(query);
    const sent = Number(request.headers['content-length']);
    const file = await receiveImportFile(request.raw, Number.isSafeInteger(sent) ? sent : undefined, query.sha256);
    try {
      const { encoding, organization, source, fileName } = query;
      const { path, sha256, size } = file;
      const input = { kind, format, encoding, organization, source, fileName, path, sha256, size };
      return await this.#shown(actor, await createImport({ db: this.parts.db, actor }, input));
    } finally {
      await file.drop();
    }
  }

  @Handles(listImports)
  async listImports(
    @Person() actor: PersonActor,
    @Input() { query }: InputFor<typeof listImports>,
  ): Answer<typeof listImports> {
    const page = { before: readCursor('uuid', query.cursor, LAST_UUID), limit: query.limit + 1 };
    return pageOf(await importsPage(this.parts.db, actor, query, page), query.limit, ({ id }) => id, contractual);
  }

  @Handles(getImport)
  async getImport(
    @Person() actor: PersonActor,
    @Input() { params }: InputFor<typeof getImport>,
  ): Answer<typeof getImport> {
    return this.#shown(actor, params.id);
  }

  @Handles(listImportRows)
  async listImportRows(
    @Person() actor: PersonActor,
    @Input() { params, query }: InputFor<typeof listImportRows>,
  ): Answer<typeof listImportRows> {
    await this.#shown(actor, params.id);
    const page = { after: readCursor('number', query.cursor, 0), limit: query.limit + 1 };
    return pageOf(
      await importRowsPage(this.parts.db, params.id, query, page),
      query.limit,
      ({ number }) => number,
      (row) => row,
    );
  }

  @Handles(applyImport)
  async applyImport(
    @Person() actor: PersonActor,
    @Input() { params, body }: InputFor<typeof applyImport>,
  ): Answer<typeof applyImport> {
    await confirmImport({ db: this.parts.db, actor }, params.id, body);
    return this.#shown(actor, params.id);
  }

  @Handles(undoImport)
  async undoImport(
    @Person() actor: PersonActor,
    @Input() { params, body }: InputFor<typeof undoImport>,
  ): Answer<typeof undoImport> {
    await requestUndo({ db: this.parts.db, actor }, params.id, body.reason);
    return this.#shown(actor, params.id);
  }

  @Handles(getImportTemplate)
  async getImportTemplate(
    @Input() { params }: InputFor<typeof getImportTemplate>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const kind = IMPORT_KINDS.find((known) => params.template.startsWith(`${known}.`));
    if (kind === undefined) throw notFound('模板 · template');
    const chunks = await writeTemplate(this.parts.db, kind);
    void reply.header('content-disposition', `attachment; filename="shipei-${params.template}"`);
    sendChunks(reply, getImportTemplate.produces, chunks);
  }

  async #shown(actor: PersonActor, id: string): Promise<Shown> {
    const found = await visibleImport(this.parts.db, actor, id);
    if (found === undefined) throw notFound('导入 · import');
    return contractual(found);
  }
}

type Shown = Awaited<Answer<typeof getImport>>;

/** The problem of a failed import is stored as the refusal that it was. */
function contractual({ problem, ...rest }: ShownImport): Shown {
  return { ...rest, problem: problem as Shown['problem'] };
}
