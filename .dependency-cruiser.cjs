// What may import what. `npm run boundaries` checks it; test/boundaries shows for each rule that it can fail.
//
// Tests (`*.test.ts`, `test/`) may import anything: the rules below start from everything else.

/** The only libs that each app or lib may import, besides itself. Absent: nothing may be imported. */
const MAY_IMPORT = {
  'libs/domain': [],
  'libs/runtime': [],
  'libs/trust': [],
  'libs/diagnosis': ['domain'],
  'libs/contracts': ['domain'],
  'libs/jobs': ['domain'],
  'libs/database': ['domain'],
  'libs/client': ['contracts'],
  'libs/registry': ['domain', 'database', 'jobs', 'runtime', 'diagnosis', 'trust'],
  'libs/matrix': ['domain', 'database', 'jobs', 'runtime', 'diagnosis', 'trust', 'registry'],
  'libs/dispatch': ['domain', 'database', 'jobs', 'runtime', 'diagnosis', 'trust', 'registry'],
  'libs/certification': [
    'domain',
    'database',
    'jobs',
    'runtime',
    'diagnosis',
    'trust',
    'registry',
    'matrix',
    'dispatch',
  ],
  // `database` only where the process is put together: see `database-at-the-root`.
  'apps/api': ['registry', 'matrix', 'dispatch', 'certification', 'contracts', 'jobs', 'domain', 'runtime', 'database'],
  'apps/worker': [
    'registry',
    'matrix',
    'dispatch',
    'certification',
    'contracts',
    'jobs',
    'domain',
    'runtime',
    'database',
  ],
  'apps/agent': ['client', 'contracts', 'domain', 'runtime', 'diagnosis', 'trust'],
  'apps/cli': ['client', 'contracts', 'domain', 'runtime', 'diagnosis', 'trust'],
  'apps/portal': ['client', 'contracts', 'domain', 'trust'],
  'apps/standalone': ['runtime'],
};

/** Packages that only a server has. What the portal, the agent or the command line can reach contains none of them. */
const SERVER_ONLY = '(^|/)node_modules/(typeorm|pg|pg-[a-z-]+|bullmq|ioredis|@nestjs/[^/]+|fastify|@fastify/[^/]+)/';

const TEST = String.raw`\.test\.ts$|^test/`;
const files = (where) => ({ path: `^${where}/`, pathNot: TEST });

/** One rule for each row of the table. */
const tableRules = Object.entries(MAY_IMPORT).map(([where, libs]) => ({
  name: `${where.replace('/', '-')}-imports`,
  comment: `${where} may import ${libs.length > 0 ? libs.join(', ') : 'nothing of ours'}`,
  severity: 'error',
  from: files(where),
  to: { path: '^libs/', pathNot: [where.split('/')[1], ...libs].map((lib) => `^libs/${lib}/`) },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...tableRules,
    {
      name: 'listed-in-the-table',
      comment: 'a new app or lib needs a row in the table above',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: [TEST, ...Object.keys(MAY_IMPORT).map((where) => `^${where}/`)] },
      to: { path: '.' },
    },
    {
      name: 'no-app-is-imported',
      comment: 'no lib imports an app, no app another app',
      severity: 'error',
      from: { path: '^(apps|libs)/([^/]+)/', pathNot: TEST },
      to: { path: '^apps/', pathNot: '^$1/$2/' },
    },
    {
      name: 'database-at-the-root',
      comment:
        'api and worker open the database and tell its absence from a wrong request; whatever reads or writes it is a verb or a query of a feature',
      severity: 'error',
      from: {
        path: '^apps/(api|worker)/src/',
        pathNot: [TEST, '^apps/(api|worker)/src/([^/]+\\.ts$|prepare/)', '^apps/api/src/http/problem\\.filter\\.ts$'],
      },
      to: { path: ['^libs/database/', '(^|/)node_modules/(typeorm|pg)/'] },
    },
    {
      name: 'libs-by-their-index',
      comment:
        'another lib is imported as #libs/<name>, which is its index.ts: what is not exported there is its own business',
      severity: 'error',
      from: { path: '^(apps|libs)/([^/]+)/', pathNot: TEST },
      to: { path: '^libs/', pathNot: ['^$1/$2/', '^libs/[^/]+/src/index\\.ts$'] },
    },
    {
      name: 'relative-stays-inside',
      comment: 'a relative import never leaves its own lib or app',
      severity: 'error',
      from: { path: '^(apps|libs)/([^/]+)/', pathNot: TEST },
      to: {
        path: '.',
        pathNot: ['^$1/$2/', 'node_modules'],
        dependencyTypes: ['local'],
        dependencyTypesNot: ['aliased'],
      },
    },
    {
      name: 'no-tests-in-the-product',
      comment: 'what ships does not depend on what tests it',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: [TEST, '/testing/'] },
      to: { path: [TEST, '/testing/'] },
    },
    {
      name: 'no-circles',
      comment: 'files that need each other are one file, or a third one is missing',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'domain-is-pure',
      comment:
        'the rules read no clock, file, network or database, and know no framework; a pure algorithm may come from npm',
      severity: 'error',
      from: files('libs/domain'),
      to: { pathNot: ['^libs/domain/', '(^|/)node_modules/fastest-levenshtein/'] },
    },
    {
      name: 'no-server-in-the-hands-of-others',
      comment: 'what the agent, the command line and the portal can reach contains no server-only module',
      severity: 'error',
      from: { path: '^(libs/(contracts|client|domain)|apps/(agent|cli|portal))/', pathNot: TEST },
      to: { path: ['^libs/database/', SERVER_ONLY], reachable: true },
    },
    {
      name: 'no-nest-below-the-apps',
      comment: 'verbs are plain functions with an explicit context (docs/decisions/002)',
      severity: 'error',
      from: { path: '^libs/', pathNot: TEST },
      to: { path: '(^|/)node_modules/@nestjs/' },
    },
    {
      name: 'no-development-tools-in-the-product',
      comment: 'devDependencies are not installed where Shipei runs',
      severity: 'error',
      from: { path: '^(apps/[^/]+|libs/[^/]+/src)/', pathNot: [TEST, '/testing/'] },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: '(^|/)node_modules/@types/' },
    },
    {
      name: 'declared-in-package-json',
      comment: 'a package that another one happens to bring can go at any time',
      severity: 'error',
      from: { path: '^(apps|libs|test)/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'resolvable',
      comment: 'an import that leads nowhere',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    // The alias leads to the build, where Node finds it; the tsconfig leads it to the sources.
    tsConfig: { fileName: 'tsconfig.boundaries.json' },
    // An import of a type is a dependency too.
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
    detectProcessBuiltinModuleCalls: true,
    cache: false,
  },
};
