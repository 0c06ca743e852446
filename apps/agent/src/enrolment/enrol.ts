import { createHash } from 'node:crypto';
import { ProblemError } from '#libs/client';
import { SettingsError, type Logger } from '#libs/runtime';
import type { AgentApi } from '../server/agent-api.js';
import { failureOf } from '../server/retry.js';
import type { CredentialStore, StoredCredential } from './credential-store.js';

/**
 * Binds a credential of our own making to the one-time token and stores it. May be repeated after any failure.
 *
 * @throws SettingsError where the server refuses the token, with what to do; otherwise what may pass
 */
export async function enrol(
  api: AgentApi,
  store: CredentialStore,
  agent: { readonly token: string; readonly name: string; readonly version: string },
  signal: AbortSignal,
  log: Logger,
): Promise<StoredCredential> {
  const credential = await store.credentialFor(agent.token);
  const credentialHash = createHash('sha256').update(credential).digest('hex');
  try {
    const { agentId, pools, center } = await api.enrol({ ...agent, credentialHash }, signal);
    const stored = { agentId, credential, pools };
    await store.save(stored);
    log.info({ agentId, center }, 'enrolled');
    return stored;
  } catch (error) {
    if (!(error instanceof ProblemError) || failureOf(error) === 'transient') throw error;
    throw new SettingsError(
      `注册令牌被拒绝（${error.message}），请分中心运营者重新生成 · The enrolment token was refused (${error.code}); ask the sub-center's operator for a new one`,
    );
  }
}
