import { afterAll, beforeAll, describe, jest } from '@jest/globals';
import { startService } from '../support/service.js';
import { importsByCommand } from './imports/command-line.js';
import { importedFacts } from './imports/facts.js';
import { importedFiles } from './imports/files.js';
import { importedProducts } from './imports/products.js';
import { importedSupportMatrix } from './imports/support-matrix.js';
import type { ImportWorld } from './imports/world.js';
import { joinAs } from './support/members.js';

jest.setTimeout(60_000);

// One service for all: what takes time is its start.
describe('imports', () => {
  let world: ImportWorld;
  beforeAll(async () => {
    const service = await startService();
    world = { service, vendor: await joinAs(service, 'vendor'), operator: await service.tokenOf('operator') };
  });
  afterAll(() => world.service.stop());

  const open = (): ImportWorld => world;
  importedProducts(open);
  importedFacts(open);
  importedFiles(open);
  importsByCommand(open);
  importedSupportMatrix(open);
});
