import type { Role } from '#libs/domain';
import { sha256Of } from '../support/releases.js';
import type { OwnThings } from './own-things.js';

type Params = Readonly<Record<string, string>>;

/**
 * Whose the thing is that an operation's path names, beyond what the contract says of who may call.
 *
 * `everyone`: whoever may call may call it of any thing · `elsewhere`: depends on more than the organization, and is
 * tested in the file named · else the roles of the owning organizations (`owners`) or of any (`everywhere`) that reach
 * it; to all others it reads as not found, in the words of what is not there.
 */
export type Scope =
  | 'everyone'
  | { readonly elsewhere: string }
  | {
      readonly thing: (things: OwnThings) => Params;
      /** Another that everybody may see, and only its owners change. */
      readonly published?: (things: OwnThings) => Params;
      readonly owners: readonly (Role | 'agent')[];
      readonly everywhere?: readonly Role[];
      /** Where everybody may know that the thing is there: an organization is public, its people are not. */
      readonly others?: 'forbidden';
      /** What a caller sends that gets past the look at the input. */
      readonly json?: object;
      readonly bytes?: string;
    };

const VENDOR = ['vendor'] as const;
const CENTER = ['center-operator'] as const;
const PARTIES = ['vendor', 'center-operator', 'reviewer', 'certifier'] as const;

const draft = ({ draft: product }: OwnThings): Params => ({ vendor: 'dev-vendor', product, version: '1.0' });
const published = ({ published: product }: OwnThings): Params => ({ vendor: 'dev-vendor', product, version: '1.0' });
const job = ({ job: id }: OwnThings): Params => ({ id, number: '1', name: 'report.txt' });
const center = ({ agent: id }: OwnThings): Params => ({ code: 'dev-local', id });
const pool = (): Params => ({ code: 'dev-local', pool: 'local' });
const attempt = ({ attempt: id }: OwnThings): Params => ({ id, name: 'forged.txt' });
const certificate = ({ certificate: number }: OwnThings): Params => ({ number });
const solution = ({ solution: slug }: OwnThings): Params => ({ organization: 'dev-vendor', solution: slug });
const vendors = (): Params => ({ slug: 'dev-vendor' });
const member = ({ member: id }: OwnThings): Params => ({ slug: 'dev-vendor', id });
/** Who manages dev-vendor is its vendor; operators manage everywhere. */
const managers = { owners: VENDOR, everywhere: ['operator'], others: 'forbidden' } as const;
const certifiers = { thing: certificate, owners: ['certifier'], json: { reason: '不是我的' } } as const;

