import type { InferenceRule } from './inference-rule.js';
import { cpuSiblings } from './r1-cpu-siblings.js';
import { servicePackForward } from './r4-service-pack.js';

/** Every rule the evaluator knows, in the order in which the rules of one axis are tried. The policy says which are on. */
export const INFERENCE_RULES: readonly InferenceRule[] = [cpuSiblings, servicePackForward];
