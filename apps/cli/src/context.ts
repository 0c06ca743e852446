import { createClient, type ShipeiClient } from '#libs/client';
import { API_VERSION } from '#libs/contracts';
import { UsageError, type ExitCode } from './exit-codes.js';
import { stylesFor, type Styles } from './rendering/styles.js';
import {
  checkWritable,
  readSessions,
  sessionFilePath,
  writeSessions,
  type SessionFile,
} from './session/session-file.js';
import { readCliSettings, type CliSettings } from './settings.js';
import { wantsColor, type Terminal } from './terminal.js';

const DEFAULT_URL = 'http://127.0.0.1:3000';

export interface GlobalOptions {
  readonly url?: string;
  readonly json?: boolean;
}

/** What every command works with: one server, one identity, one way to answer. */
export interface CommandContext {
  readonly terminal: Terminal;
  readonly settings: CliSettings;
  /** Origin of the server, without a slash at the end. */
  readonly url: string;
  /** Token of the environment or of the stored session; undefined for a stranger. */
  readonly token: string | undefined;
  readonly client: ShipeiClient;
  readonly styles: Styles;
  readonly json: boolean;
  readonly sessions: SessionFile;
  saveSessions(sessions: SessionFile): Promise<void>;
  /** @throws UsageError where sessions could not be saved */
  checkSavable(): Promise<void>;
  /** The answer of the command: words for a person, or one JSON line for a machine. Long words are made only where they are told. */
  present(data: unknown, words: string | (() => string)): void;
  /** Words on the way to the answer; never on a machine's standard output. */
  note(words: string): void;
}

export async function createContext(terminal: Terminal, options: GlobalOptions): Promise<CommandContext> {
  const settings = readCliSettings(terminal.env);
  const file = sessionFilePath(terminal.home, settings.XDG_CONFIG_HOME);
  const sessions = await readSessions(file);
  const url = originOf(options.url ?? settings.SHIPEI_URL ?? sessions.current ?? DEFAULT_URL);
  const token = settings.SHIPEI_TOKEN ?? sessions.sessions[url]?.token;
  const json = options.json === true;
  const side = json ? terminal.stderr : terminal.stdout;
  return {
    terminal,
    settings,
    url,
    token,
    client: createClient({ url, token: () => token, userAgent: `shipei-cli/${API_VERSION}` }),
    styles: stylesFor(wantsColor(side, terminal.env)),
    json,
    sessions,
    saveSessions: (changed) => writeSessions(file, changed),
    checkSavable: () => checkWritable(file),
    present: (data, words) => {
      const told = json ? JSON.stringify(data) : typeof words === 'string' ? words : words();
      terminal.stdout.write(`${told}\n`);
    },
    note: (words) => side.write(`${words}\n`),
  };
}

/** @throws UsageError where it is not an http(s) address */
function originOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw new UsageError(`地址有误：${text} · ${text} is not an http or https address`);
  }
  return url.href.replace(/\/+$/, '');
}

/** A command's last word where it is not success. */
export class CommandEnded extends Error {
  constructor(readonly exitCode: ExitCode) {
    super(`ended with ${exitCode}`);
    this.name = 'CommandEnded';
  }
}
