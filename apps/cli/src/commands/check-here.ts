import { unwrap, type components } from '#libs/client';
import { identifyMachine, type MachineCatalogue, type MachineIdentity, type StatedParts } from '#libs/domain';
import { CommandEnded, type CommandContext } from '../context.js';
import { EXIT, UsageError } from '../exit-codes.js';
import { checkOffline, type OfflineCheck } from '../offline/check-offline.js';
import type { OfflineMatrix } from '../offline/offline-matrix.js';
import { presentFromBundle } from '../offline/with-bundle.js';
import { renderCellAnswer } from '../rendering/cell-answer.js';
import { renderMachine } from '../rendering/machine.js';
import { readPages } from './paging.js';

type CellAnswer = components['schemas']['CellAnswer'];

/** A question without its platform: the machine is the platform. */
export type QuestionHere = Omit<OfflineCheck, 'os' | 'cpu'>;

interface AnswerHere {
  readonly machine: MachineIdentity;
  /** Null where the machine's platform is not certain: no answer is given for a guess. */
  readonly answer: CellAnswer | null;
}

/**
 * Asks about the machine that the command runs on. What the machine says is compared here with the catalogue's facts; only the
 * platform's coordinates are sent. Ends with `refused` where the platform is not certain.
 */
export async function checkHere(
  context: CommandContext,
  question: QuestionHere,
  stated: StatedParts,
  bundle: string | undefined,
): Promise<void> {
  const texts = await context.terminal.machine();
  const render = ({ machine, answer }: AnswerHere): string =>
    [
      renderMachine(machine, context.styles),
      ...(answer === null ? [] : [renderCellAnswer(answer, context.styles)]),
    ].join('\n');
  /** What the machine is found to be is told also where there is then no answer about it. */
  const answerFor = async (
    machine: MachineIdentity,
    ask: (platform: NonNullable<MachineIdentity['platform']>) => Promise<CellAnswer>,
  ): Promise<AnswerHere> => {
    if (machine.platform === null) return { machine, answer: null };
    try {
      return { machine, answer: await ask(machine.platform) };
    } catch (error) {
      context.note(renderMachine(machine, context.styles));
      throw error;
    }
  };
  let told: AnswerHere | undefined;
  if (bundle === undefined) {
    const machine = identifyMachine(texts, await catalogueOfService(context), stated);
    told = await answerFor(machine, async (platform) =>
      unwrap(await context.client.GET('/api/v1/matrix/check', { params: { query: asked(question, platform) } })),
    );
    context.present(told, render(told));
  } else {
    const answer = async (matrix: OfflineMatrix, now: Date): Promise<AnswerHere> => {
      const machine = identifyMachine(texts, catalogueOfBundle(matrix), stated);
      told = await answerFor(machine, (platform) => checkOffline(matrix, { ...question, ...platform }, now));
      return told;
    };
    await presentFromBundle(context, bundle, answer, render);
  }
  if (told?.answer === null) throw new CommandEnded(EXIT.refused);
}

function asked(question: QuestionHere, platform: { readonly os: string; readonly cpu: string }): OfflineQuery {
  const { release, digest, with: partner, validAt, knownAt } = question;
  return {
    ...platform,
    ...(release === undefined ? {} : { release }),
    ...(digest === undefined ? {} : { digest }),
    ...(partner === undefined ? {} : { with: partner }),
    ...(validAt === undefined ? {} : { validAt }),
    ...(knownAt === undefined ? {} : { knownAt }),
  };
}

type OfflineQuery = { [K in keyof OfflineCheck]: Exclude<OfflineCheck[K], undefined> };

/** Both lists whole. Parts that were discovered on a machine are told by nothing, so that no machine is found to be one. */
async function catalogueOfService({ client }: CommandContext): Promise<MachineCatalogue> {
  const systems = await readPages({ all: true }, async (query) =>
    unwrap(await client.GET('/api/v1/operating-systems', { params: { query } })),
  );
  const cpus = await readPages({ all: true }, async (query) =>
    unwrap(await client.GET('/api/v1/cpus', { params: { query } })),
  );
  return { systems: systems.items, cpus: cpus.items };
}

/** @throws UsageError where the bundle was written before bundles told what machines are identified by */
function catalogueOfBundle({ catalogue, file }: OfflineMatrix): MachineCatalogue {
  const { osReleases, cpuModels } = catalogue;
  if ([...osReleases, ...cpuModels].every(({ identification }) => identification === undefined)) {
    throw new UsageError(
      `离线包 ${file.path} 较旧，不含识别本机所需的信息：请重新生成，或给出 --os 和 --cpu · ${file.path} is of an earlier edition, without what machines are identified by: fetch a newer one, or name --os and --cpu without --here`,
    );
  }
  return {
    systems: osReleases.map(({ identification = null, ...os }) => ({ ...os, identification })),
    cpus: cpuModels.map(({ identification = null, ...cpu }) => ({ ...cpu, identification })),
  };
}
