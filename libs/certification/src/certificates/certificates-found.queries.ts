import { rows } from '#libs/database';
import type { EntityManager } from 'typeorm';
import type { CertificateState } from './certificates.queries.js';

type Db = Pick<EntityManager, 'query'>;

interface CertificateName {
  readonly id: string;
  readonly number: string;
  readonly releaseId: string;
}

const NAME = 'SELECT id, number, release_id AS "releaseId" FROM certificates';

/** Certificates as they are searched for. They are public from issue. */
export const CERTIFICATE_NAMES = {
  page: (db: Db, after: string, limit: number): Promise<CertificateName[]> =>
    rows(db, `${NAME} WHERE id > $1 ORDER BY id LIMIT $2`, [after, limit]),
  some: (db: Db, ids: readonly string[]): Promise<CertificateName[]> => rows(db, `${NAME} WHERE id = ANY($1)`, [ids]),
};

export interface FoundCertificate {
  readonly id: string;
  readonly number: string;
  readonly release: string;
  /** As certified: later names of the product are not the certificate's. */
  readonly productName: string;
  readonly vendor: string;
  readonly category: string;
  readonly validUntil: Date;
  readonly state: CertificateState;
}

/** What a list says of certificates, each with its state now. */
export async function foundCertificates(db: Db, ids: readonly string[], now: Date): Promise<FoundCertificate[]> {
  if (ids.length === 0) return [];
  const found = await rows<Omit<FoundCertificate, 'state'> & { revoked: boolean; last: string | null }>(
    db,
    `SELECT c.id, c.number, rc.coordinate AS release, c.document ->> 'productName' AS "productName", rc.vendor, p.category,
            c.valid_until AS "validUntil", coalesce(acts.revoked, false) AS revoked, acts.last
       FROM certificates c JOIN release_coordinates rc ON rc.id = c.release_id JOIN products p ON p.id = rc.product_id
       LEFT JOIN LATERAL (
         SELECT bool_or(a.kind = 'revocation') AS revoked, (array_agg(a.kind ORDER BY a.number DESC))[1] AS last
           FROM findings a
          WHERE a.kind IN ('revocation', 'suspension', 'reinstatement')
            AND a.ends_finding = (SELECT number FROM findings WHERE certificate_id = c.id AND kind IN ('direct', 'inherited')
                                   ORDER BY number LIMIT 1)) acts ON true
      WHERE c.id = ANY($1)`,
    [ids],
  );
  return found.map(({ revoked, last, ...certificate }) => {
    const ended = certificate.validUntil <= now ? 'lapsed' : 'valid';
    return { ...certificate, state: revoked ? 'revoked' : last === 'suspension' ? 'suspended' : ended };
  });
}
