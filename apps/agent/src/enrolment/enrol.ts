import { ProblemError } from '#libs/client';
import { SettingsError, type Logger } from '#libs/runtime';
import type { AgentApi } from '../server/agent-api.js';
import { retryTransient } from '../server/retry.js';
import type { CredentialStore, StoredCredential } from './credential-store.js';

/**
 * Exchanges the one-time token for a credential and stores it.
 *
 * @throws SettingsError where the server refuses the token, with what to do
 */
export async function enrol(
  api: AgentApi,
  store: CredentialStore,
  agent: { readonly token: string; readonly name: string; readonly version: string },
  signal: AbortSignal,
  log: Logger,
): Promise<StoredCredential> {
  try {
    const { agentId, credential, pools, center } = await retryTransient(() => api.enrol(agent, signal), signal, {
      credentialMayReturn: false,
    });
    const stored = { agentId, credential, pools };
    await store.save(stored);
    log.info({ agentId, center }, 'enrolled');
    return stored;
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    throw new SettingsError(
      `注册令牌被拒绝（${error.message}），请分中心运营者重新生成 · The enrolment token was refused (${error.code}); ask the sub-center's operator for a new one`,
    );
  }
}
