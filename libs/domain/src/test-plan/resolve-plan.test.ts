import { describe, expect, it } from '@jest/globals';
import { DomainError } from '../errors/domain-error.js';
import { checkPlanParameters, isPackagePath, resolvePlan } from './resolve-plan.js';
import type { PlanParameter, PlanParameterType, PlanParameterValues, PlanStep, TestPlan } from './test-plan.js';

function parameter(name: string, type: PlanParameterType, changes: Partial<PlanParameter> = {}): PlanParameter {
  return { name, type, required: true, description: `${name} is needed`, ...changes };
}

const PARAMETERS: readonly PlanParameter[] = [
  parameter('entry', 'path'),
  parameter('args', 'argv', { required: false, default: ['--version'] }),
  parameter('expected', 'pattern', { required: false }),
  parameter('input', 'text', { required: false }),
];

function plan(steps: readonly PlanStep[], parameters = PARAMETERS): TestPlan {
  return {
    slug: 'sample',
    version: 1,
    name: '示例',
    nameEn: 'Sample',
    categories: [],
    packageFolder: 'product',
    network: false,
    limits: { wallSeconds: 60, scratchBytes: 1, outputBytes: 1, processes: 1, memoryBytes: 1 },
    parameters,
    cases: [{ id: 'only', kind: 'function', name: '唯一', nameEn: 'Only', required: true, steps }],
  };
}

const RUN: PlanStep = {
  do: 'run',
  argv: [{ param: 'entry' }, '--', { param: 'args' }],
  stdin: { param: 'input' },
  timeoutSeconds: 10,
  expect: { exitCode: 0, stdout: { param: 'expected' } },
};

function steps(given: PlanParameterValues, ...planned: PlanStep[]) {
  return resolvePlan(plan(planned.length > 0 ? planned : [RUN]), given).flatMap((testCase) => testCase.steps);
}

describe('isPackagePath', () => {
  it.each(['bin/tool', 'tool', 'a/b/c.d', '-rf', '.hidden', '..a', 'a..', '...', '产品/启动', 'with space'])(
    '%j',
    (path) => {
      expect(isPackagePath(path)).toBe(true);
    },
  );

  it.each(['', '/', '/bin/sh', '..', '../x', 'a/../../x', 'a/..', './x', 'a/./b', 'a//b', 'a/', '..\\x', 'a\\..\\b'])(
    'not %j',
    (path) => {
      expect(isPackagePath(path)).toBe(false);
    },
  );
});

describe('checkPlanParameters', () => {
  it.each<[string, PlanParameterValues, [path: string, code: string][]]>([
    ['what is needed', { entry: 'bin/tool' }, []],
    ['everything', { entry: 'bin/tool', args: ['-c', 'x; rm -rf /'], expected: '^1\\.', input: 'a\nb' }, []],
    ['nothing', {}, [['parameters.entry', 'required']]],
    ['one that the plan has not', { entry: 'tool', shell: 'sh -c' }, [['parameters.shell', 'unrecognized']]],
    ['a name that every object has', { entry: 'tool', toString: 'x' }, [['parameters.toString', 'unrecognized']]],
    ['a path out of the package', { entry: '../../bin/sh' }, [['parameters.entry', 'invalid']]],
    ['an absolute path', { entry: '/bin/sh' }, [['parameters.entry', 'invalid']]],
    ['a path with a NUL', { entry: 'tool\0.txt' }, [['parameters.entry', 'invalid']]],
    ['a list for a path', { entry: ['tool'] }, [['parameters.entry', 'invalid']]],
    ['a shell string for arguments', { entry: 'tool', args: '-c "x"' }, [['parameters.args', 'invalid']]],
    ['an argument with a NUL', { entry: 'tool', args: ['a', 'b\0'] }, [['parameters.args', 'invalid']]],
    ['an argument that is too long', { entry: 'tool', args: ['x'.repeat(4097)] }, [['parameters.args', 'invalid']]],
    ['the longest argument', { entry: 'tool', args: ['x'.repeat(4096)] }, []],
    ['as many arguments as may be', { entry: 'tool', args: Array<string>(64).fill('x') }, []],
    ['one argument too many', { entry: 'tool', args: Array<string>(65).fill('x') }, [['parameters.args', 'invalid']]],
    ['a text with a NUL', { entry: 'tool', input: '\0' }, [['parameters.input', 'invalid']]],
    ['a text that is too long', { entry: 'tool', input: 'x'.repeat(4097) }, [['parameters.input', 'invalid']]],
    ['a pattern that is none', { entry: 'tool', expected: '(' }, [['parameters.expected', 'invalid']]],
    ['a pattern that matches anything', { entry: 'tool', expected: '' }, [['parameters.expected', 'invalid']]],
    [
      'all that is wrong at once',
      { entry: '', args: 'x', shell: 'y' },
      [
        ['parameters.shell', 'unrecognized'],
        ['parameters.entry', 'invalid'],
        ['parameters.args', 'invalid'],
      ],
    ],
  ])('%s', (_, given, expected) => {
    const { problems } = checkPlanParameters(PARAMETERS, given);
    expect(problems.map(({ path, code }) => [path, code])).toEqual(expected);
  });

  it('refuses a name that was given as __proto__', () => {
    const given = JSON.parse('{"entry":"tool","__proto__":{"args":"x"}}') as PlanParameterValues;
    expect(checkPlanParameters(PARAMETERS, given).problems.map(({ code }) => code)).toEqual(['unrecognized']);
  });

  it('fills defaults in, and leaves out what was neither given nor has one', () => {
    expect(checkPlanParameters(PARAMETERS, { entry: 'tool' }).values).toEqual({ entry: 'tool', args: ['--version'] });
    expect(checkPlanParameters(PARAMETERS, { entry: 'tool', args: [] }).values['args']).toEqual([]);
  });

  it('keeps no value that it refuses', () => {
    expect(checkPlanParameters(PARAMETERS, { entry: '/bin/sh' }).values).toEqual({ args: ['--version'] });
  });
});

