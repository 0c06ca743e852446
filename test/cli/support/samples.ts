import type { checkCell, createAdaptationRequest, createSession, getJob, OutputOf } from '#libs/contracts';

export type JobOutput = OutputOf<typeof getJob>;
export type RequestOutput = OutputOf<typeof createAdaptationRequest>;
export type CellOutput = OutputOf<typeof checkCell>;
export type SessionOutput = OutputOf<typeof createSession>;

export const REQUEST_ID = '01990000-0000-7000-8000-000000000001';
export const JOB_ID = '01990000-0000-7000-8000-000000000002';
export const REVIEW_ID = '01990000-0000-7000-8000-000000000003';
const ATTEMPT_ID = '01990000-0000-7000-8000-000000000004';
const CREATED = '2026-11-23T13:00:00Z';

export const SESSION: SessionOutput = {
  token: 'st_the-session-token',
  expiresAt: '2026-11-24T13:00:00Z',
  membership: { id: REVIEW_ID, role: 'vendor', manages: false, organization: 'dameng', organizationName: '达梦' },
};

export function job(changes: Partial<JobOutput> = {}): JobOutput {
  return {
    id: JOB_ID,
    requestId: REQUEST_ID,
    release: 'dameng/dm8@8.1.3',
    os: 'kylinsoft/kylin-server@v10-sp3',
    cpu: 'hisilicon/kunpeng-920',
    testPlan: 'command-line-software@1',
    scheme: 'development',
    state: 'queued',
    priority: 'normal',
    center: 'beijing',
    pool: 'kunpeng-920',
    emulated: false,
    waiting: null,
    position: null,
    expectedStart: null,
    reason: null,
    certificate: null,
    attempts: [],
    createdAt: CREATED,
    updatedAt: CREATED,
    ...changes,
  };
}

export function waitingJob(): JobOutput {
  return job({
    waiting: {
      code: 'pool-offline',
      since: CREATED,
      text: '资源池无在线主机',
      textEn: 'no host of the pool is online',
    },
    position: 1,
  });
}

export function runningJob(): JobOutput {
  return job({
    state: 'running',
    attempts: [
      {
        id: ATTEMPT_ID,
        number: 1,
        state: 'running',
        outcome: null,
        emulated: false,
        host: 'kunpeng-01',
        hostFacts: {},
        isolation: 'namespaces',
        currentCase: null,
        startedAt: CREATED,
        endedAt: null,
        results: [],
        evidence: [],
      },
    ],
  });
}

export function requestOf(...jobs: JobOutput[]): RequestOutput {
  return {
    id: REQUEST_ID,
    release: 'dameng/dm8@8.1.3',
    build: '1',
    testPlan: 'command-line-software',
    scheme: 'development',
    priority: 'normal',
    state: 'in-progress',
    vendor: 'dameng',
    createdAt: CREATED,
    jobs: jobs.map(({ attempts: _attempts, ...summary }) => summary),
  };
}

export function cell(changes: Partial<CellOutput> = {}): CellOutput {
  return {
    release: 'dameng/dm8@8.1.3',
    os: 'kylinsoft/kylin-server@v10-sp3',
    cpu: 'hisilicon/kunpeng-920',
    status: 'unknown',
    scheme: null,
    certificate: null,
    validUntil: null,
    endsBecause: null,
    findings: [],
    path: [],
    declaredBy: [],
    unknownBecause: null,
    policy: '2026.1',
    validAt: '2026-11-23T13:04:05Z',
    knownAt: '2026-11-23T13:04:05Z',
    revision: 4711,
    explanation: { zh: ['没有任何结论。'], en: ['Nothing is known.'] },
    ...changes,
  };
}
