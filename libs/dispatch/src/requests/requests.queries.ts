import { row, rows } from '#libs/database';
import { notFound, type Priority, type RequestState } from '#libs/domain';
import type { EntityManager } from 'typeorm';
import type { RequestInput } from './judge-request.js';

type Db = Pick<EntityManager, 'query'>;

export interface RequestRow {
  readonly id: string;
  readonly release: string;
  /** Label. */
  readonly build: string;
  readonly testPlan: string;
  readonly scheme: string;
  readonly priority: Priority;
  readonly state: RequestState;
  readonly vendor: string;
  readonly createdAt: Date;
}

const REQUEST = `
  SELECT q.id, r.coordinate AS release, coalesce(b.label, q.build::text) AS build, tp.slug AS "testPlan", q.scheme, q.priority, q.state, r.vendor, q.created_at AS "createdAt"
    FROM adaptation_requests q JOIN release_coordinates r ON r.id = q.release_id JOIN test_plans tp ON tp.id = q.test_plan_id
    LEFT JOIN release_builds b ON b.release_id = q.release_id AND b.number = q.build`;

/** @throws DomainError `not-found` also for another organization's request */
export async function requestOfVendor(db: Db, vendorId: string, requestId: string): Promise<RequestRow> {
  const found = await row<RequestRow>(db, `${REQUEST} WHERE q.vendor_id = $1 AND q.id = $2`, [vendorId, requestId]);
  if (found === undefined) throw notFound('适配申请 · adaptation request');
  return found;
}

/** Requests of a vendor, newest first, before `before`. */
export async function requestsOfVendor(
  db: Db,
  vendorId: string,
  page: { before: string; limit: number },
): Promise<RequestRow[]> {
  return rows<RequestRow>(db, `${REQUEST} WHERE q.vendor_id = $1 AND q.id < $2 ORDER BY q.id DESC LIMIT $3`, [
    vendorId,
    page.before,
    page.limit,
  ]);
}

/**
 * What a request asked for, its targets in the order in which they were named.
 *
 * @throws DomainError `not-found` also for another organization's request
 */
export async function inputOfRequest(db: Db, vendorId: string, requestId: string): Promise<RequestInput> {
  const found = await row<RequestInput>(
    db,
    `SELECT r.coordinate AS release, tp.slug AS "testPlan", q.scheme, q.parameters, q.priority,
            q.wait_for_pool AS "waitForPool", q.allow_emulated AS "allowEmulated",
            (SELECT json_agg(json_build_object('os', p.os, 'cpu', p.cpu) ORDER BY j.id)
               FROM jobs j JOIN platform_coordinates p ON p.id = j.platform_id WHERE j.request_id = q.id) AS targets
       FROM adaptation_requests q JOIN release_coordinates r ON r.id = q.release_id
       JOIN test_plans tp ON tp.id = q.test_plan_id
      WHERE q.vendor_id = $1 AND q.id = $2`,
    [vendorId, requestId],
  );
  if (found === undefined) throw notFound('适配申请 · adaptation request');
  return found;
}