/** By operation. Each one with a thing in its path has a row: a new one is refused by the test until it has. */
export const SCOPES: Readonly<Record<string, Scope>> = {
  getOrganization: 'everyone',
  addMember: 'everyone',
  approveApplication: 'everyone',
  rejectApplication: 'everyone',
  createInvitation: { thing: vendors, ...managers, json: { role: 'vendor' } },
  listInvitations: { thing: vendors, ...managers },
  listMembers: { thing: vendors, ...managers },
  revokeInvitation: { thing: ({ invitation: id }) => ({ slug: 'dev-vendor', id }), ...managers },
  updateMember: { thing: member, ...managers, json: { manages: true } },
  // Members end their own, so that all are let in who know one.
  endMembership: { thing: member, owners: VENDOR, everywhere: ['operator'] },
  createRecovery: { thing: member, ...managers },
  revokeApiKey: { thing: ({ apiKey: id }) => ({ id }), owners: VENDOR },
  rotateApiKey: { thing: ({ apiKey: id }) => ({ id }), owners: VENDOR, json: {} },
  unlinkIdentity: { thing: ({ identity: id }) => ({ id }), owners: VENDOR },

  getProduct: { thing: draft, owners: VENDOR },
  listReleases: { thing: draft, owners: VENDOR },
  listStatements: { thing: draft, owners: VENDOR },
  getRelease: { thing: draft, owners: VENDOR },
  getBuild: { thing: (things) => ({ ...draft(things), build: '1' }), owners: VENDOR },
  listProductStatements: { thing: draft, owners: VENDOR },
  publishProduct: { thing: draft, published, owners: VENDOR },
  stateProduct: { thing: draft, published, owners: VENDOR, json: { kind: 'end-of-life', endOfLife: '2030-01-01' } },
  updateProduct: { thing: draft, published, owners: VENDOR, json: { name: 'x' } },
  updateRelease: { thing: draft, published, owners: VENDOR, json: { ordinal: 7 } },
  dropProduct: { thing: draft, published, owners: VENDOR },
  dropRelease: { thing: draft, published, owners: VENDOR },
  createBuild: {
    thing: draft,
    published,
    owners: VENDOR,
    json: { build: '2', artifacts: [{ sha256: sha256Of('x'), fileName: 'a' }] },
  },
  createRelease: {
    thing: draft,
    published,
    owners: VENDOR,
    json: { version: '6.6', ordinal: 66, releasedOn: '2026-01-01' },
  },
  // About a release that everybody sees it is forbidden: test/api/matrix-facts/statements.ts.
  stateRelease: { thing: draft, owners: VENDOR, json: { kind: 'kernel-module', kernelModule: true } },
  headArtifact: { elsewhere: 'test/api/certification/files.ts' },
  putArtifact: { elsewhere: 'test/api/certification/files.ts' },

  getAdaptationRequest: { thing: ({ request: id }) => ({ id }), owners: VENDOR },
  cloneAdaptationRequest: {
    thing: ({ request: id }) => ({ id }),
    owners: VENDOR,
    json: { os: 'kylinsoft/kylin-server@v10-sp3' },
  },
  estimateClone: {
    thing: ({ request: id }) => ({ id }),
    owners: VENDOR,
    json: { os: 'kylinsoft/kylin-server@v10-sp3' },
  },
  getJob: { thing: job, owners: PARTIES },
  getJobLog: { thing: job, owners: PARTIES },
  getEvidence: { thing: job, owners: PARTIES },
  cancelJob: { thing: job, owners: ['vendor', 'center-operator'], json: {} },

  listPools: { thing: center, owners: CENTER },
  listHosts: { thing: center, owners: CENTER },
  listAgents: { thing: center, owners: CENTER },
  createPool: {
    thing: center,
    owners: CENTER,
    json: { slug: 'mine', cpu: 'zhaoxin/kx-7000', operatingSystems: ['debian/debian@12'] },
  },
  setPoolPrice: { thing: pool, owners: CENTER, json: { fenPerHostHour: 1 } },
  listPoolPrices: { thing: pool, owners: CENTER },
  createEnrolmentToken: { thing: center, owners: CENTER, json: { pools: ['local'] } },
  revokeAgent: { thing: center, owners: CENTER },
  updateHost: { thing: ({ host: id }) => ({ id }), owners: CENTER, json: { state: 'draining' } },

  heartbeat: { thing: attempt, owners: ['agent'], json: {} },
  appendAttemptLog: {
    thing: attempt,
    owners: ['agent'],
    json: { chunks: [{ seq: 0, at: '2026-01-01T00:00:00Z', stream: 'agent', text: 'x' }] },
  },
  completeAttempt: {
    thing: attempt,
    owners: ['agent'],
    json: { results: [], evidence: [], hostFacts: {}, isolation: 'none' },
  },
  putEvidence: { thing: attempt, owners: ['agent'], bytes: 'x' },
  getAttemptArtifact: { thing: (things) => ({ ...attempt(things), sha256: sha256Of('x') }), owners: ['agent'] },

  decideReview: {
    thing: ({ review: id }) => ({ id }),
    // Technical reviews are open to every reviewing body; conflicts of interest are judged by person: reviews.ts.
    owners: [],
    everywhere: ['reviewer'],
    json: { decision: 'reject', reason: '不是我的' },
  },
  getCertificate: 'everyone',
  revokeCertificate: certifiers,
  suspendCertificate: certifiers,
  reinstateCertificate: certifiers,
  getInheritance: { elsewhere: 'test/api/certification/inheritances.ts' },
  withdrawInheritance: { elsewhere: 'test/api/certification/inheritances.ts' },
  getFinding: { elsewhere: 'test/api/matrix-facts/findings.ts' },
  publishFinding: { elsewhere: 'test/api/matrix-facts/findings.ts' },
  getBadge: 'everyone',

  getSolution: { thing: solution, owners: VENDOR },
  checkSolution: { thing: solution, owners: VENDOR },
  listSolutionPlatforms: { thing: solution, owners: VENDOR },
  publishSolution: {
    thing: solution,
    published: () => ({ organization: 'dev-vendor', solution: 'shown' }),
    owners: VENDOR,
  },

  getImport: { elsewhere: 'test/api/imports.test.ts' },
  listImportRows: { elsewhere: 'test/api/imports.test.ts' },
  applyImport: { elsewhere: 'test/api/imports.test.ts' },
  undoImport: { elsewhere: 'test/api/imports.test.ts' },
  getImportTemplate: 'everyone',

  // A person's own; a feed's address is its secret.
  getSubscription: { elsewhere: 'test/api/subscriptions.test.ts' },
  updateSubscription: { elsewhere: 'test/api/subscriptions.test.ts' },
  deleteSubscription: { elsewhere: 'test/api/subscriptions.test.ts' },
  verifySubscription: { elsewhere: 'test/api/subscriptions.test.ts' },
  sendVerification: { elsewhere: 'test/api/subscriptions.test.ts' },
  testSubscription: { elsewhere: 'test/api/subscriptions.test.ts' },
  listNotices: { elsewhere: 'test/api/subscriptions.test.ts' },
  listDeliveries: { elsewhere: 'test/api/subscriptions.test.ts' },
  replayDelivery: { elsewhere: 'test/api/subscriptions.test.ts' },
  getFeed: 'everyone',

  getPolicy: 'everyone',
  diffPolicy: 'everyone',
  activatePolicy: 'everyone',
  getCatalogueChange: 'everyone',
  resolveDeadLetter: 'everyone',
};

/** Bodies of operations that name nothing and ask for a session: an API key is refused before anything is done. */
export const ASKS_FOR_SESSION: Readonly<Record<string, object | undefined>> = {
  deleteCurrentSession: undefined,
  switchSession: { organization: 'dev-vendor' },
  changePassword: { currentPassword: 'x', newPassword: 'a password of their own' },
  createApiKey: { name: 'x' },
  startIdentityLink: { provider: 'x', redirectUri: 'http://127.0.0.1/callback', password: 'x' },
  linkIdentity: { handle: 'x', state: 'x', code: 'x' },
  acceptInvitation: { token: 'x' },
};
