import { afterAll, beforeAll, describe, jest } from '@jest/globals';
import { queueBackends } from '../support/redis.js';
import { cancellation } from './scenarios/cancellation.js';
import { claims } from './scenarios/claims.js';
import { crossings } from './scenarios/crossings.js';
import { directives } from './scenarios/directives.js';
import { evidence } from './scenarios/evidence.js';
import { goodPath } from './scenarios/good-path.js';
import { honestWaiting } from './scenarios/waiting.js';
import { hostsAndCredentials } from './scenarios/hosts.js';
import { longPolls } from './scenarios/polling.js';
import { readyWindow } from './scenarios/window.js';
import { retries } from './scenarios/retries.js';
import { silence } from './scenarios/silence.js';
import { staleTickets } from './scenarios/tickets.js';
import { upkeep } from './scenarios/upkeep.js';
import { visibility } from './scenarios/visibility.js';
import { DispatchLab } from './support/lab.js';

// Each wait gives up before, and says what for.
jest.setTimeout(60_000);

// One service for all: what takes time is its start. Each scenario has a pool, a platform and agents of its own.
describe.each(queueBackends())('dispatch on $name', (backend) => {
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
});
