import { projectRoot } from '#libs/runtime';
import { EXIT, exitCodeOf, type ExitCode } from '../exit-codes.js';
import { createLiveView, type LiveView } from '../live-view.js';
import { refusalData, renderRefusal } from '../rendering/refusal.js';
import { stylesFor } from '../rendering/styles.js';
import { both } from '../rendering/words.js';
import { wantsColor, type Terminal } from '../terminal.js';
import { installedEmulators } from './emulators.js';
import { openServer, type DemoServer } from './own-server.js';
import { play } from './play.js';
import { readDemoSettings } from './settings.js';
import { Story } from './story.js';
import { brokenPromises, type DemoCounts } from './summary.js';

// It takes seconds; a machine that needs longer than this has another problem, which the counts then show.
const FAR_TOO_LONG_MS = 150_000;

/**
 * The main job end to end on a real package, against the server that runs from this checkout or one of its own.
 *
 * @returns 0 where everything that the demo promises came true
 */
export async function runDemo(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const interrupted = new AbortController();
  const withdraw = terminal.onInterrupt(() => interrupted.abort());
  const styles = stylesFor(wantsColor(terminal.stderr, terminal.env));
  let json = args.includes('--json');
  try {
    const unknown = args.filter((argument) => argument !== '--json');
    if (unknown.length > 0) {
      terminal.stderr.write('用法 · Usage: npm run demo [-- --json]\n');
      return EXIT.usage;
    }
    const settings = readDemoSettings(projectRoot(), terminal.env);
    json ||= settings.json;
    const counts = await withServer(terminal, settings, json, interrupted.signal);
    const broken = brokenPromises(counts, (await installedEmulators()).length);
    for (const promise of broken) terminal.stderr.write(`${styles.bad(`✘ ${promise}`)}\n`);
    if (json) terminal.stdout.write(`${JSON.stringify(counts)}\n`);
    return broken.length === 0 ? EXIT.ok : EXIT.refused;
  } catch (error) {
    if (interrupted.signal.aborted) return EXIT.interrupted;
    terminal.stderr.write(`${renderRefusal(error, styles)}\n`);
    if (json) terminal.stdout.write(`${JSON.stringify(refusalData(error))}\n`);
    return exitCodeOf(error);
  } finally {
    withdraw();
  }
}

async function withServer(
  terminal: Terminal,
  settings: ReturnType<typeof readDemoSettings>,
  json: boolean,
  interrupted: AbortSignal,
): Promise<DemoCounts> {
  // Standard output is the JSON line's alone where somebody wants that.
  const stream = json ? terminal.stderr : terminal.stdout;
  const view = untilAborted(createLiveView(stream, terminal.env), interrupted);
  const styles = stylesFor(wantsColor(stream, terminal.env));
  const story = new Story(view, styles, () => terminal.now());
  story.step('服务', 'The service');
  let server: DemoServer | undefined;
  try {
    server = await openServer(projectRoot(), settings, interrupted, terminal.env);
    story.done(
      server.own
        ? both('已启动自己的服务', `started a server of its own: ${server.credentials.url}`)
        : both('使用正在运行的服务', `using the one that runs: ${server.credentials.url}`),
    );
    const playing = play({
      credentials: server.credentials,
      settings,
      story,
      view,
      styles,
      now: () => terminal.now(),
      signal: AbortSignal.any([interrupted, AbortSignal.timeout(FAR_TOO_LONG_MS)]),
    });
    // Ctrl-C reaches the server, too: whatever is under way must not go on trying to reach it.
    const counts = await Promise.race([playing, whenAborted(interrupted)]);
    story.step('小结', 'In short');
    story.block(inWords(counts));
    return counts;
  } finally {
    view.clear();
    if (server?.own === true) stream.write(`   ${both('停止服务', 'stopping the server')}\n`);
    await server?.stop();
  }
}

/** Acts that are under way when the person interrupts say nothing more. */
function untilAborted(view: LiveView, signal: AbortSignal): LiveView {
  return {
    ...view,
    draw: (text) => {
      if (!signal.aborted) view.draw(text);
    },
    line: (text) => {
      if (!signal.aborted) view.line(text);
    },
  };
}

function whenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const stop = (): void => {
      reject(new Error('interrupted'));
    };
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}

function inWords(counts: DemoCounts): string {
  return [
    both(`认证 ${counts.certified}`, `certified ${counts.certified}`),
    both(`仿真 ${counts.emulated}`, `emulated ${counts.emulated}`),
    both(`等待 ${counts.waiting}`, `waiting ${counts.waiting}`),
    both(`拒绝 ${counts.refused}`, `refused ${counts.refused}`),
    both(`未知 ${counts.unknown}`, `unknown ${counts.unknown}`),
    both(`任务 ${counts.jobs} 个，${counts.seconds} 秒`, `${counts.jobs} jobs in ${counts.seconds} s`),
  ].join('\n');
}
