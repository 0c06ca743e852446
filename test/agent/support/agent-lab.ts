import { chmodSync, chownSync, mkdtempSync, rmSync } from 'node:fs';
import { machine, tmpdir } from 'node:os';
import path from 'node:path';
import { isaOf } from '#libs/domain';
import type { AgentBuild } from './agent-build.js';
import { AgentProcess } from './agent-process.js';
import { StandInServer } from './stand-in-server.js';
import type { Pool, StandInAttempt } from './stand-in-types.js';

export const localPool: Pool = {
  slug: 'local-pool',
  cpu: 'acme/cpu',
  isa: isaOf(machine()),
  operatingSystems: ['debian/debian@12'],
  executor: 'local',
};

export function emulatedPool(isa: string): Pool {
  return { ...localPool, slug: `emulated-${isa}`, isa, executor: 'emulated' };
}

/** Who runs the agent. */
export interface Operator {
  readonly uid?: number;
  readonly prefix?: readonly string[];
}

/** An ordinary user, for suites that run as root. */
const ORDINARY_UID = 64_700;
export const ordinaryUser: Operator = {
  uid: ORDINARY_UID,
  prefix: ['setpriv', `--reuid=${ORDINARY_UID}`, `--regid=${ORDINARY_UID}`, '--clear-groups', '--'],
};

/** A server and an agent of one test. */
export class AgentLab {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'shipei-test-agent-'));
  readonly server: StandInServer;
  #agent: AgentProcess | undefined;

  constructor(
    private readonly build: AgentBuild,
    pools: Pool[] = [localPool],
    private readonly operator: Operator = {},
  ) {
    chmodSync(this.folder, 0o700);
    if (operator.uid !== undefined) chownSync(this.folder, operator.uid, operator.uid);
    this.server = new StandInServer(pools);
    this.server.explain = () => this.#agent?.output ?? 'no agent was started';
  }

  get agent(): AgentProcess {
    if (this.#agent === undefined) throw new Error('no agent was started');
    return this.#agent;
  }

  async open(): Promise<void> {
    await this.server.listen();
  }

  /** Starts the agent; the first time with an enrolment token. */
  start(env: Record<string, string> = {}): AgentProcess {
    const first = this.#agent === undefined;
    const { prefix } = this.operator;
    this.#agent = AgentProcess.start(this.build, {
      url: this.server.url,
      folder: this.folder,
      ...(first ? { token: this.server.newToken() } : {}),
      ...(prefix === undefined ? {} : { prefix }),
      env,
    });
    return this.#agent;
  }

  /** Waits until an attempt works on a case. */
  running(caseId: string): Promise<StandInAttempt> {
    return this.server.until(`case ${caseId} runs`, () =>
      [...this.server.attempts.values()].find(({ state, cases }) => state === 'running' && cases.has(caseId)),
    );
  }

  async close(): Promise<void> {
    await this.#agent?.kill('SIGTERM');
    await this.server.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
