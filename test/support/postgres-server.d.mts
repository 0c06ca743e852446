/** Types of postgres-server.mjs for tests; see there. */
export function compileSupervisor(root: string, into: string): Promise<string>;
