import { transaction } from '#libs/database';
import { recordFindings } from '#libs/matrix';
import { startService, type TestService } from '../../support/service.js';
import { organizationId, platformId, releaseId } from '../matrix-facts/support.js';
import { caughtUp } from '../matrix-queries/world.js';
import { succeed, type Call } from '../support/http.js';
import { joinAs, unique, type Member } from '../support/members.js';
import { registerRelease, type Registered } from '../support/releases.js';

const KUNPENG = 'hisilicon/kunpeng-920';
export const SP1 = { os: 'kylinsoft/kylin-server@v10-sp1', cpu: KUNPENG };
export const SP2 = { os: 'kylinsoft/kylin-server@v10-sp2', cpu: KUNPENG };
export const SP3 = { os: 'kylinsoft/kylin-server@v10-sp3', cpu: KUNPENG };
export const HYGON_SP3 = { os: SP3.os, cpu: 'hygon/c86-7390' };

export interface SolutionWorld {
  readonly service: TestService;
  readonly integrator: Member;
  readonly supplier: Member;
  readonly rival: Member;
}

export async function openSolutionWorld(): Promise<SolutionWorld> {
  const service = await startService({ worker: false });
  const [integrator, supplier, rival] = [
    await joinAs(service, 'vendor'),
    await joinAs(service, 'vendor'),
    await joinAs(service, 'vendor'),
  ];
  return { service, integrator, supplier, rival };
}

export async function release(
  { service, supplier }: SolutionWorld,
  more: { published?: boolean; abiLevel?: string; vendor?: Member; packages?: Record<string, string> } = {},
): Promise<Registered> {
  const { vendor = supplier, ...options } = more;
  return registerRelease(service, { token: vendor.token, vendor: vendor.organization, ...options });
}

export interface Result {
  readonly verdict?: 'pass' | 'fail';
  readonly visibility?: 'public' | 'parties';
  readonly with?: Registered;
  readonly companions?: readonly Registered[];
  readonly validUntil?: string;
}

/** Records a direct result, and waits until the matrix in memory has it. */
export async function record(
  { service }: SolutionWorld,
  about: Registered,
  platform: { os: string; cpu: string },
  { verdict = 'pass', visibility = 'public', with: other, companions = [], validUntil }: Result = {},
): Promise<void> {
  const center = await organizationId(service, 'dev-lab');
  const ids = await Promise.all(companions.map(({ coordinate }) => releaseId(service, coordinate)));
  const finding = {
    kind: 'direct' as const,
    verdict,
    visibility,
    releaseId: await releaseId(service, about.coordinate),
    secondReleaseId: other === undefined ? null : await releaseId(service, other.coordinate),
    companionReleaseIds: ids,
    platformId: await platformId(service, platform),
    scheme: 'xinchuang',
    organizationId: center,
    partyIds: visibility === 'parties' ? [center] : [],
    validFrom: new Date('2026-01-01T00:00:00Z'),
    validUntil: new Date(validUntil ?? '2099-01-01T00:00:00Z'),
  };
  await transaction(service.parts.db, (tx) => recordFindings(tx, 'test', [finding]));
  await caughtUp(service);
}

interface Edge {
  readonly name: string;
  readonly required: boolean;
  readonly status: string;
}

export interface Composed {
  readonly os: string;
  readonly cpu: string;
  readonly status: string;
  readonly composed: boolean;
  readonly weakest: readonly string[];
  readonly validUntil: string | null;
  readonly edges: readonly Edge[];
}

export interface Page {
  readonly items: Composed[];
  readonly counts: Record<string, number>;
  readonly nextCursor: string | null;
}

export interface Checked extends Omit<Composed, 'edges'> {
  readonly edges: readonly { readonly name: string; readonly answer: { readonly status: string } }[];
  readonly explanation: { readonly zh: string[]; readonly en: string[] };
  readonly revision: number;
  readonly knownAt: string;
}

export interface Resolved {
  readonly items: Composed[];
  readonly counts: Record<string, number>;
  readonly missing: {
    name: string;
    release: string;
    with: string | null;
    unlocks: number;
    platforms: { os: string; cpu: string }[];
    test: { os: string; cpu: string; unlocks: number } | null;
  }[];
  readonly revision: number;
}

export function creating(token: string | undefined, json: unknown): Call {
  return { method: 'POST', path: '/api/v1/solutions', token, json };
}

/** Registers a solution of releases, all of them required. */
export async function solution(
  { service, integrator }: SolutionWorld,
  releases: readonly Registered[],
  more: object = {},
): Promise<{ slug: string; path: string }> {
  const slug = unique('solution');
  const json = {
    slug,
    name: `方案 ${slug}`,
    releases: releases.map(({ coordinate }) => ({ release: coordinate })),
    published: true,
    ...more,
  };
  await succeed(service.url, creating(integrator.token, json));
  return { slug, path: `/api/v1/solutions/${integrator.organization}/${slug}` };
}

export function check(
  { service }: SolutionWorld,
  { path }: { path: string },
  platform: { os: string; cpu: string },
  more: Record<string, string> = {},
  token?: string,
): Promise<Checked> {
  const query = new URLSearchParams({ ...platform, ...more }).toString();
  return succeed<Checked>(service.url, { path: `${path}/check?${query}`, token });
}

/** All of them, read a page at a time. */
export async function platforms(
  { service }: SolutionWorld,
  { path }: { path: string },
  query = '',
  token?: string,
  limit = 200,
): Promise<Page> {
  const items: Composed[] = [];
  for (let cursor = ''; ;) {
    const page = await succeed<Page>(service.url, { path: `${path}/platforms?limit=${limit}${query}${cursor}`, token });
    items.push(...page.items);
    if (page.nextCursor === null) return { ...page, items };
    cursor = `&cursor=${page.nextCursor}`;
  }
}

export function resolving(json: unknown, token?: string): Call {
  return { method: 'POST', path: '/api/v1/matrix/resolve', token, json };
}

export function resolve({ service }: SolutionWorld, json: unknown, token?: string): Promise<Resolved> {
  return succeed<Resolved>(service.url, resolving(json, token));
}
