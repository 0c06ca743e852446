import { median } from '../http/percentiles.js';
import { forked } from '../processes/forked.js';
import { rounded, type Measured } from './figures.js';
import { LoadGenerator, pairedRounds, type Loaded, type Round } from './paired-rounds.js';
import type { Scene } from './scene.js';

const CONNECTIONS = 50;
const ROUNDS = 7;

/** The single check over HTTP beside a bare node:http server. */
export async function measureSingleCheck({ api, size, options, say }: Scene): Promise<Measured> {
  const generator = await LoadGenerator.start(size);
  const hello = forked<number>('baselines/hello-server');
  try {
    say(`单次查询 · Single check: ${CONNECTIONS} connections, Zipf over ${generator.distinctCells} distinct cells`);
    const baseline = { pid: hello.pid, port: await hello.answer() };
    const rounds = await pairedRounds(
      ROUNDS,
      () => generator.load(baseline, CONNECTIONS, options.seconds),
      () => generator.load(api, CONNECTIONS, options.seconds),
    );
    for (const [index, round] of rounds.entries()) {
      say(`  ${index + 1}. node:http ${describe(round.baseline)} · check ${describe(round.subject)}`);
    }
    say(`  CPU per request, medians: node:http ${cpuOf(rounds, 'baseline')}, check ${cpuOf(rounds, 'subject')}`);
    return {
      checkRatio: rounded(
        median(rounds.map(({ subject, baseline }) => subject.requestsPerSecond / baseline.requestsPerSecond)),
      ),
      checkP99Ratio: rounded(median(rounds.map(({ subject, baseline }) => subject.p99Ms / baseline.p99Ms))),
    };
  } finally {
    await generator.stop();
    await hello.stop();
  }
}

/** Beside the ratio of rates: a load generator that is the slower one of the two makes every server look alike. */
function cpuOf(rounds: readonly Round[], side: 'baseline' | 'subject'): string {
  const measured = rounds.flatMap((round) => round[side].cpuPerRequest ?? []);
  return measured.length === 0 ? 'not told' : `${median(measured).toFixed(1)} µs`;
}

function describe({ requestsPerSecond, p50Ms, p99Ms, cpuPerRequest }: Loaded): string {
  const cpu = cpuPerRequest === null ? '' : `, ${cpuPerRequest.toFixed(1)} µs CPU`;
  return `${Math.round(requestsPerSecond)}/s (p50 ${p50Ms.toFixed(2)} ms, p99 ${p99Ms.toFixed(2)} ms${cpu})`;
}
