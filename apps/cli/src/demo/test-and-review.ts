import type { components } from '#libs/client';
import { isFinalJobState } from '#libs/domain';
import { waitingText } from '../rendering/jobs.js';
import { both } from '../rendering/words.js';
import { hasSettled } from '../watching/watch-end.js';
import { signInAs } from './accounts.js';
import type { DemoTargets } from './choose-targets.js';
import { follow, readJobs, type Following } from './follow.js';
import { KUNPENG } from './kunpeng-center.js';
import { approve } from './review.js';
import type { Scene } from './scene.js';

type JobSummary = components['schemas']['JobSummary'];

/** Follows the jobs through test and reviews; returns this machine's job as it ended. */
export async function testAndReview(
  scene: Scene,
  following: Following,
  ids: readonly string[],
  targets: DemoTargets,
): Promise<JobSummary | undefined> {
  const { credentials, story, now, signal } = scene;
  const isOwn = (job: JobSummary): boolean => job.os === targets.own?.os && job.cpu === targets.own.cpu;
  const isKunpeng = (job: JobSummary): boolean => job.os === KUNPENG.os && job.cpu === KUNPENG.cpu;
  story.step('测试', 'Test');
  const read = (): Promise<readonly JobSummary[]> => readJobs(following.vendor, ids);
  const jobs = await follow(following, read, true, (seen) =>
    seen.every((job) => (isKunpeng(job) ? waitsForHost(job) : hasSettled(job.state))),
  );
  const waiting = jobs.find(isKunpeng)?.waiting ?? null;
  if (waiting !== null) {
    const { zh, en } = waitingText(waiting, now());
    story.done(`${both('鲲鹏', 'Kunpeng')}  ${both(zh, en)}`);
  }
  let own = jobs.find(isOwn);
  if (own?.state !== 'technical-review' || signal.aborted) return own;

  story.step('两级评审', 'Two reviews');
  const reviews = [
    { role: 'reviewer', reason: '演示：用例齐全，证据与结果一致', next: 'certification-review' },
    { role: 'certifier', reason: '演示：技术评审充分，同意认证', next: 'certified' },
  ] as const;
  for (const { role, reason, next } of reviews) {
    const person = await signInAs(credentials, role);
    await approve(person, own.id, reason);
    story.done(both(`${person.username} 通过`, `approved by ${person.username} (${person.membership.organization})`));
    const seen = await follow(
      following,
      async () => (await read()).filter(isOwn),
      false,
      (jobs) => jobs.every((job) => job.state === next || isFinalJobState(job.state)),
    );
    own = seen[0] ?? own;
    if (own.state !== next) return own;
  }
  if (own.certificate !== null) story.done(both('证书', `certificate ${own.certificate}`));
  return own;
}

/** `starting` is the moment before the service has looked for a host. */
function waitsForHost(job: JobSummary): boolean {
  return hasSettled(job.state) || (job.waiting !== null && job.waiting.code !== 'starting');
}
