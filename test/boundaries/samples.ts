/**
 * The table "from | may import" of the architecture, written down a second time on purpose: the rules are judged by it.
 * Where it says more than the table does, a decision record says why (002: api and worker open the database).
 */
const SERVER_LIBS = ['domain', 'database', 'jobs', 'runtime', 'diagnosis', 'trust'];
const FEATURES = ['registry', 'matrix', 'dispatch', 'certification'];
const OUTSIDE = ['client', 'contracts', 'domain', 'runtime', 'diagnosis', 'trust'];

export const TABLE: Readonly<Record<string, readonly string[]>> = {
  'libs/domain': [],
  'libs/runtime': [],
  'libs/trust': [],
  'libs/diagnosis': ['domain'],
  'libs/contracts': ['domain'],
  'libs/jobs': ['domain'],
  'libs/database': ['domain'],
  'libs/client': ['contracts'],
  'libs/registry': SERVER_LIBS,
  'libs/matrix': [...SERVER_LIBS, 'registry'],
  'libs/dispatch': [...SERVER_LIBS, 'registry'],
  'libs/certification': [...SERVER_LIBS, 'registry', 'matrix', 'dispatch'],
  'apps/api': [...FEATURES, 'contracts', 'jobs', 'domain', 'runtime', 'database'],
  'apps/worker': [...FEATURES, 'contracts', 'jobs', 'domain', 'runtime', 'database'],
  'apps/agent': OUTSIDE,
  'apps/cli': OUTSIDE,
  'apps/portal': ['client', 'contracts', 'domain', 'trust'],
  'apps/standalone': ['runtime'],
};

export interface Sample {
  /** The rule that `from` breaks; without one, no rule may mind. */
  readonly rule?: string;
  readonly what: string;
  readonly from: string;
  readonly files: Readonly<Record<string, string>>;
}

function one(what: string, rule: string | undefined, from: string, source: string): Sample {
  return { what, from, files: { [from]: source }, ...(rule === undefined ? {} : { rule }) };
}

const uses = (module: string) => `import '${module}';\n`;

export const SAMPLES: readonly Sample[] = [
  one('an app that has no row', 'listed-in-the-table', 'apps/novel/src/main.ts', uses('#libs/domain')),
  {
    what: 'an app that imports another',
    rule: 'no-app-is-imported',
    from: 'apps/cli/src/asks-agent.ts',
    files: { 'apps/cli/src/asks-agent.ts': uses('../../agent/src/index.js') },
  },
  {
    what: 'a lib that imports an app',
    rule: 'no-app-is-imported',
    from: 'libs/runtime/src/asks-api.ts',
    files: { 'libs/runtime/src/asks-api.ts': uses('../../../apps/api/src/index.js') },
  },
  one(
    'a controller that queries',
    'database-at-the-root',
    'apps/api/src/jobs/jobs.controller.ts',
    uses('#libs/database'),
  ),
  one('a processor that uses the ORM', 'database-at-the-root', 'apps/worker/src/routing/route.ts', uses('typeorm')),
  one('the root of an app that opens the database', undefined, 'apps/api/src/parts.ts', uses('#libs/database')),
  {
    what: 'a file of another lib that its index does not export',
    rule: 'libs-by-their-index',
    from: 'libs/matrix/src/deep.ts',
    files: {
      'libs/matrix/src/deep.ts': uses('../../registry/src/secret.js'),
      'libs/registry/src/secret.ts': 'export const secret = 1;\n',
    },
  },
  one(
    'the index of another lib by a relative path',
    'relative-stays-inside',
    'libs/matrix/src/across.ts',
    uses('../../registry/src/index.js'),
  ),
  one('another lib by its name', undefined, 'libs/matrix/src/properly.ts', uses('#libs/registry')),
  one(
    'a type of a lib that is out of reach',
    'libs-contracts-imports',
    'libs/contracts/src/typed.ts',
    "import type { nothing } from '#libs/database';\nexport type Nothing = typeof nothing;\n",
  ),
  one(
    'a lib that is asked for later',
    'apps-agent-imports',
    'apps/agent/src/later.ts',
    "export const later = () => import('#libs/registry');\n",
  ),
  one(
    'support of tests in the product',
    'no-tests-in-the-product',
    'libs/registry/src/leans.ts',
    uses('../../../test/support/anything.js'),
  ),
  {
    what: 'two files that need each other',
    rule: 'no-circles',
    from: 'libs/dispatch/src/egg.ts',
    files: {
      'libs/dispatch/src/hen.ts': "import { egg } from './egg.js';\nexport const hen = (): unknown => egg;\n",
      'libs/dispatch/src/egg.ts': "import { hen } from './hen.js';\nexport const egg = (): unknown => hen;\n",
    },
  },
  one('a rule that reads files', 'domain-is-pure', 'libs/domain/src/reads.ts', uses('node:fs')),
  one('a rule that needs zod', 'domain-is-pure', 'libs/domain/src/parses.ts', uses('zod')),
  one('a rule that needs Nest', 'domain-is-pure', 'libs/domain/src/injected.ts', uses('@nestjs/common')),
  one('a rule that needs the ORM', 'domain-is-pure', 'libs/domain/src/stored.ts', uses('typeorm')),
  one('a rule that uses a pure algorithm', undefined, 'libs/domain/src/distance.ts', uses('fastest-levenshtein')),
  one('an agent that opens a database', 'no-server-in-the-hands-of-others', 'apps/agent/src/opens.ts', uses('pg')),
  one('a command line that enqueues', 'no-server-in-the-hands-of-others', 'apps/cli/src/enqueues.ts', uses('bullmq')),
  {
    what: 'a contract that comes to the ORM by detours',
    rule: 'no-server-in-the-hands-of-others',
    from: 'libs/contracts/src/detour.ts',
    files: {
      'libs/contracts/src/detour.ts': uses('./nearer.js'),
      'libs/contracts/src/nearer.ts': uses('./there.js'),
      'libs/contracts/src/there.ts': uses('typeorm'),
    },
  },
  one('a verb that is a provider', 'no-nest-below-the-apps', 'libs/dispatch/src/provider.ts', uses('@nestjs/common')),
  one('a controller that is one', undefined, 'apps/api/src/jobs/health.controller.ts', uses('@nestjs/common')),
  one(
    'a development tool in the product',
    'no-development-tools-in-the-product',
    'libs/runtime/src/random.ts',
    uses('fast-check'),
  ),
  one(
    'a development tool in a program',
    'no-development-tools-in-the-product',
    'apps/standalone/bin/tool.mjs',
    uses('fast-check'),
  ),
  one('a development tool in a test', undefined, 'libs/runtime/src/random.test.ts', uses('fast-check')),
  one('a package that nobody declared', 'declared-in-package-json', 'libs/runtime/src/lucky.ts', uses('left-over')),
  one('a file that is not there', 'resolvable', 'libs/runtime/src/lost.ts', uses('./gone.js')),
  one('a lib that is not there', 'resolvable', 'libs/runtime/src/misled.ts', uses('#libs/utils')),
  one(
    'a test that looks everywhere',
    undefined,
    'libs/domain/src/nosy.test.ts',
    uses('#libs/database') + uses('../../../test/support/anything.js') + uses('typeorm'),
  ),
  one(
    'a suite that looks everywhere',
    undefined,
    'test/api/nosy.ts',
    uses('../../apps/api/src/index.js') + uses('#libs/database'),
  ),
];
