import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { createLogger, handleShutdown, projectRoot, SettingsError, type Logger } from '#libs/runtime';
import { Agent } from './agent.js';
import { ArtifactCache } from './artifacts/artifact-cache.js';
import { CredentialStore } from './enrolment/credential-store.js';
import { Membership, type Identity } from './enrolment/membership.js';
import { HostRoster } from './hosts/host-roster.js';
import { lockFolder } from './journal/folder-lock.js';
import { Journal } from './journal/journal.js';
import { closeInheritedDescriptors } from './sandbox/inherited-descriptors.js';
import { probeIsolation, type IsolationMeans } from './sandbox/isolation.js';
import { AgentApi } from './server/agent-api.js';
import { readAgentSettings, type AgentSettings } from './settings.js';

const packageFile = z.object({ version: z.string() });

async function main(): Promise<void> {
  closeInheritedDescriptors();
  const settings = readAgentSettings();
  const log = createLogger({ name: 'agent', level: settings.logLevel });
  const shutdown = handleShutdown(log);
  const stopping = new AbortController();

  const agent = await assemble(settings, stopping.signal, log);
  const running = agent.run();
  shutdown.add('agent', async () => {
    stopping.abort();
    await running.catch(() => undefined);
  });
  try {
    await running;
  } catch (error) {
    if (stopping.signal.aborted) return;
    complain(error);
    await shutdown.begin('the agent cannot go on', 1);
  }
}

async function assemble(settings: AgentSettings, stopping: AbortSignal, log: Logger): Promise<Agent> {
  const { version } = packageFile.parse(JSON.parse(readFileSync(path.join(projectRoot(), 'package.json'), 'utf8')));
  lockFolder(settings.folder);
  const journal = new Journal(settings.folder);
  await journal.open();
  const artifacts = new ArtifactCache(path.join(settings.folder, 'artifacts'));
  await artifacts.open();
  const credentials = new CredentialStore(settings.folder);
  const identity: Identity = { current: await credentials.load() };
  const api = new AgentApi(settings.url, `shipei-agent/${version}`, () => identity.current?.credential);
  const roster = new HostRoster();
  const isolation = await chooseIsolation(settings, roster, log);
  warnOfPlainHttp(settings.url, log);
  const registration = { api, agentName: settings.name, version, isolation: isolation.isolation, roster, log };
  const { enrolmentToken, allowedDigestsFile } = settings;
  return new Agent({
    workshop: { api, artifacts, isolation, allowedDigestsFile, log, stopping },
    journal,
    roster,
    membership: new Membership({ registration, credentials, identity, enrolmentToken, stopping, log }),
    log,
  });
}

async function chooseIsolation(settings: AgentSettings, roster: HostRoster, log: Logger): Promise<IsolationMeans> {
  const { means, refusals } = await probeIsolation(
    path.join(settings.folder, 'probe'),
    await roster.slots.slotOf('probe'),
  );
  const { isolation } = means;
  if (isolation === 'allow-listed') {
    log.warn(
      { isolation, refusals, allowedDigests: settings.allowedDigestsFile },
      '本机不允许隔离，仅运行许可清单中的软件 · this machine allows no isolation: only artifacts on the allow-list run',
    );
  } else {
    log.info({ isolation, refusals }, 'vendor code is isolated');
  }
  return means;
}

function warnOfPlainHttp(url: string, log: Logger): void {
  const { protocol, hostname } = new URL(url);
  const loopback = hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.');
  if (protocol === 'http:' && !loopback) {
    log.warn('SHIPEI_URL 未使用 HTTPS，凭据将以明文传输 · SHIPEI_URL is not HTTPS: the credential travels in clear');
  }
}

function complain(error: unknown): void {
  const text = error instanceof SettingsError ? error.message : error instanceof Error ? error.stack : String(error);
  process.stderr.write(`${text ?? 'unknown error'}\n`);
}

main().catch((error: unknown) => {
  complain(error);
  process.exit(1);
});
