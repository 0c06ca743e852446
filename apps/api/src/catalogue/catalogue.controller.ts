import { listCpus, listOperatingSystems, listPlatforms } from '#libs/contracts';
import { servedPlatforms } from '#libs/dispatch';
import { cpuModelsPage, osReleasesPage, platformsPage } from '#libs/registry';
import { Controller } from '@nestjs/common';
import { pageOf, readCursor } from '../http/cursor.js';
import { Handles, Input, type Answer, type InputFor } from '../http/handles.js';
import { Parts } from '../parts.js';

@Controller()
export class CatalogueController {
  constructor(private readonly parts: Parts) {}

  @Handles(listOperatingSystems)
  async listOperatingSystems(
    @Input() { query }: InputFor<typeof listOperatingSystems>,
  ): Answer<typeof listOperatingSystems> {
    const page = { after: readCursor('text', query.cursor, ''), limit: query.limit + 1 };
    const rows = await osReleasesPage(this.parts.db, query, page);
    return pageOf(
      rows,
      query.limit,
      ({ coordinate }) => coordinate,
      (os) => os,
    );
  }

  @Handles(listCpus)
  async listCpus(@Input() { query }: InputFor<typeof listCpus>): Answer<typeof listCpus> {
    const page = { after: readCursor('text', query.cursor, ''), limit: query.limit + 1 };
    const rows = await cpuModelsPage(this.parts.db, query, page);
    return pageOf(
      rows,
      query.limit,
      ({ coordinate }) => coordinate,
      (cpu) => cpu,
    );
  }

  @Handles(listPlatforms)
  async listPlatforms(@Input() { query }: InputFor<typeof listPlatforms>): Answer<typeof listPlatforms> {
    const served = new Map(
      (await servedPlatforms(this.parts.db, this.parts.timing.leaseSeconds)).map((row) => [row.platformId, row]),
    );
    const { os, cpu, isa, origin } = query;
    const ids = query.served === 'true' ? [...served.keys()] : undefined;
    const page = { after: readCursor('number', query.cursor, 0), limit: query.limit + 1 };
    const rows = await platformsPage(
      this.parts.db,
      { os, cpu, isa, origin, ids, exceptIds: query.served === 'false' ? [...served.keys()] : undefined },
      page,
    );
    return pageOf(
      rows,
      query.limit,
      ({ id }) => id,
      (platform) => ({
        ...platform,
        pools: served.get(platform.id)?.pools ?? 0,
        emulatedPools: served.get(platform.id)?.emulatedPools ?? 0,
        liveHosts: served.get(platform.id)?.liveHosts ?? 0,
      }),
    );
  }
}
