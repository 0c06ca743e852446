import type { MachineIdentity, MissingFact, PartFound, Undecided } from '#libs/domain';
import { plainLine } from './plain-text.js';
import type { Styles } from './styles.js';
import { both, label, type Words } from './words.js';

const BECAUSE = {
  'fact-missing': { zh: '缺少判定所需的信息', en: 'a fact that decides is missing' },
  'facts-disagree': { zh: '本机的信息互相矛盾', en: 'what the machine says disagrees' },
  'several-fit': { zh: '多个都符合', en: 'several fit' },
  'sources-contradict': { zh: '公开资料对此型号说法不一', en: 'public sources contradict each other about it' },
  'not-in-catalogue': { zh: '名录中没有', en: 'not in the catalogue' },
} as const satisfies Record<Undecided, Words>;

const FACTS = {
  edition: { zh: '版别', en: 'edition' },
  'service-pack': { zh: '服务包（小版本）', en: 'service pack' },
  'cpu-model': { zh: 'CPU 型号', en: 'CPU model' },
  'os-release': { zh: '系统标识', en: 'os-release' },
} as const satisfies Record<MissingFact['fact'], Words>;

const WORLDS = {
  old: { zh: '旧世界', en: 'old world' },
  new: { zh: '新世界', en: 'new world' },
  both: { zh: '新旧世界并存', en: 'both worlds' },
} as const;

/** Which platform the machine is, by what it says, and everything in which it differs from what the catalogue says. */
export function renderMachine(machine: MachineIdentity, styles: Styles): string {
  const { isa, abiWorld, platform, mismatches } = machine;
  const world = abiWorld === null ? '' : `  ${label(WORLDS[abiWorld])}`;
  return [
    `${styles.strong(both('本机', 'this machine'))}  ${plainLine(isa === '' ? both('指令集未知', 'ISA unknown') : isa)}${world}`,
    ...partLines({ zh: '操作系统', en: 'OS' }, '--os', machine.os, platform?.os, styles),
    ...partLines({ zh: '', en: 'CPU' }, '--cpu', machine.cpu, platform?.cpu, styles),
    ...mismatches.map(({ zh, en }) => styles.wary(`  ! ${plainLine(both(zh, en))}`)),
  ].join('\n');
}

function partLines(name: Words, option: string, part: PartFound, chosen: string | undefined, styles: Styles): string[] {
  const by = part.by.map(({ source, says }) => styles.quiet(`      ${plainLine(`${source}  ${says}`)}`));
  if (chosen !== undefined) {
    const stated = part.state === 'found' ? '' : `  ${both(`由 ${option} 指定`, `named with ${option}`)}`;
    return [`  ${styles.good('✔')} ${label(name)}  ${styles.strong(plainLine(chosen))}${stated}`, ...by];
  }
  if (part.state === 'found') {
    return [`  ${styles.good('✔')} ${label(name)}  ${styles.strong(plainLine(part.coordinate))}`, ...by];
  }
  const undecided = part.state === 'undecided';
  const state = undecided ? both('尚不能确定', 'undecided') : both('未知', 'unknown');
  const why = BECAUSE[part.because];
  const told = part.because === 'not-in-catalogue';
  const candidates = told ? both('相近的有', 'closest') : both('可能是', 'it may be');
  return [
    `  ${styles.bad('?')} ${label(name)}  ${state}  ${both(why.zh, why.en)}`,
    ...by,
    ...(part.candidates.length === 0 ? [] : [`    ${candidates}: ${shortened(part.candidates)}`]),
    ...part.missing.flatMap((fact) => missingLines(fact, part.candidates)),
    ...(told ? [] : [`    ${both(`确知后用 ${option} 指定`, `once you know, name it with ${option}`)}`]),
  ];
}

/** Most that are shown; a machine's document names them all. */
const SHOWN = 8;

function shortened(candidates: readonly string[]): string {
  const more = candidates.length - SHOWN;
  const shown = plainLine(candidates.slice(0, SHOWN).join('  '));
  return more > 0 ? `${shown}  ${both(`另 ${more} 项`, `${more} more`)}` : shown;
}

function missingLines({ fact, sources, values }: MissingFact, candidates: readonly string[]): string[] {
  const where = sources.join('  ');
  const apart = candidates.flatMap((candidate) => {
    const value = values[candidate];
    return value === undefined ? [] : [`      ${plainLine(`${value}: ${candidate}`)}`];
  });
  const { zh, en } = FACTS[fact];
  return [`    ${both(`缺：${zh}，见`, `missing: ${en}, look in`)}  ${plainLine(where)}`, ...apart];
}
