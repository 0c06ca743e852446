import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { machine, tmpdir } from 'node:os';
import path from 'node:path';
import { isaOf } from '#libs/domain';
import type { AgentBuild } from './agent-build.js';
import { AgentProcess } from './agent-process.js';
import { StandInServer, type Pool } from './stand-in-server.js';

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

/** A server and an agent of one test. */
export class AgentLab {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'shipei-test-agent-'));
  readonly server: StandInServer;
  #agent: AgentProcess | undefined;

  constructor(
    private readonly build: AgentBuild,
    pools: Pool[] = [localPool],
  ) {
    chmodSync(this.folder, 0o700);
    this.server = new StandInServer(pools);
  }

  get agent(): AgentProcess {
    if (this.#agent === undefined) throw new Error('no agent was started');
    return this.#agent;
  }

  async open(): Promise<void> {
    await this.server.listen();
  }

  /** Starts the agent; with a token where it has no credential yet. */
  start(env: Record<string, string> = {}): AgentProcess {
    const first = this.#agent === undefined;
    this.#agent = AgentProcess.start(this.build, {
      url: this.server.url,
      folder: this.folder,
      ...(first ? { token: this.server.newToken() } : {}),
      env,
    });
    return this.#agent;
  }

  async close(): Promise<void> {
    await this.#agent?.kill('SIGTERM');
    await this.server.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
