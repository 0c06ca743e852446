import { afterAll, beforeAll, jest } from '@jest/globals';
import type { QueueBackend } from '../../support/redis.js';
import { DispatchLab } from '../support/lab.js';
import { cancellation } from './cancellation.js';
import { claims } from './claims.js';
import { crossings } from './crossings.js';
import { directives } from './directives.js';
import { evidence } from './evidence.js';
import { goodPath } from './good-path.js';
import { honestWaiting } from './waiting.js';
import { hostsAndCredentials } from './hosts.js';
import { longPolls } from './polling.js';
import { readyWindow } from './window.js';
import { retries } from './retries.js';
import { silence } from './silence.js';
import { staleTickets } from './tickets.js';
import { upkeep } from './upkeep.js';
import { visibility } from './visibility.js';

/** Every scenario on one backend, within the `describe` that names it. */
export function allScenarios(backend: QueueBackend): void {
  // Each wait gives up before, and says what for.
  jest.setTimeout(60_000);

  // One service for all: what takes time is its start. Each scenario has a pool, a platform and agents of its own.
  let lab: DispatchLab;
  beforeAll(async () => {
    lab = await DispatchLab.open({ backend });
  });
  afterAll(() => lab.close());

  const open = (): DispatchLab => lab;
  goodPath(open);
  evidence(open);
  claims(open);
  staleTickets(open);
  retries(open);
  silence(open);
  cancellation(open);
  directives(open);
  hostsAndCredentials(open);
  honestWaiting(open);
  longPolls(open);
  readyWindow(open, backend);
  crossings(open);
  upkeep(open);
  visibility(open);
}
