import { DomainError, type FieldProblem } from '../errors/domain-error.js';
import type {
  ArgvTemplate,
  PlanParameter,
  PlanParameterValues,
  PlanStep,
  ResolvedCase,
  ResolvedStep,
  TestPlan,
  TextTemplate,
} from './test-plan.js';

const MAX_TEXT = 4096;
const MAX_ARGV = 64;

/**
 * Checks a vendor's values against the plan's parameters and fills the defaults in.
 *
 * @returns the values, and a problem for each one that is missing, unknown or of the wrong type
 */
export function checkPlanParameters(
  parameters: readonly PlanParameter[],
  given: PlanParameterValues,
): { values: Record<string, string | readonly string[]>; problems: FieldProblem[] } {
  const problems: FieldProblem[] = [];
  const values: Record<string, string | readonly string[]> = {};
  const known = new Set(parameters.map((parameter) => parameter.name));
  for (const name of Object.keys(given)) {
    if (!known.has(name)) {
      problems.push({ path: `parameters.${name}`, code: 'unrecognized', message: `the plan has no parameter ${name}` });
    }
  }
  for (const parameter of parameters) {
    const value = Object.hasOwn(given, parameter.name) ? given[parameter.name] : parameter.default;
    const path = `parameters.${parameter.name}`;
    if (value === undefined) {
      if (parameter.required) problems.push({ path, code: 'required', message: parameter.description });
      continue;
    }
    const wrong = wrongValue(parameter, value);
    if (wrong === undefined) values[parameter.name] = value;
    else problems.push({ path, code: 'invalid', message: wrong });
  }
  return { values, problems };
}

function wrongValue(parameter: PlanParameter, value: string | readonly string[]): string | undefined {
  if (parameter.type === 'argv') {
    if (typeof value === 'string') return 'must be a list of arguments, one string each';
    if (value.length > MAX_ARGV) return `must have at most ${MAX_ARGV} arguments`;
    return value.some((text) => hasNul(text) || text.length > MAX_TEXT)
      ? 'an argument is too long or has a NUL'
      : undefined;
  }
  if (typeof value !== 'string') return 'must be one string';
  if (hasNul(value) || value.length > MAX_TEXT) return `must be at most ${MAX_TEXT} characters without NUL`;
  if (parameter.type === 'path') return isPackagePath(value) ? undefined : 'must be a relative path inside the package';
  if (parameter.type === 'pattern')
    return isPattern(value) ? undefined : 'must be a regular expression, and not an empty one';
  return undefined;
}

function hasNul(text: string): boolean {
  return text.includes('\0');
}

/** Relative, no empty, `.` or `..` segment, no backslash: it names something inside the unpacked package. */
export function isPackagePath(path: string): boolean {
  return (
    !path.includes('\\') && path.split('/').every((segment) => segment !== '' && segment !== '.' && segment !== '..')
  );
}

/** An empty one would match whatever a product prints. */
function isPattern(text: string): boolean {
  if (text === '') return false;
  try {
    new RegExp(text, 'u');
    return true;
  } catch {
    return false;
  }
}

/**
 * The plan's cases with every template replaced.
 *
 * @throws DomainError `invalid-plan-parameters` naming each wrong parameter
 */
export function resolvePlan(plan: TestPlan, given: PlanParameterValues): ResolvedCase[] {
  const { values, problems } = checkPlanParameters(plan.parameters, given);
  if (problems.length > 0) {
    throw new DomainError(
      'invalid-plan-parameters',
      `测试方案 ${plan.slug} 的参数有误 · The parameters of test plan ${plan.slug} are wrong`,
      { fields: problems },
    );
  }
  const placed = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      isPath(plan, name) ? `./${plan.packageFolder}/${String(value)}` : value,
    ]),
  );
  return plan.cases.map((testCase) => ({
    ...testCase,
    steps: testCase.steps.map((step) => resolveStep(step, placed)),
  }));
}

function isPath(plan: TestPlan, name: string): boolean {
  return plan.parameters.some((parameter) => parameter.name === name && parameter.type === 'path');
}

function resolveStep(step: PlanStep, values: PlanParameterValues): ResolvedStep {
  if (step.do === 'run') {
    const { argv, stdin, expect, ...rest } = step;
    return {
      ...rest,
      argv: resolveArgv(argv, values),
      ...optional('stdin', resolveText(stdin, values)),
      expect: { exitCode: expect.exitCode, ...optional('stdout', resolveText(expect.stdout, values)) },
    };
  }
  if (step.do === 'start') {
    const { argv, readyOn, ...rest } = step;
    return { ...rest, argv: resolveArgv(argv, values), ...optional('readyOn', resolveText(readyOn, values)) };
  }
  return step;
}

function optional<K extends string>(key: K, value: string | undefined): Readonly<Partial<Record<K, string>>> {
  // A computed key widens to string in TypeScript; K is the only key this object has.
  return (value === undefined ? {} : { [key]: value }) as Readonly<Partial<Record<K, string>>>;
}

function resolveArgv(template: ArgvTemplate, values: PlanParameterValues): string[] {
  return template.flatMap((part) => {
    if (typeof part === 'string') return [part];
    return values[part.param] ?? [];
  });
}

function resolveText(template: TextTemplate | undefined, values: PlanParameterValues): string | undefined {
  if (template === undefined || typeof template === 'string') return template;
  const value = values[template.param];
  return typeof value === 'string' ? value : undefined;
}
