import { measureBatch } from './figures/batch.js';
import { measureFacets } from './figures/facets.js';
import type { MatrixFigures, Measured } from './figures/figures.js';
import { measureGrowth } from './figures/growth.js';
import { checkInferredShare } from './figures/inferred-share.js';
import { measureMemory } from './figures/memory.js';
import type { Scene } from './figures/scene.js';
import { measureSingleCheck } from './figures/single-check.js';
import { measureVisibility } from './figures/visibility.js';
import { startBenchServer } from './loading/bench-database.js';
import type { MatrixOptions, MatrixPart } from './options.js';
import { compareWithOracle } from './oracle/compare.js';
import { startApi } from './processes/api-process.js';
import type { Say } from './say.js';
import { worldSize } from './world/size.js';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;
/** As a shell counts a program that Ctrl-C ended. */
const INTERRUPTED = 130;

const MEASURES: Readonly<Record<MatrixPart, (scene: Scene) => Promise<Measured>>> = {
  load: checkInferredShare,
  check: measureSingleCheck,
  batch: measureBatch,
  facets: measureFacets,
  growth: measureGrowth,
  memory: measureMemory,
  oracle: compareWithOracle,
  visible: measureVisibility,
};

/** All figures of the matrix. A part that fails leaves its figures null, says why, and is counted. */
export async function benchMatrix(
  root: string,
  options: MatrixOptions,
  say: Say,
): Promise<{ figures: MatrixFigures; failures: number }> {
  const size = worldSize(options.seed, options.findings);
  let figures: MatrixFigures = {
    checkRatio: null,
    checkP99Ratio: null,
    batchRatio: null,
    facetP95Ms: null,
    bytesPerFinding: null,
    loadSeconds: null,
    visibleP99Ms: null,
    growthRatio: null,
    findings: size.findings,
    oracleMismatches: null,
  };
  let failures = 0;
  const server = await startBenchServer(root, say);
  const interrupt = (): void => void server.stop().finally(() => process.exit(INTERRUPTED));
  for (const signal of SIGNALS) process.once(signal, interrupt);
  try {
    const databaseUrl = await server.world(size);
    const api = await startApi(root, databaseUrl);
    try {
      const scene: Scene = { root, options, size, server, databaseUrl, api, say };
      for (const name of options.only) {
        try {
          figures = { ...figures, ...(await MEASURES[name](scene)) };
        } catch (error) {
          failures += 1;
          say(`未能测量 · ${name}: not measured: ${error instanceof Error ? error.message : String(error)}`);
        }
      }
    } finally {
      await api.stop();
    }
  } finally {
    for (const signal of SIGNALS) process.off(signal, interrupt);
    await server.stop();
  }
  return { figures, failures };
}
