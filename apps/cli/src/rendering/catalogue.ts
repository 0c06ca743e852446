import type { components } from '#libs/client';
import type { BundledPlatform } from '../offline/list-offline.js';
import type { Styles } from './styles.js';
import { renderTable } from './table.js';

type Platform = components['schemas']['Platform'];
type OsRelease = components['schemas']['OsRelease'];
type CpuModel = components['schemas']['CpuModel'];

const ORIGIN = { catalogue: '目录 catalogue', discovered: '本机发现 discovered' } as const;
const CONFIDENCE = { verified: '已核实 verified', published: '公开 published', background: '背景 background' } as const;

export function renderPlatforms(platforms: readonly Platform[], styles: Styles): string {
  return renderTable(
    [
      { zh: '操作系统', en: 'OS', value: (platform) => platform.os },
      { zh: 'CPU', en: '', value: (platform) => platform.cpu },
      { zh: '架构', en: 'ISA', value: (platform) => platform.isa },
      { zh: '来源', en: 'origin', value: (platform) => ORIGIN[platform.origin] },
      { zh: '资源池', en: 'pools', value: (platform) => `${platform.pools}`, align: 'right' },
      { zh: '仿真池', en: 'emulated', value: (platform) => `${platform.emulatedPools}`, align: 'right' },
      {
        zh: '在线主机',
        en: 'live hosts',
        value: (platform) => `${platform.liveHosts}`,
        paint: (text, platform) => (platform.liveHosts > 0 ? styles.good(text) : styles.quiet(text)),
        align: 'right',
      },
    ],
    platforms,
    styles,
  );
}

/** Platforms of a bundle, which knows of no pools. */
export function renderBundled(platforms: readonly BundledPlatform[], styles: Styles): string {
  return renderTable(
    [
      { zh: '操作系统', en: 'OS', value: (platform) => platform.os },
      { zh: 'CPU', en: '', value: (platform) => platform.cpu },
      { zh: '架构', en: 'ISA', value: (platform) => platform.isa },
      { zh: '来源', en: 'origin', value: (platform) => ORIGIN[platform.origin] },
    ],
    platforms,
    styles,
  );
}

export function renderOperatingSystems(releases: readonly OsRelease[], styles: Styles): string {
  return renderTable(
    [
      { zh: '坐标', en: 'coordinate', value: (os) => os.coordinate, paint: styles.strong },
      { zh: '名称', en: 'name', value: (os) => os.name },
      { zh: '内核', en: 'kernel', value: (os) => os.kernel ?? '–' },
      { zh: 'C 库', en: 'libc', value: (os) => os.libc ?? '–' },
      { zh: '上游', en: 'base', value: (os) => os.base ?? '–' },
      { zh: '架构', en: 'ISAs', value: (os) => os.isas.join(' ') },
      { zh: '停止维护', en: 'end of life', value: (os) => os.endOfLife ?? '–' },
      { zh: '可信度', en: 'confidence', value: (os) => CONFIDENCE[os.provenance.confidence] },
    ],
    releases,
    styles,
  );
}

export function renderCpus(cpus: readonly CpuModel[], styles: Styles): string {
  return renderTable(
    [
      { zh: '坐标', en: 'coordinate', value: (cpu) => cpu.coordinate, paint: styles.strong },
      { zh: '名称', en: 'name', value: (cpu) => cpu.name },
      { zh: '代', en: 'generation', value: (cpu) => (cpu.ambiguous ? '有歧义 ambiguous' : (cpu.generation ?? '–')) },
      { zh: '架构', en: 'ISA', value: (cpu) => cpu.isa },
      { zh: '来源', en: 'origin', value: (cpu) => ORIGIN[cpu.origin] },
      { zh: '可信度', en: 'confidence', value: (cpu) => CONFIDENCE[cpu.provenance.confidence] },
    ],
    cpus,
    styles,
  );
}
