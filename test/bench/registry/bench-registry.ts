import { startBenchServer } from '../loading/bench-database.js';
import type { RegistryOptions, RegistryPart } from '../options.js';
import type { Say } from '../say.js';
import type { Measured, RegistryFigures } from './figures.js';
import { measureImport } from './measure-import.js';
import { measureSearch } from './measure-search.js';
import type { RegistryScene } from './scene.js';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;
/** As a shell counts a program that Ctrl-C ended. */
const INTERRUPTED = 130;

const MEASURES: Readonly<Record<RegistryPart, (scene: RegistryScene) => Promise<Measured>>> = {
  search: measureSearch,
  import: measureImport,
};

/** All figures of the registry. A part that fails leaves its figures null, says why, and is counted. */
export async function benchRegistry(
  root: string,
  options: RegistryOptions,
  say: Say,
): Promise<{ figures: RegistryFigures; failures: number }> {
  let figures: RegistryFigures = {
    importRowsPerSecond: null,
    importPeakMB: null,
    searchP95Ms: null,
    searchP50Ms: null,
    searchIndexMB: null,
    searchLoadSeconds: null,
    namesPerSecond: null,
    releases: options.releases,
  };
  let failures = 0;
  const server = await startBenchServer(root, say);
  const interrupt = (): void => void server.stop().finally(() => process.exit(INTERRUPTED));
  for (const signal of SIGNALS) process.once(signal, interrupt);
  try {
    for (const name of options.only) {
      try {
        figures = { ...figures, ...(await MEASURES[name]({ root, options, server, say })) };
      } catch (error) {
        failures += 1;
        say(`未能测量 · ${name}: not measured: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  } finally {
    for (const signal of SIGNALS) process.off(signal, interrupt);
    await server.stop();
  }
  return { figures, failures };
}
