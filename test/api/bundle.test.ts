import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Person, type Ran } from '../cli/support/test-terminal.js';
import { openBundleWorld, type BundleWorld } from './bundle/world.js';
import { manyCells } from './bundle/many-cells.js';
import { caughtUp } from './matrix-queries/world.js';
import { send } from './support/http.js';

jest.setTimeout(100_000);

describe('an offline bundle', () => {
  let world: BundleWorld;
  let online: Person;
  let offline: Person;
  let file: string;
  beforeAll(async () => {
    world = await openBundleWorld(7);
    await caughtUp(world.service);
    // Of the service's time: validity at present is judged by it.
    online = await Person.at(world.service.url, () => new Date());
    // Nothing listens there: whoever asks a service all the same gets no answer.
    offline = await Person.at('http://127.0.0.1:1', () => new Date());
    file = path.join(offline.home, 'matrix.bundle.gz');

    const fetched = await online.run(['--json', 'bundle', '-o', file]);

    expect(fetched).toMatchObject({ code: 0, stderr: expect.any(String) });
  });
  afterAll(async () => {
    await online.leave();
    await offline.leave();
    await world.service.stop();
  });

  const ask = (person: Person, query: Readonly<Record<string, string>>): Promise<Ran> => {
    const { release, digest, ...more } = query;
    const options = Object.entries({ ...more, ...(digest === undefined ? {} : { digest }) }).flatMap(
      ([name, value]) => [`--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`, value],
    );
    const bundle = person === offline ? ['--bundle', file] : [];
    return person.run(['--json', 'check', ...(release === undefined ? [] : [release]), ...options, ...bundle]);
  };

  /** Without what says where it comes from. */
  async function offlineAnswer(query: Readonly<Record<string, string>>): Promise<{ told: string; status: string }> {
    const ran = await ask(offline, query);
    const { bundle, ...told } = JSON.parse(ran.stdout) as { bundle?: unknown; status?: string };
    expect({ query, code: ran.code, says: typeof bundle }).toEqual({ query, code: 0, says: 'object' });
    return { told: JSON.stringify(told), status: told.status ?? '' };
  }

  async function both(
    query: Readonly<Record<string, string>>,
  ): Promise<{ served: string; told: string; status: string }> {
    const path = `/api/v1/matrix/check?${new URLSearchParams(query).toString()}`;
    return { ...(await offlineAnswer(query)), served: (await send(world.service.url, { path })).text };
  }

  it('answers to the byte as the service does, for every cell at every moment', async () => {
    const statuses = new Map<string, number>();
    const seen = { inferred: 0 };
    const cells = world.releases.flatMap((release) => world.platforms.map(({ os, cpu }) => ({ release, os, cpu })));
    for (const validAt of world.moments) {
      const served = await send(world.service.url, {
        method: 'POST',
        path: '/api/v1/matrix/check',
        json: { cells, validAt },
        headers: { accept: 'application/x-ndjson' },
      });
      const lines = served.text.trimEnd().split('\n');
      for (const [place, cell] of cells.entries()) {
        const { told, status } = await offlineAnswer({ ...cell, validAt });
        expect(told).toBe(lines[place]);
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        if (told.includes('"rule":"R')) seen.inferred += 1;
      }
    }
    expect(cells.length * world.moments.length).toBeGreaterThanOrEqual(300);
    expect([...statuses.keys()]).toEqual(
      expect.arrayContaining(['certified', 'expected', 'inherited', 'declared', 'incompatible', 'lapsed', 'unknown']),
    );
    expect(seen.inferred).toBeGreaterThan(50);
  });

  it('answers about edges, and about files, as the service does', async () => {
    let told = 0;
    for (const { os, cpu } of world.platforms) {
      for (const validAt of world.moments.slice(1, 2)) {
        for (const release of world.releases.slice(1, 3)) {
          const one = await both({ release, with: world.partner, os, cpu, validAt });
          expect(one.told).toBe(one.served);
          if (one.status !== 'unknown') told += 1;
        }
        const other = await both({ release: world.partner, with: 'acme/editor@1.3', os, cpu, validAt });
        expect(other.told).toBe(other.served);
        for (const digest of world.files.slice(2, 6)) {
          const one = await both({ digest, os, cpu, validAt });
          expect(one.told).toBe(one.served);
          if (one.status !== 'unknown') told += 1;
        }
      }
    }
    expect(told).toBeGreaterThan(10);
  });

  it('refuses what is unknown in the words of the service, with the nearest matches', async () => {
    const [platform] = world.platforms;
    const { os = '', cpu = '' } = platform ?? {};
    const [release = ''] = world.releases;
    const wrong = [
      { release: 'acme/editr@1.0', os, cpu },
      { release: world.draft, os, cpu },
      { release, os: 'kylinsoft/kylin-server@v10-sp9', cpu },
      { release, os, cpu: 'hisilicon/kunpeng-92' },
      { release, os, cpu: 'loongson/3a4000' },
      { release, with: 'acme/stor@3.0', os, cpu },
      { digest: 'ab'.repeat(32), os, cpu },
      { release, os, cpu, validAt: '1960-01-01T00:00:00.000Z' },
    ];
    for (const query of wrong) {
      const [served, told] = [await ask(online, query), await ask(offline, query)];
      expect({ query, code: told.code }).toEqual({ query, code: served.code });
      const said = ({ stdout }: Ran) => {
        const { error } = JSON.parse(stdout) as { error: Record<string, unknown> };
        const { code, detail, errors, facts } = error;
        return { code, detail, errors, facts };
      };
      expect(said(told)).toEqual(said(served));
    }
  });

  manyCells(() => ({ world, online, offline, file }));

  it('lists the catalogue as the service does', async () => {
    for (const list of ['operating-systems', 'cpus', 'platforms']) {
      const items = async (person: Person, ...more: string[]) => {
        const ran = await person.run(['--json', list, 'list', ...more]);
        return (JSON.parse(ran.stdout) as { items: Record<string, unknown>[] }).items;
      };
      const served = await items(online, '--all');
      const told = await items(offline, '--bundle', file);
      // Pools are the service's own.
      const known = served.map((item) =>
        Object.fromEntries(
          Object.entries(item).filter(([name]) => !['pools', 'emulatedPools', 'liveHosts'].includes(name)),
        ),
      );
      expect(told).toEqual(known);
    }
  });

  it('finds the platform of a machine as the service does, by the shipped catalogue', async () => {
    const [release = ''] = world.releases;
    const lscpu = 'Architecture: x86_64\nVendor ID: HygonGenuine\nModel name: Hygon C86 7285 32-core Processor\n';
    const sword = 'NAME="Kylin Linux Advanced Server"\nVERSION="V10 (Sword)"\nID="kylin"\nVERSION_ID="V10"\n';
    const server = 'NAME="UOS Server 20"\nVERSION_ID="20"\nID=uos\nPLATFORM_ID="platform:uelc20"\n';
    const issue = { '/etc/os-release': server, '/etc/issue': 'UOS Server 20 1070a \\n \\l\n' };
    const machines = [
      { files: { '/etc/os-release': sword }, os: 'kylinsoft/kylin-server@v10-sp2' },
      { files: issue, os: 'uniontech/uos-server@v20-1070a' },
      { files: { '/etc/os-release': server }, os: undefined },
    ];
    for (const { files, os } of machines) {
      const here = (person: Person, ...more: string[]): Promise<Ran> =>
        person.run(['--json', 'check', '--here', release, '--valid-at', '2026-11-01', ...more], {
          machine: { files, lscpu },
        });
      const [served, told] = [await here(online), await here(offline, '--bundle', file)];
      const { bundle, ...offlineSays } = JSON.parse(told.stdout) as { bundle?: unknown; machine: object };
      const { answer, ...onlineSays } = JSON.parse(served.stdout) as { answer: object | null; machine: object };
      expect([served.code, told.code, typeof bundle]).toEqual([os === undefined ? 1 : 0, served.code, 'object']);
      expect(offlineSays).toMatchObject(onlineSays);
      expect(onlineSays.machine).toMatchObject({
        platform: os === undefined ? null : { os, cpu: 'hygon/c86-7285' },
      });
      if (os === undefined) expect(answer).toBeNull();
      else expect(answer).toMatchObject({ release, os, cpu: 'hygon/c86-7285' });
    }
  });

  it('holds nothing that is hidden, no draft, nobody’s id', async () => {
    const whole = gunzipSync(await readFile(file)).toString('utf8');
    // Who is registered at all is public, and a name to search by.
    const text = whole.replace(/"vendors":\[[^\]]*\]/, '');
    expect(world.hidden.length).toBeGreaterThan(10);
    for (const id of world.hidden) {
      expect(text).not.toContain(id);
      expect(text).not.toMatch(new RegExp(`[\\[,:]${Number(id.slice(2))},[0-5],[01],\\d`));
    }
    expect(text).toContain('acme/editor@1.3');
    expect(text).not.toContain(world.draft);
    expect(text).not.toContain('dev-lab');
    expect(text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/);
  });
});
