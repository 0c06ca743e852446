/** A host (alias h) is live while its agent has been heard of within the lease and the agent may still work. */
export const LIVE_HOST = (leaseParameter: string): string =>
  `h.state = 'ready' AND h.withdrawn_at IS NULL AND h.last_seen_at > now() - make_interval(secs => ${leaseParameter})
   AND EXISTS (SELECT 1 FROM agents a WHERE a.id = h.agent_id AND a.revoked_at IS NULL)`;

/** A live attempt holds the host (alias h). */
export const HELD_HOST = 'EXISTS (SELECT 1 FROM attempt_hosts ah WHERE ah.host_id = h.id AND ah.released_at IS NULL)';

/** The host (alias h) has no work, and none that it still has to be cleaned of. */
export const FREE_HOST = `h.tainted_by IS NULL AND NOT ${HELD_HOST}`;
