import { SettingsError, type Logger } from '#libs/runtime';
import { register, type RegistrationOptions } from '../hosts/registration.js';
import type { AttemptKey, Registration } from '../server/agent-api.js';
import { failureOf, pauseAfter } from '../server/retry.js';
import type { CredentialStore, StoredCredential } from './credential-store.js';
import { enrol } from './enrol.js';

/** Who the agent is to the server; empty until it has enrolled. */
export interface Identity {
  current: StoredCredential | undefined;
}

export interface MembershipParts {
  readonly registration: RegistrationOptions;
  readonly credentials: CredentialStore;
  readonly identity: Identity;
  readonly enrolmentToken: string | undefined;
  /** Aborts when the agent stops. */
  readonly stopping: AbortSignal;
  readonly log: Logger;
}

/** The agent's place at the server: enrols where that is needed, registers, and keeps what it learns about its pools. */
export class Membership {
  #token: string | undefined;

  constructor(private readonly parts: MembershipParts) {
    this.#token = parts.enrolmentToken;
  }

  /**
   * Registers, however long it takes; enrols before where there is no credential or it is refused.
   *
   * @param held attempts in the agent's hands at the moment of asking
   * @returns undefined when the agent was told to stop meanwhile
   * @throws SettingsError where only the operator can help
   */
  async join(held: () => readonly AttemptKey[]): Promise<Registration | undefined> {
    const { stopping, log } = this.parts;
    for (let failures = 1; !stopping.aborted; failures++) {
      try {
        return await this.#register(held());
      } catch (error) {
        if (stopping.aborted) return undefined;
        if (error instanceof SettingsError) throw error;
        if (failureOf(error) === 'credential' && this.#token !== undefined) await this.#enrolAgain(this.#token);
        else log.error({ err: error }, 'registration failed; trying again');
        await pauseAfter(failures, error, stopping);
      }
    }
    return undefined;
  }

  async #register(held: readonly AttemptKey[]): Promise<Registration> {
    const { registration, credentials, identity, stopping, log } = this.parts;
    const known = identity.current ?? (await this.#enrol(this.#token));
    const answer = await register(registration, known.pools, held, stopping);
    if (JSON.stringify(answer.pools) !== JSON.stringify(known.pools)) {
      identity.current = { ...known, pools: answer.pools };
      await credentials.save(identity.current);
    }
    if (answer.hosts.length === 0) log.warn({ pools: answer.pools }, 'this machine can serve none of its pools');
    return answer;
  }

  /** The server has forgotten this agent, as after a restore, or revoked it; the operator has given it a token. */
  async #enrolAgain(token: string): Promise<void> {
    const { identity, log } = this.parts;
    const refused = identity.current;
    identity.current = undefined;
    try {
      await this.#enrol(token);
    } catch (error) {
      log.error({ err: error }, 'neither the credential nor the token is accepted; trying again');
      identity.current = refused;
      // One that is refused never works again; the credential may, once the server is what it was.
      if (error instanceof SettingsError) this.#token = undefined;
    }
  }

  async #enrol(token: string | undefined): Promise<StoredCredential> {
    const { registration, credentials, identity, stopping, log } = this.parts;
    if (token === undefined) {
      throw new SettingsError(
        '代理尚未注册，请设置 SHIPEI_AGENT_ENROLMENT_TOKEN · The agent is not enrolled; set SHIPEI_AGENT_ENROLMENT_TOKEN to a token that the sub-center’s operator made',
      );
    }
    const agent = { token, name: registration.agentName, version: registration.version };
    identity.current = await enrol(registration.api, credentials, agent, stopping, log);
    // It works once; a credential that is refused later needs the operator.
    this.#token = undefined;
    return identity.current;
  }
}
