import { row } from '#libs/database';
import type { TestService } from '../../support/service.js';

export async function revisionNow(service: TestService): Promise<number> {
  const head = await row<{ revision: number }>(service.parts.db, 'SELECT revision FROM revision_head');
  if (head === undefined) throw new Error('there is no head');
  return head.revision;
}

export async function releaseId(service: TestService, coordinate: string): Promise<string> {
  const sql = 'SELECT id FROM release_coordinates WHERE coordinate = $1';
  const found = await row<{ id: string }>(service.parts.db, sql, [coordinate]);
  if (found === undefined) throw new Error(`there is no ${coordinate}`);
  return found.id;
}

export async function platformId(service: TestService, platform: { os: string; cpu: string }): Promise<number> {
  const sql = 'SELECT id FROM platform_coordinates WHERE os = $1 AND cpu = $2';
  const found = await row<{ id: number }>(service.parts.db, sql, [platform.os, platform.cpu]);
  if (found === undefined) throw new Error(`there is no ${platform.os} × ${platform.cpu}`);
  return found.id;
}

export async function organizationId(service: TestService, slug: string): Promise<string> {
  const found = await row<{ id: string }>(service.parts.db, 'SELECT id FROM organizations WHERE slug = $1', [slug]);
  if (found === undefined) throw new Error(`there is no ${slug}`);
  return found.id;
}