describe('resolvePlan', () => {
  it('puts paths below the package folder and spreads arguments, as they are', () => {
    const hostile = ['a b', '$(id)', '; rm -rf /', '', '--', "'"];
    expect(steps({ entry: 'bin/tool', args: hostile, input: 'in', expected: '^1' })).toEqual([
      {
        do: 'run',
        argv: ['./product/bin/tool', '--', ...hostile],
        stdin: 'in',
        timeoutSeconds: 10,
        expect: { exitCode: 0, stdout: '^1' },
      },
    ]);
  });

  it('leaves out what nobody gave, instead of an empty text that would be fed or compared', () => {
    expect(steps({ entry: 'tool' })).toEqual([
      { do: 'run', argv: ['./product/tool', '--', '--version'], timeoutSeconds: 10, expect: { exitCode: 0 } },
    ]);
  });

  it('keeps literals as the plan has them', () => {
    const literal: PlanStep = {
      ...RUN,
      argv: ['entry', '{args}'],
      stdin: 'text',
      expect: { exitCode: 3, stdout: 'x' },
    };
    expect(steps({ entry: 'tool' }, literal)).toEqual([literal]);
  });

  it('resolves the start of a process that keeps running', () => {
    const start: PlanStep = {
      do: 'start',
      process: 'service',
      argv: [{ param: 'entry' }, { param: 'args' }],
      readyOn: { param: 'expected' },
      timeoutSeconds: 5,
    };
    expect(steps({ entry: 'tool', args: ['serve'], expected: 'ready' }, start)).toEqual([
      { do: 'start', process: 'service', argv: ['./product/tool', 'serve'], readyOn: 'ready', timeoutSeconds: 5 },
    ]);
    expect(steps({ entry: 'tool', args: [] }, start)).toEqual([
      { do: 'start', process: 'service', argv: ['./product/tool'], timeoutSeconds: 5 },
    ]);
  });

  it.each<PlanStep>([
    { do: 'unpack', into: 'product' },
    { do: 'kill', process: 'service', signal: 'SIGKILL', timeoutSeconds: 5 },
    { do: 'remove', path: 'product' },
    { do: 'no-processes' },
  ])('leaves $do as it is', (step) => {
    expect(steps({ entry: 'tool' }, step)).toEqual([step]);
  });

  it('keeps what else a case says', () => {
    const [resolved] = resolvePlan(plan([RUN]), { entry: 'tool' });
    expect(resolved).toMatchObject({ id: 'only', kind: 'function', name: '唯一', nameEn: 'Only', required: true });
  });

  it('refuses as a whole, naming each wrong parameter', () => {
    let refusal: unknown;
    try {
      steps({ entry: '../x', input: '\0' });
    } catch (error) {
      refusal = error;
    }
    expect(refusal).toBeInstanceOf(DomainError);
    expect(refusal).toMatchObject({
      code: 'invalid-plan-parameters',
      fields: [{ path: 'parameters.entry' }, { path: 'parameters.input' }],
    });
  });
});
