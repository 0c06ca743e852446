import path from 'node:path';
import { both } from '../rendering/words.js';
import { signInAs, type Actor } from './accounts.js';
import { allowDigests } from './allow-digests.js';
import { chooseTargets, type DemoTargets } from './choose-targets.js';
import { installedEmulators } from './emulators.js';
import { COMMANDS, ESBUILD, PACKAGES } from './esbuild.js';
import { fetchPackages } from './fetch-packages.js';
import { ensureKunpengCenter, KUNPENG } from './kunpeng-center.js';
import type { Scene } from './scene.js';
import { registerEsbuild } from './register-esbuild.js';
import { poolsOnceServed, readPlatforms } from './surroundings.js';

/** Packages, product and release of the vendor; returns the release's coordinate. */
export async function registration(scene: Scene, vendor: Actor): Promise<string> {
  const { story, settings } = scene;
  const { stateDir } = settings;
  story.step('取真实的安装包', 'Get the real packages');
  const { packages, downloaded } = await fetchPackages(path.join(stateDir, 'cache'), settings.npm, (line) =>
    story.say('下载', line),
  );
  story.done(
    both(
      `esbuild ${ESBUILD.version} 的 ${packages.length} 个安装包，摘要已核对（下载 ${downloaded} 个）`,
      `${packages.length} packages of esbuild ${ESBUILD.version}, digests verified (${downloaded} downloaded)`,
    ),
  );
  story.step('登记产品与版本', 'Register product and release');
  const release = await registerEsbuild(vendor, packages, story.view);
  await allowDigests(
    stateDir,
    release.artifacts.map((artifact) => artifact.sha256),
    COMMANDS,
  );
  story.done(both('版本已登记', `release registered: ${release.coordinate}`));
  return release.coordinate;
}

/** Who serves what: the local center's live pools, and a second center whose pool nobody serves. */
export async function setStage(scene: Scene): Promise<DemoTargets> {
  const { credentials, story, signal } = scene;
  story.step('资源池', 'Pools');
  await ensureKunpengCenter(await signInAs(credentials, 'operator'), scene.settings.stateDir);
  story.done(both(`分中心 ${KUNPENG.code}：资源池无代理`, `center ${KUNPENG.code}: its pool has no agent`));
  const centerOperator = await signInAs(credentials, 'center-operator');
  const pools = await poolsOnceServed(centerOperator, signal);
  const targets = chooseTargets(
    pools,
    await readPlatforms(centerOperator.client, true),
    PACKAGES.map(({ isa }) => isa),
    KUNPENG,
  );
  if (targets.own === undefined) {
    story.say('本机没有在线资源池', 'no live pool runs packages on this machine');
  } else {
    story.done(both('本机', `this machine: ${targets.own.os} × ${targets.own.cpu} (${targets.own.isa})`));
  }
  for (const target of targets.emulated) {
    story.done(both('仿真', `emulated: ${target.os} × ${target.cpu} (${target.isa})`));
  }
  if (targets.emulated.length === 0) {
    const installed = await installedEmulators();
    story.say(
      '没有在线的仿真资源池，跳过仿真任务',
      `no live emulated pool, so no emulated jobs${installed.length === 0 ? ': qemu-user is not installed' : ''}`,
    );
  }
  return targets;
}
