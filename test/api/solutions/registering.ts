import { beforeAll, describe, expect, it } from '@jest/globals';
import { MAX_SOLUTION_EDGES, MAX_SOLUTION_RELEASES } from '#libs/contracts';
import { refused, send, succeed } from '../support/http.js';
import { unique } from '../support/members.js';
import type { Registered } from '../support/releases.js';
import { rowCounts } from '../support/stored.js';
import { creating, release, solution, SP3, type SolutionWorld } from './world.js';

interface Solution {
  readonly id: string;
  readonly solution: string;
  readonly published: boolean;
}

export function registering(open: () => SolutionWorld): void {
  describe('a solution', () => {
    let world: SolutionWorld;
    let db: Registered;
    let web: Registered;
    beforeAll(async () => {
      world = open();
      db = await release(world);
      web = await release(world);
    });
    const url = () => world.service.url;
    const get = (path: string, token?: string) => ({ path: `/api/v1${path}`, token });
    const body = (more: object = {}) => ({
      slug: unique('body'),
      name: '方案',
      releases: [{ release: db.coordinate }, { release: web.coordinate, required: false }],
      ...more,
    });

    it('is a draft of its organization until published, and the same ever after', async () => {
      const { integrator, rival } = world;
      const json = body({
        nameEn: 'Office',
        edges: [{ release: db.coordinate, with: web.coordinate, required: false }],
      });
      const created = await succeed<Solution>(url(), creating(integrator.token, json));
      expect(created).toMatchObject({
        organization: integrator.organization,
        solution: json.slug,
        name: '方案',
        nameEn: 'Office',
        published: false,
        releases: [
          { release: db.coordinate, required: true },
          { release: web.coordinate, required: false },
        ],
        edges: [{ release: db.coordinate, with: web.coordinate, required: false }],
      });
      const path = `/solutions/${integrator.organization}/${json.slug}`;
      const where = new URLSearchParams(SP3).toString();
      for (const token of [undefined, rival.token]) {
        for (const part of ['', `/check?${where}`, '/platforms']) {
          await refused(url(), get(`${path}${part}`, token), 'not-found');
        }
      }
      await refused(url(), { ...get(`${path}/publish`, rival.token), method: 'POST' }, 'not-found');
      expect(await succeed(url(), get(path, integrator.token))).toEqual(created);

      const publish = { ...get(`${path}/publish`, integrator.token), method: 'POST' };
      expect(await succeed(url(), publish)).toEqual({ ...created, published: true });
      expect(await succeed(url(), publish)).toEqual({ ...created, published: true });
      expect(await succeed(url(), get(path))).toEqual({ ...created, published: true });
      const audit = await succeed<{ items: { action: string }[] }>(
        url(),
        get(`/audit?subjectType=solution&subjectId=${created.id}`, integrator.token),
      );
      expect(audit.items.map(({ action }) => action)).toEqual(['solution.create', 'solution.publish']);
      await refused(url(), get(`/audit?subjectType=solution&subjectId=${created.id}`, rival.token), 'not-found');
    });

    it('is listed, a page at a time, to whoever may see it', async () => {
      const { integrator, rival } = world;
      const own = await release(world);
      const first = await solution(world, [own, db]);
      const draft = await solution(world, [own, web], { published: false });
      const second = await solution(world, [own, web]);
      const listed = async (query: string, token?: string) => {
        const page = await succeed<{ items: Solution[]; nextCursor: string | null }>(
          url(),
          get(`/solutions?release=${encodeURIComponent(own.coordinate)}${query}`, token),
        );
        return { slugs: page.items.map((one) => one.solution), nextCursor: page.nextCursor };
      };
      for (const token of [undefined, rival.token]) {
        expect((await listed('', token)).slugs).toEqual([first.slug, second.slug]);
      }
      expect((await listed('', integrator.token)).slugs).toEqual([first.slug, draft.slug, second.slug]);
      const page = await listed('&limit=1');
      expect(page.slugs).toEqual([first.slug]);
      expect(await listed(`&limit=1&cursor=${page.nextCursor}`)).toEqual({ slugs: [second.slug], nextCursor: null });
      expect((await listed(`&organization=${integrator.organization}&q=${second.slug}`)).slugs).toEqual([second.slug]);
      expect((await listed('&organization=nobody')).slugs).toEqual([]);
      await refused(url(), get('/solutions?release=a/b@1'), 'unknown-coordinate');
      await refused(url(), get('/solutions?cursor=x'), 'invalid-request');
    });

    it('is registered once, also by two at once and by a repetition', async () => {
      const { integrator, rival } = world;
      const json = body();
      const answers = await Promise.all([1, 2].map(() => send(url(), creating(integrator.token, json))));
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
      // Another organization's may be called the same.
      await succeed(url(), creating(rival.token, json));
      const repeated = { ...creating(integrator.token, body()), headers: { 'idempotency-key': unique('key') } };
      expect(await succeed(url(), repeated)).toEqual(await succeed(url(), repeated));
    });

    it('keeps a supplier’s draft a secret, and its own until it is published', async () => {
      const { integrator, supplier, rival } = world;
      const secret = await release(world, { published: false });
      const named = body({ releases: [{ release: secret.coordinate }, { release: web.coordinate }] });
      for (const { token } of [integrator, rival]) {
        const problem = await refused(url(), creating(token, named), 'unknown-coordinate');
        expect(problem.errors).toEqual([expect.objectContaining({ path: 'releases.0.release' })]);
        expect(JSON.stringify(problem.facts?.['nearest'] ?? [])).not.toContain(secret.product);
      }
      const problem = await refused(
        url(),
        creating(supplier.token, { ...named, published: true }),
        'illegal-transition',
      );
      expect(problem.errors).toEqual([expect.objectContaining({ path: 'releases.0.release', code: 'draft' })]);
      await succeed(url(), creating(supplier.token, named));
      const publish = (what: string) => ({
        method: 'POST',
        path: `/api/v1/${what}/publish`,
        token: supplier.token,
      });
      const path = `solutions/${supplier.organization}/${named.slug}`;
      await refused(url(), publish(path), 'illegal-transition');
      await succeed(url(), publish(`products/${supplier.organization}/${secret.product}`));
      expect(await succeed(url(), publish(path))).toMatchObject({ published: true });
    });

    it('is refused with the offending field, and nothing of it is stored', async () => {
      const { integrator } = world;
      const one = { release: db.coordinate };
      const other = { release: web.coordinate };
      const pair = { release: db.coordinate, with: web.coordinate };
      const many = Array.from({ length: MAX_SOLUTION_RELEASES + 1 }, () => one);
      const before = await rowCounts(world.service);
      const cases: [object, string][] = [
        [{ releases: [] }, 'releases'],
        [{ releases: [one] }, 'releases'],
        [{ releases: many }, 'releases'],
        [{ releases: [one, other, one] }, 'releases.2.release'],
        [{ releases: [one, { release: SP3.os }] }, 'releases.1.release'],
        [
          {
            releases: [
              { ...one, required: false },
              { ...other, required: false },
            ],
          },
          'releases',
        ],
        [{ edges: [{ release: db.coordinate, with: db.coordinate }] }, 'edges.0.with'],
        [{ edges: [{ release: db.coordinate, with: 'acme/other@1' }] }, 'edges.0.with'],
        [{ edges: [pair, { release: web.coordinate, with: db.coordinate }] }, 'edges.1'],
        [{ edges: Array.from({ length: MAX_SOLUTION_EDGES + 1 }, () => pair) }, 'edges'],
        [{ slug: 'No Slug' }, 'slug'],
        [{ unknown: 1 }, ''],
      ];
      for (const [change, path] of cases) {
        const problem = await refused(url(), creating(integrator.token, body(change)), 'invalid-request');
        expect({ change, paths: problem.errors?.map((error) => error.path) }).toEqual({
          change,
          paths: expect.arrayContaining([expect.stringMatching(new RegExp(`^(body\\.)?${path}`))]),
        });
      }
      const near = body({ releases: [one, { release: `${web.vendor}/${web.product}@1.1` }] });
      const problem = await refused(url(), creating(integrator.token, near), 'unknown-coordinate');
      expect(problem.facts?.['nearest']).toContain(web.coordinate);
      expect(await rowCounts(world.service)).toEqual(before);
    });
  });
}
