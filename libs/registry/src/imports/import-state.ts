import { row } from '#libs/database';
import type { EntityManager } from 'typeorm';
import type { Role } from '#libs/domain';
import type { ImportScope } from './import-handlers.js';
import type { RowKind } from './import-rows.js';
import type { ImportFormat } from './read-import-file.js';
import type { TextEncodingName } from '../sheets/text-encoding.js';

type Db = Pick<EntityManager, 'query'>;

export type ImportState =
  'received' | 'checked' | 'failed' | 'confirmed' | 'applied' | 'undoing' | 'undone' | 'discarded';

export interface StoredImport {
  readonly id: string;
  readonly kind: RowKind | null;
  readonly state: ImportState;
  readonly organizationId: string;
  readonly organizationSlug: string;
  readonly personId: string;
  readonly membershipId: string;
  readonly role: Role;
  readonly behalfId: string | null;
  readonly behalfSlug: string | null;
  readonly source: string | null;
  readonly fileSha256: string;
  readonly fileFormat: ImportFormat;
  readonly fileEncoding: TextEncodingName | null;
  readonly isStaged: boolean;
  readonly digest: string | null;
  readonly acceptedOnly: boolean;
  readonly undoReason: string | null;
}

export async function storedImport(db: Db, id: string): Promise<StoredImport | undefined> {
  return row<StoredImport>(
    db,
    `SELECT i.id, i.kind, i.state, i.organization_id AS "organizationId", o.slug AS "organizationSlug",
            i.person_id AS "personId", i.membership_id AS "membershipId", i.role, i.behalf_id AS "behalfId", b.slug AS "behalfSlug",
            i.source, i.file_sha256 AS "fileSha256", i.file_format AS "fileFormat", i.file_encoding AS "fileEncoding",
            i.is_staged AS "isStaged", i.digest, i.accepted_only AS "acceptedOnly", i.undo_reason AS "undoReason"
       FROM imports i JOIN organizations o ON o.id = i.organization_id LEFT JOIN organizations b ON b.id = i.behalf_id
      WHERE i.id = $1`,
    [id],
  );
}

export function scopeOf(stored: StoredImport): ImportScope {
  return {
    importId: stored.id,
    importer: {
      personId: stored.personId,
      membershipId: stored.membershipId,
      organizationId: stored.organizationId,
      organizationSlug: stored.organizationSlug,
      role: stored.role,
    },
    isOperator: stored.role === 'operator',
    organization:
      stored.behalfId === null || stored.behalfSlug === null ? null : { id: stored.behalfId, slug: stored.behalfSlug },
    source: stored.source,
    fileSha256: stored.fileSha256,
    now: new Date(Math.floor(Date.now() / 1000) * 1000),
  };
}
