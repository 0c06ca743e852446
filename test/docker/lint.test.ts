import { describe, expect, it } from '@jest/globals';
import * as dclint from 'dclint';
import { validate, ValidationSeverity } from 'dockerfile-utils';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

const root = new URL('../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');
const absolute = (path: string) => fileURLToPath(new URL(path, root));

/** The part used here. Its own declarations import without file extensions, which this module resolution can't follow. */
interface ComposeLinter {
  lintFiles(paths: readonly string[], recursive: boolean): { messages: unknown[] }[];
}
const untyped: unknown = dclint;
const { DCLinter } = untyped as { DCLinter: new (config: object) => ComposeLinter };

const COMPOSE_FILES = ['docker/compose.yaml', 'docker/compose.scaled.yaml'] as const;
const STRICT = {
  deprecatedMaintainer: ValidationSeverity.ERROR,
  directiveCasing: ValidationSeverity.ERROR,
  emptyContinuationLine: ValidationSeverity.ERROR,
  instructionCasing: ValidationSeverity.ERROR,
  instructionCmdMultiple: ValidationSeverity.ERROR,
  instructionEntrypointMultiple: ValidationSeverity.ERROR,
  instructionHealthcheckMultiple: ValidationSeverity.ERROR,
  instructionJSONInSingleQuotes: ValidationSeverity.ERROR,
  instructionWorkdirRelative: ValidationSeverity.ERROR,
};

const dockerfile = read('docker/Dockerfile');

interface ComposeService {
  readonly build?: { readonly target: string };
  readonly image?: string;
  readonly deploy?: { readonly replicas: number };
  readonly environment?: Readonly<Record<string, string>>;
}

function composeServices(file: string): Readonly<Record<string, ComposeService>> {
  // The linter checks the file against the Compose schema in its own test below.
  return (parse(read(file)) as { services: Record<string, ComposeService> }).services;
}

/** Instructions by build stage, with the stage each one starts from. */
function stagesOf(text: string): Map<string, { base: string; body: string }> {
  const stages = new Map<string, { base: string; body: string }>();
  for (const part of text.split(/^(?=FROM )/m)) {
    const [, base, name] = /^FROM (\S+) AS (\S+)\n/.exec(part) ?? [];
    if (base !== undefined && name !== undefined) stages.set(name, { base, body: part });
  }
  return stages;
}

const stages = stagesOf(dockerfile);

describe('docker/Dockerfile', () => {
  it('is without a problem', () => {
    expect(validate(dockerfile, STRICT)).toEqual([]);
  });

  it('would be refused with one (the linter works)', () => {
    expect(validate(`${dockerfile}\nRUNN true\nCOPY\n`, STRICT)).not.toEqual([]);
  });

  it.each(['api', 'worker', 'agent', 'cli'])('has the target %s, which starts without root', (target) => {
    const stage = stages.get(target);
    expect(stage?.base).toBe('runtime');
    expect(`${stages.get('runtime')?.body ?? ''}${stage?.body ?? ''}`.match(/^USER .*$/gm)).toEqual(['USER shipei']);
    expect(stage?.body).toMatch(/^(?:CMD|ENTRYPOINT) \["node", "dist\/apps\//m);
  });

  it('lets the API say whether it is healthy', () => {
    expect(stages.get('api')?.body).toMatch(/^HEALTHCHECK [^]*\/healthz/m);
  });

  it('keeps secrets, history and state out of the image', () => {
    const ignored = read('docker/Dockerfile.dockerignore').split('\n');
    expect(ignored).toEqual(expect.arrayContaining(['*', '**/*.env', '**/.shipei', '**/node_modules']));
    expect(ignored.filter((line) => line.startsWith('!'))).not.toEqual(expect.arrayContaining(['!.git']));
  });
});

describe.each(COMPOSE_FILES)('%s', (file) => {
  it('is without a problem', () => {
    const linter = new DCLinter({ rules: {}, quiet: false, debug: false, exclude: [] });
    const [result, ...others] = linter.lintFiles([absolute(file)], false);
    expect(others).toEqual([]);
    expect(result?.messages).toEqual([]);
  });

  it('builds targets that the Dockerfile has, and pins every other image', () => {
    for (const { build, image } of Object.values(composeServices(file))) {
      if (build === undefined) expect(image).toMatch(/:\d+\.\d+/);
      else expect([...stages.keys()]).toContain(build.target);
    }
  });

  it('names settings that the example file fills', () => {
    const example = read('docker/shipei.env.example');
    for (const setting of ['DATABASE_URL', 'POSTGRES_USER', 'POSTGRES_DB', 'POSTGRES_PASSWORD']) {
      expect(example).toMatch(new RegExp(`^${setting}=`, 'm'));
    }
    expect(read(file)).not.toMatch(/change-me|password:/i);
  });
});

describe('docker/compose.scaled.yaml', () => {
  it('runs two API and two worker processes on Redis queues', () => {
    const { api, worker } = composeServices('docker/compose.scaled.yaml');
    for (const service of [api, worker]) {
      expect(service?.deploy?.replicas).toBe(2);
      expect(service?.environment?.['REDIS_URL']).toMatch(/^redis:/);
    }
  });
});

describe('entry points', () => {
  const paths = [dockerfile, ...COMPOSE_FILES.map(read)].flatMap(
    (text) => text.match(/dist\/apps\/[\w/-]+\.js/g) ?? [],
  );

  it.each([...new Set(paths)])('%s is compiled from a source that exists', (path) => {
    expect(existsSync(new URL(path.replace(/^dist\//, '').replace(/\.js$/, '.ts'), root))).toBe(true);
  });

  it('are those of all four programs and of the preparation', () => {
    expect([...new Set(paths)].sort()).toEqual([
      'dist/apps/agent/src/main.js',
      'dist/apps/api/src/main.js',
      'dist/apps/cli/src/main.js',
      'dist/apps/worker/src/main.js',
      'dist/apps/worker/src/prepare.js',
    ]);
  });
});
