import type { Role } from './roles.js';

/** Id of the request or queue job that the actor acts through: audit rows carry it, so a change leads back to its logs. */
interface Origin {
  readonly requestId: string | null;
}

/** The claim on an `Idempotency-Key` under which a write is done: it is stored only while the claim holds. */
export interface IdempotencyClaim {
  readonly key: string;
  readonly claim: string;
}

/** A person acting for one membership. */
export interface PersonActor extends Origin {
  readonly kind: 'person';
  readonly personId: string;
  readonly membershipId: string;
  readonly organizationId: string;
  readonly organizationSlug: string;
  readonly role: Role;
  /** What the person showed: who signed in may do more than a key that lies in a script. */
  readonly credential: 'session' | 'api-key';
  readonly write?: IdempotencyClaim;
}

/** A sub-center's agent: a credential bound to one center, not an account. */
export interface AgentActor extends Origin {
  readonly kind: 'agent';
  readonly agentId: string;
  readonly centerId: string;
}

/** A process of Shipei itself: a pipeline step, a sweep, the preparation of a database. */
export interface SystemActor extends Origin {
  readonly kind: 'system';
  readonly process: string;
}

/** Who does something. Travels explicitly to every verb, and into the audit row of what it changes. */
export type Actor = PersonActor | AgentActor | SystemActor;
