import { ProblemError, unwrap, type components } from '#libs/client';
import type { ErrorCode } from '#libs/domain';
import type { Target } from '../commands/arguments.js';
import type { Actor } from './accounts.js';
import { PLAN_PARAMETERS, TEST_PLAN } from './esbuild.js';

type AdaptationRequest = components['schemas']['AdaptationRequest'];

/** Asks for adaptation of the release on these platforms under the development scheme. */
export async function ask(
  vendor: Actor,
  release: string,
  targets: readonly Target[],
  allowEmulated: boolean,
): Promise<AdaptationRequest> {
  return unwrap(
    await vendor.client.POST('/api/v1/adaptation-requests', {
      body: {
        release,
        targets: targets.map(({ os, cpu }) => ({ os, cpu })),
        testPlan: TEST_PLAN,
        scheme: 'development',
        parameters: { ...PLAN_PARAMETERS },
        priority: 'normal',
        allowEmulated,
      },
    }),
  );
}

/**
 * Asks for what must be refused.
 *
 * @returns the refusal
 * @throws Error where it was accepted, ProblemError where it was refused for another reason
 */
export async function askExpecting(
  code: ErrorCode,
  vendor: Actor,
  release: string,
  target: Target,
): Promise<ProblemError> {
  let accepted: AdaptationRequest;
  try {
    accepted = await ask(vendor, release, [target], true);
  } catch (error) {
    if (error instanceof ProblemError && error.code === code) return error;
    throw error;
  }
  throw new Error(`本应被拒绝 · Should have been refused with ${code}, but became request ${accepted.id}`);
}
