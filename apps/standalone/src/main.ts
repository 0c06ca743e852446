import { projectRoot } from '#libs/runtime';

import { Launcher } from './launcher.js';
import { readinessReport } from './readiness-report.js';
import { readStandaloneSettings } from './settings.js';

/** A repeated Ctrl-C within this time is the same one: npm passes on what the terminal sent already. */
const SAME_SIGNAL_MS = 1_000;

// `npm start --json` reaches us as npm's own setting, `npm start -- --json` as an argument.
const asJson = process.argv.includes('--json') || process.env['npm_config_json'] === 'true';

/** Standard output is kept clean for the one JSON line. */
function say(line: string): void {
  (asJson ? process.stderr : process.stdout).write(`${line}\n`);
}

async function run(): Promise<void> {
  const root = projectRoot();
  const settings = readStandaloneSettings(root);
  let firstSignalAt: number | undefined;
  let ending: Promise<void> | undefined;

  const launcher = new Launcher({
    root,
    settings,
    say,
    onGivenUp: (name) => {
      say(`${name} 反复失败，全部停止 · ${name} died too often; stopping everything`);
      end(1);
    },
  });
  const end = (exitCode: number): void => {
    ending ??= launcher.stop().then(
      () => process.exit(exitCode),
      (error: unknown) => {
        say(`停止时出错 · Stopping failed: ${error instanceof Error ? error.message : String(error)}`);
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (firstSignalAt === undefined) {
        firstSignalAt = Date.now();
        say('正在停止 · Stopping; once more ends everything at once');
        end(0);
      } else if (Date.now() - firstSignalAt > SAME_SIGNAL_MS) {
        launcher.kill();
      }
    });
  }

  try {
    const { url, credentialsPath, preparation } = await launcher.start();
    say(readinessReport(url, credentialsPath, preparation));
    if (asJson) process.stdout.write(`${JSON.stringify({ url, credentials: credentialsPath })}\n`);
  } catch (error) {
    if (ending === undefined) {
      say(error instanceof Error ? error.message : String(error));
      end(1);
    }
  }
}

run().catch((error: unknown) => {
  say(error instanceof Error ? error.message : String(error));
  process.exit(1);
});
