import { both } from '../rendering/words.js';

/** What the demo counts; the last line of `npm run demo -- --json`. */
export interface DemoCounts {
  readonly certified: number;
  readonly emulated: number;
  readonly waiting: number;
  readonly refused: number;
  readonly unknown: number;
  readonly jobs: number;
  readonly seconds: number;
}

/**
 * What the demo promised and did not keep, one sentence each.
 *
 * @param emulators ISAs other than this machine's that an installed qemu-user can run
 */
export function brokenPromises(counts: DemoCounts, emulators: number): string[] {
  const broken: string[] = [];
  if (counts.certified < 1) broken.push(both('本机平台没有得到认证', "this machine's platform was not certified"));
  if (counts.emulated < emulators) {
    broken.push(
      both(
        `已安装 ${emulators} 种仿真器，只完成 ${counts.emulated} 个仿真任务`,
        `${emulators} emulators are installed, but only ${counts.emulated} jobs ran emulated`,
      ),
    );
  }
  if (counts.waiting < 1) broken.push(both('没有任务带着原因等待', 'no job waits with its reason'));
  if (counts.refused < 1)
    broken.push(
      both(
        '无人能测的平台未被拒绝，或未给出最接近的平台',
        'the platform that nobody serves was not refused with its nearest match',
      ),
    );
  if (counts.unknown < 1)
    broken.push(both('未知坐标未给出最接近的坐标', 'the unknown coordinate was not answered with its nearest matches'));
  return broken;
}
