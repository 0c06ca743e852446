import { DomainError, type FieldProblem } from '#libs/domain';
import { z } from 'zod';

// What the rules do is code; a policy says which are on, and how far they go. A parameter that the code would not follow
// is refused, so that a stored policy never promises another inference than the one that is made.

const enabled = z.boolean();
const needsReview = z.boolean().optional();
const expected = z.literal('expected');
/** All of these facts, in any order: the rule compares exactly these. */
const equal = (...facts: [string, ...string[]]) =>
  z.array(z.enum(facts)).refine((given) => new Set(given).size === facts.length && given.length === facts.length, {
    message: `must name each of ${facts.join(', ')} once: the rule compares these`,
  });
const all = (...names: [string, ...string[]]) => equal(...names);

/** A century at most: ends stay within what an instant can hold. */
const policySpan = z.union([
  z.strictObject({ days: z.number().int().min(1).max(36_525) }),
  z.strictObject({ years: z.number().int().min(1).max(100) }),
]);

const reach = z.enum(['line', 'service-pack', 'none']);
/** Switching these off could only make answers less true. */
const alwaysOn = z.literal(true, { error: 'must be true: this rule is always on' });

const rules = z.strictObject({
  R1: z.strictObject({
    enabled,
    needsReview,
    axis: z.literal('cpu'),
    yields: expected,
    equal: equal('vendor', 'isa', 'generation'),
  }),
  R2: z.strictObject({
    enabled,
    needsReview,
    axis: z.literal('board'),
    equal: equal('pciVendor', 'pciDevice', 'pciSubvendor'),
  }),
  R3: z.strictObject({
    enabled,
    needsReview,
    axis: z.literal('machine'),
    equal: equal('mainboard', 'cpuGeneration', 'topology'),
  }),
  R4: z.strictObject({
    enabled,
    needsReview,
    axis: z.literal('os'),
    yields: expected,
    direction: z.literal('forward'),
    equal: equal('os', 'line', 'isa'),
    reachByAbiLevel: z.strictObject({ level1: reach, level2: reach, level3: reach, undeclared: reach }),
    kernelModulesNeedKabi: z.literal(true),
  }),
  R5: z.strictObject({ enabled, needsReview, axis: z.literal('os'), yields: expected, over: z.literal('base') }),
  R6: z.strictObject({
    enabled,
    needsReview,
    axis: z.literal('release'),
    yields: expected,
    direction: z.literal('forward'),
    equal: equal('product', 'line'),
    needsSignedStatement: z.literal(true),
  }),
  R7: z.strictObject({
    enabled,
    needsReview,
    axis: z.literal('product'),
    hops: z.literal(1),
    needsConsent: z.literal(true),
  }),
  R8: z.strictObject({
    enabled: alwaysOn,
    blocksCell: z.literal(true),
    cuts: all('R4', 'R6'),
    blocksSiblingsOf: all('R1'),
    crossesIsa: z.literal(false),
  }),
  R9: z.strictObject({
    enabled: alwaysOn,
    stepsPerAxis: z.literal(1),
    stepsInAll: z.number().int().min(1).max(2),
  }),
  R10: z.strictObject({
    enabled: alwaysOn,
    order: z.tuple([z.literal('direct'), z.literal('inheritance'), z.literal('derived'), z.literal('declared')]),
    directResultThatCounts: z.literal('latest-test-end'),
    sameInstant: z.literal('fail'),
    /** Null: a fail stands until a later direct pass. */
    failValidity: policySpan.nullable(),
    endedDirectResultsBlockDerived: all('revoked', 'suspended'),
  }),
  R11: z.strictObject({
    enabled: alwaysOn,
    derivedEndsAtEarliestOf: all('source-end', 'os-end-of-life', 'product-end-of-life', 'policy-cap'),
    /** Null: no cap. */
    policyCap: policySpan.nullable(),
    defaultValidity: policySpan,
  }),
  R12: z.strictObject({
    enabled: alwaysOn,
    revocationReachesDerivations: z.literal(true),
    supersessionEndsDerivations: z.literal(false),
  }),
  R13: z.strictObject({
    enabled,
    composedFrom: z.literal('weakest-required-edge'),
    missingEdge: z.literal('unknown'),
  }),
});

/** What of a stored policy the evaluators are told. Names, provenance and notes stand beside it. */
export const policyDefinition = z.object({ rules });

/** What is wrong with a policy, by field (`rules.R1.equal.0`). Empty when nothing is. */
export function policyProblems(definition: unknown): FieldProblem[] {
  const parsed = policyDefinition.safeParse(definition);
  if (parsed.success) return [];
  return parsed.error.issues.flatMap((issue): FieldProblem[] =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({
          path: [...issue.path, key].join('.'),
          code: 'unknown',
          message: issue.path.length === 1 ? 'is no rule' : 'is no parameter of this rule',
        }))
      : [{ path: issue.path.join('.'), code: issue.code, message: issue.message }],
  );
}

/**
 * Another version of the service may have stored what this one's rules don't know.
 *
 * @throws DomainError `illegal-transition` naming each field
 */
export function requireUsable({
  version,
  definition,
}: {
  readonly version: string;
  readonly definition: unknown;
}): void {
  const fields = policyProblems(definition);
  if (fields.length === 0) return;
  throw new DomainError(
    'illegal-transition',
    `策略 ${version} 引用了未知的规则或事实 · Policy ${version} refers to rules or facts that are not known; see errors`,
    { fields },
  );
}
