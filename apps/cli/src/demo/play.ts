import { unwrap, type components } from '#libs/client';
import { renderJob } from '../rendering/jobs.js';
import { nearestMatches } from '../rendering/nearest.js';
import { renderRefusal } from '../rendering/refusal.js';
import { both } from '../rendering/words.js';
import { signInAs, type Actor } from './accounts.js';
import { answerInWords, check, checkUntil, type Question } from './answers.js';
import { ask, askExpecting } from './ask.js';
import { chooseUnserved, type DemoTargets } from './choose-targets.js';
import { PACKAGES } from './esbuild.js';
import { readJobs } from './follow.js';
import { KUNPENG } from './kunpeng-center.js';
import type { Scene } from './scene.js';
import { registration, setStage } from './set-stage.js';
import type { DemoCounts } from './summary.js';
import { readPlatforms } from './surroundings.js';
import { testAndReview } from './test-and-review.js';

type JobSummary = components['schemas']['JobSummary'];
type Platform = components['schemas']['Platform'];

/** A coordinate that looks right and is registered nowhere: there is no service pack 9. */
const MISSPELT = { os: 'kylinsoft/kylin-server@v10-sp9', cpu: KUNPENG.cpu } as const;

// A finding reaches every reader within seconds of its certificate.
const ANSWER_MS = 15_000;

/** The whole story, from registration to explained answers. */
export async function play(scene: Scene): Promise<DemoCounts> {
  const { credentials, story, styles } = scene;
  const vendor = await signInAs(credentials, 'vendor');
  const release = await registration(scene, vendor);
  const targets = await setStage(scene);

  story.step('申请适配', 'Ask for adaptation');
  const wanted = [...(targets.own === undefined ? [] : [targets.own]), ...targets.emulated];
  const requests = [...(wanted.length === 0 ? [] : [await ask(vendor, release, wanted, true)])];
  // A real machine or none: otherwise a pool that emulates the same platform might take it.
  requests.push(await ask(vendor, release, [KUNPENG], false));
  const ids = requests.map((request) => request.id);
  story.done(
    both(`${wanted.length + 1} 个平台已受理`, `${wanted.length + 1} platforms accepted: requests ${ids.join(', ')}`),
  );
  const unserved = chooseUnserved(
    await readPlatforms(vendor.client, false),
    PACKAGES.map(({ isa }) => isa),
    KUNPENG,
  );
  if (unserved === undefined) throw new Error('每个平台都有资源池 · Every platform has a pool: nothing can be refused');
  const refused = await askExpecting('no-pool-serves', vendor, release, unserved);
  story.block(renderRefusal(refused, styles));
  const unknown = await askExpecting('unknown-coordinate', vendor, release, MISSPELT);
  story.block(renderRefusal(unknown, styles));

  const following = { ...scene, vendor };
  const own = await testAndReview(scene, following, ids, targets);
  const jobs = await readJobs(vendor, ids);
  const certified = await isCertified(scene, release, own);
  await answerQuestions(scene, release, questionsAbout(targets, unserved));
  await proveEmulatedStaysUncertified(scene, release, targets);
  await tellWhatFailed(scene, vendor, jobs, targets);
  return {
    certified: certified ? 1 : 0,
    emulated: jobs.filter((job) => job.state === 'emulated').length,
    waiting: jobs.filter((job) => job.state === 'queued' && job.waiting !== null).length,
    // Each of the two was thrown unless refused for exactly this reason; the promise is that it also says what is near.
    refused: nearestMatches(refused.problem.facts).length > 0 ? 1 : 0,
    unknown: nearestMatches(unknown.problem.facts).length > 0 ? 1 : 0,
    jobs: jobs.length,
    seconds: story.seconds(),
  };
}

/** An emulated job that did not end as one is told in full: attempts, cases and where their logs are. */
async function tellWhatFailed(
  { story, styles, now }: Scene,
  vendor: Actor,
  jobs: readonly JobSummary[],
  { emulated }: DemoTargets,
): Promise<void> {
  const isEmulated = (job: JobSummary): boolean => emulated.some(({ os, cpu }) => job.os === os && job.cpu === cpu);
  for (const { id } of jobs.filter((job) => isEmulated(job) && job.state !== 'emulated')) {
    const job = unwrap(await vendor.client.GET('/api/v1/jobs/{id}', { params: { path: { id } } }));
    story.block(renderJob(job, now(), styles));
  }
}

/** Certified where the job says so and the public matrix answers so. */
async function isCertified(scene: Scene, release: string, own: JobSummary | undefined): Promise<boolean> {
  if (own?.state !== 'certified') return false;
  const patience = AbortSignal.any([scene.signal, AbortSignal.timeout(ANSWER_MS)]);
  const answer = await checkUntil(scene.credentials.url, release, own, 'certified', patience);
  return answer.status === 'certified' && answer.scheme === 'development';
}

function questionsAbout(targets: DemoTargets, unserved: Platform): Question[] {
  return [
    ...(targets.own === undefined
      ? []
      : [
          {
            ...targets.own,
            zh: '本机平台：实测、两人评审、认证',
            en: 'this machine: really run, reviewed by two people, certified',
          },
        ]),
    ...targets.emulated.map((target) => ({
      ...target,
      zh: `${target.isa}：只在仿真中运行过，不构成结论`,
      en: `${target.isa}: ran under emulation only, which never certifies`,
    })),
    { ...KUNPENG, zh: '鲲鹏：任务在等真机', en: 'Kunpeng: the job waits for a real machine' },
    { os: unserved.os, cpu: unserved.cpu, zh: '没有资源池能测', en: 'no pool serves it' },
    { ...MISSPELT, zh: '没有登记的坐标', en: 'a coordinate that nobody has registered' },
  ];
}

async function answerQuestions(scene: Scene, release: string, questions: readonly Question[]): Promise<void> {
  const { credentials, story, styles } = scene;
  story.step('矩阵的回答', 'What the matrix answers');
  for (const question of questions) {
    story.block(`\n${styles.strong(both(question.zh, question.en))}`);
    story.block(await answerInWords(credentials.url, release, question, styles));
  }
}

/** @throws Error where an emulated result has become a certificate's ground */
async function proveEmulatedStaysUncertified(scene: Scene, release: string, targets: DemoTargets): Promise<void> {
  for (const target of targets.emulated) {
    const { status } = await check(scene.credentials.url, release, target);
    if (status === 'certified' || status === 'inherited') {
      throw new Error(`仿真结果被认证 · An emulated result was certified: ${target.os} × ${target.cpu}`);
    }
  }
}
