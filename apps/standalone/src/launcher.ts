import { chmod, mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import { agentEnvironment, serviceEnvironment } from './child-environment.js';
import { DatabaseServer } from './database-server.js';
import { type Preparation, prepareService } from './prepare-service.js';
import { SupervisedProcess } from './processes/supervised-process.js';
import { type StandaloneSettings, ownUrl } from './settings.js';
import { waitUntilReady } from './wait-until-ready.js';

/** Reading ten million findings on a slow machine included; a process that ends is noticed at once. */
const READY_TIMEOUT_MS = 600_000;

export interface LauncherOptions {
  /** The checkout, with a finished build in dist/. */
  readonly root: string;
  readonly settings: StandaloneSettings;
  readonly say: (line: string) => void;
  /** A part of the whole died too often; the launcher should be stopped. */
  readonly onGivenUp: (name: string) => void;
}

export interface Readiness {
  readonly url: string;
  readonly credentialsPath: string;
  readonly preparation: Preparation;
}

/** Everything on one machine: PostgreSQL, the API, the worker and one agent, started and stopped in order. */
export class Launcher {
  readonly #options: LauncherOptions;
  readonly #abort = new AbortController();
  readonly #services: SupervisedProcess[] = [];
  #agent: SupervisedProcess | undefined;
  #database: DatabaseServer | undefined;
  #starting: Promise<Readiness> | undefined;

  constructor(options: LauncherOptions) {
    this.#options = options;
  }

  /** @throws Error with a sentence for the person at the terminal; what was started keeps running until stop() */
  start(): Promise<Readiness> {
    return (this.#starting ??= this.#start());
  }

  /** Agent first, so that it hands in what it has; the database last. Resolves when everything is gone. */
  async stop(): Promise<void> {
    this.#abort.abort(new Error('stopped while starting'));
    await this.#starting?.catch(() => undefined);
    await this.#agent?.stop();
    await Promise.all(this.#services.map((service) => service.stop()));
    await this.#database?.stop();
  }

  /** Ends our programs without grace; stop() still has to be awaited. */
  kill(): void {
    for (const one of [this.#agent, ...this.#services, this.#database]) one?.kill();
  }

  async #start(): Promise<Readiness> {
    const { settings, say } = this.#options;
    await makeStateDirectory(settings.stateDir);
    const databaseUrl = await this.#startDatabase();
    this.#abort.signal.throwIfAborted();
    const url = ownUrl(settings);
    const credentialsPath = join(settings.stateDir, 'dev-credentials.json');
    say('准备数据库 · Preparing the database: migrations, platform catalogue, development accounts');
    const preparation = await prepareService({
      script: this.#program('worker', 'prepare'),
      arguments: ['--development', '--credentials', credentialsPath, '--url', url],
      cwd: this.#options.root,
      environment: serviceEnvironment(settings, databaseUrl()),
      logPath: this.#logPath('prepare'),
      signal: this.#abort.signal,
    });
    say('启动服务 · Starting the API and the worker');
    for (const name of ['api', 'worker']) {
      this.#services.push(this.#supervise(name, () => serviceEnvironment(settings, databaseUrl())));
    }
    await waitUntilReady(url, READY_TIMEOUT_MS, this.#abort.signal);
    say('启动本地代理 · Starting the local agent');
    this.#agent = this.#supervise('agent', () => agentEnvironment(settings, preparation.enrolmentToken));
    return { url, credentialsPath, preparation };
  }

  /** @returns the address at the time of asking: an embedded server may move when it is started again */
  async #startDatabase(): Promise<() => string> {
    const { settings, say, onGivenUp } = this.#options;
    const { databaseUrl } = settings;
    if (databaseUrl !== undefined) return () => databaseUrl;
    say('启动 PostgreSQL · Starting the embedded PostgreSQL');
    const database = await DatabaseServer.start({
      stateDir: settings.stateDir,
      say,
      onGivenUp,
      signal: this.#abort.signal,
      onMoved: () => this.#services.forEach((service) => service.restart()),
    });
    this.#database = database;
    return () => database.url;
  }

  #supervise(name: string, environment: () => NodeJS.ProcessEnv): SupervisedProcess {
    const { root, say } = this.#options;
    const service = new SupervisedProcess({
      name,
      script: this.#program(name, 'main'),
      cwd: root,
      logPath: this.#logPath(name),
      environment,
      say,
      onGivenUp: (which) => {
        this.#abort.abort(new Error(`${which} 无法启动 · ${which} keeps dying; see ${this.#logPath(which)}`));
        this.#options.onGivenUp(which);
      },
    });
    service.start();
    return service;
  }

  #program(app: string, entry: string): string {
    return join(this.#options.root, 'dist', 'apps', app, 'src', `${entry}.js`);
  }

  #logPath(name: string): string {
    return join(this.#options.settings.stateDir, 'logs', `${name}.log`);
  }
}

/** Others may pass through, as the database's and the sandbox's users must; a directory that exists is left alone. */
async function makeStateDirectory(path: string): Promise<void> {
  const first = await mkdir(path, { recursive: true });
  if (first !== undefined) await chmod(path, 0o711);
}
