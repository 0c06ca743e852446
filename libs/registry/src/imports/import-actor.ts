import type { PersonActor } from '#libs/domain';
import type { ImportScope } from './import-handlers.js';

/** The person who confirmed the import, as audit rows name them. */
export function importActor({ importer, importId }: ImportScope): PersonActor {
  return { kind: 'person', ...importer, credential: 'session', requestId: importId };
}
