import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type {
  appendAttemptLog,
  Assignment,
  completeAttempt,
  heartbeat,
  Operation,
  registerAgent,
} from '#libs/contracts';
import type { ErrorCode } from '#libs/domain';

type Timing = z.infer<typeof registerAgent.response>['timing'];
export type Pool = z.infer<typeof registerAgent.response>['pools'][number];
export type Completion = z.infer<typeof completeAttempt.body>;
type Chunk = z.infer<typeof appendAttemptLog.body>['chunks'][number];
type Directive = z.infer<typeof heartbeat.response>['directive'];

/** Short, so that tests need not wait; everything else is as in the real protocol. */
export const TEST_TIMING: Timing = {
  pollSeconds: 2,
  heartbeatSeconds: 0.2,
  leaseSeconds: 5,
  confirmSeconds: 2,
  graceSeconds: 5,
  cancelSeconds: 5,
};

export interface Job {
  readonly plan: Assignment['plan'];
  readonly artifacts: readonly { readonly fileName: string; readonly bytes: Buffer; readonly sha256?: string }[];
  readonly pool?: string;
}

export interface StandInAttempt {
  readonly id: string;
  readonly number: number;
  readonly tokenHash: string;
  readonly job: Job;
  readonly hostId: string;
  state: 'leased' | 'running' | 'completed' | 'cancelled' | 'lost';
  directive: Directive;
  heartbeats: number;
  readonly cases: Set<string>;
  readonly log: Map<number, Chunk>;
  readonly evidence: Map<string, Buffer>;
  completions: Completion[];
}

/** What a test may do to the answers of one operation. */
export interface Fault {
  readonly operation: Operation;
  /** `refuse` before anything happened, as a proxy does; `lose` the answer after it did, or `break` it off half-way. */
  readonly kind: 'refuse' | 'lose' | 'break';
  readonly status?: number;
  times: number;
}

export class Refusal extends Error {
  constructor(readonly code: ErrorCode) {
    super(code);
  }
}

export function sha256(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex');
}

export function digestOf(artifact: Job['artifacts'][number]): string {
  return artifact.sha256 ?? sha256(artifact.bytes);
}
