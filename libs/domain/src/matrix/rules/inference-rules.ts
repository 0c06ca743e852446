import type { InferenceRule } from './inference-rule.js';
import { cpuSiblings } from './r1-cpu-siblings.js';
import { sameBoard } from './r2-same-board.js';
import { sameMachine } from './r3-same-machine.js';
import { servicePackForward } from './r4-service-pack.js';
import { derivedOs } from './r5-derived-os.js';
import { productPatch } from './r6-product-patch.js';
import { rebrand } from './r7-rebrand.js';

/** Every rule the evaluator knows, in the order in which the rules of one axis are tried. The policy says which are on. */
export const INFERENCE_RULES: readonly InferenceRule[] = [
  productPatch,
  rebrand,
  sameBoard,
  sameMachine,
  cpuSiblings,
  servicePackForward,
  derivedOs,
];

/** Those of the evaluator that are no inference rules, and always on: negatives, depth, precedence, expiry, revocation, solutions. */
const ALWAYS_ON = ['R8', 'R9', 'R10', 'R11', 'R12', 'R13'];

/** Every name that a policy may give a rule by. */
export const RULE_NAMES: readonly string[] = [...INFERENCE_RULES.map(({ name }) => name), ...ALWAYS_ON];
