/**
 * A test plan as the catalogue stores it: cases made of typed steps whose command lines are argv templates.
 *
 * Vendors fill typed parameters; they never write a shell string (dispatch.md "Vendor code is hostile"). Resolution
 * turns templates into the concrete argv that an agent runs.
 */
export type PlanParameterType = 'path' | 'text' | 'argv' | 'pattern';

export interface PlanParameter {
  readonly name: string;
  readonly type: PlanParameterType;
  readonly required: boolean;
  readonly default?: string | readonly string[];
  readonly description: string;
}

/** A literal, or `{ param }`: replaced by the parameter's value, and spread where that is an argv. */
export type ArgvTemplate = readonly (string | { readonly param: string })[];
export type TextTemplate = string | { readonly param: string };

export type PlanStep =
  | { readonly do: 'unpack'; readonly into: string }
  | {
      readonly do: 'run';
      readonly argv: ArgvTemplate;
      readonly stdin?: TextTemplate;
      readonly timeoutSeconds: number;
      readonly expect: { readonly exitCode: number; readonly stdout?: TextTemplate };
    }
  | {
      readonly do: 'start';
      readonly process: string;
      readonly argv: ArgvTemplate;
      readonly readyOn?: TextTemplate;
      readonly timeoutSeconds: number;
    }
  | {
      readonly do: 'kill';
      readonly process: string;
      readonly signal: 'SIGKILL' | 'SIGTERM';
      readonly timeoutSeconds: number;
    }
  | { readonly do: 'remove'; readonly path: string }
  | { readonly do: 'no-processes' };

/** Kinds of test cases, from domain.md "test plan". */
export const CASE_KINDS = [
  'install',
  'uninstall',
  'start-stop',
  'function',
  'kill-restart',
  'performance',
  'long-run',
  'security',
  'dependency',
] as const;
export type CaseKind = (typeof CASE_KINDS)[number];

export interface PlanCase {
  readonly id: string;
  readonly kind: CaseKind;
  readonly name: string;
  readonly nameEn: string;
  readonly required: boolean;
  readonly steps: readonly PlanStep[];
}

export interface PlanLimits {
  /** Whole attempt, seconds. */
  readonly wallSeconds: number;
  /** Scratch directory, bytes. */
  readonly scratchBytes: number;
  /** Output kept per step, bytes; the rest is counted and dropped. */
  readonly outputBytes: number;
  readonly processes: number;
  /** Data segment per process, bytes. */
  readonly memoryBytes: number;
}

export interface TestPlan {
  readonly slug: string;
  readonly version: number;
  readonly name: string;
  readonly nameEn: string;
  readonly categories: readonly string[];
  /** Folder of the scratch directory that the artifact is unpacked into; parameters of type `path` are inside it. */
  readonly packageFolder: string;
  readonly network: boolean;
  readonly limits: PlanLimits;
  readonly parameters: readonly PlanParameter[];
  readonly cases: readonly PlanCase[];
}

/** A step with every template replaced: what an agent runs. */
export type ResolvedStep =
  | { readonly do: 'unpack'; readonly into: string }
  | {
      readonly do: 'run';
      readonly argv: readonly string[];
      readonly stdin?: string;
      readonly timeoutSeconds: number;
      readonly expect: { readonly exitCode: number; readonly stdout?: string };
    }
  | {
      readonly do: 'start';
      readonly process: string;
      readonly argv: readonly string[];
      readonly readyOn?: string;
      readonly timeoutSeconds: number;
    }
  | {
      readonly do: 'kill';
      readonly process: string;
      readonly signal: 'SIGKILL' | 'SIGTERM';
      readonly timeoutSeconds: number;
    }
  | { readonly do: 'remove'; readonly path: string }
  | { readonly do: 'no-processes' };

export interface ResolvedCase extends Omit<PlanCase, 'steps'> {
  readonly steps: readonly ResolvedStep[];
}

/** Parameter values as a vendor fills them. */
export type PlanParameterValues = Readonly<Record<string, string | readonly string[]>>;
