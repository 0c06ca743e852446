import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { read, utils, write } from '@e965/xlsx';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import writeExcelFile from 'write-excel-file/node';
import { listSummary, problem as problemSchema, WORKBOOK_MEDIA_TYPE, type Problem } from '#libs/contracts';
import { Person } from '../cli/support/test-terminal.js';
import { revisionNow } from './matrix-facts/support.js';
import { caughtUp, KUNPENG, KYLIN, openMatrixWorld, record, type MatrixTestWorld } from './matrix-queries/world.js';
import { eventually } from './support/eventually.js';
import { registerRelease } from './support/releases.js';

jest.setTimeout(60_000);

const PLATFORM = `${KYLIN},${KUNPENG}`;
const GROUP = ['状态 Status', '证书 Certificate', '有效期至 Valid until', '差距 Gap', '相近匹配 Nearest matches'];

describe('lists of strangers', () => {
  let world: MatrixTestWorld;
  let folder: string;
  let person: Person;
  const before = process.env['TMPDIR'];
  beforeAll(async () => {
    world = await openMatrixWorld();
    const { token, organization: vendor } = world.vendor;
    await registerRelease(world.service, { token, vendor, product: 'draft', published: false });
    await caughtUp(world.service);
    person = await Person.at(world.service.url);
    // What the service keeps of a list for a while is looked for here.
    folder = await mkdtemp(path.join(tmpdir(), 'shipei-lists-'));
    process.env['TMPDIR'] = folder;
  });
  afterAll(async () => {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
    await world.service.stop();
    await rm(folder, { recursive: true, force: true });
  });

  interface Asked {
    readonly platforms?: readonly string[];
    readonly query?: Readonly<Record<string, string>>;
    readonly type?: string;
    readonly token?: string;
  }

  async function ask(file: Buffer | string, { platforms = [PLATFORM], query = {}, type, token }: Asked = {}) {
    const asked = new URLSearchParams(query);
    for (const platform of platforms) asked.append('platform', platform);
    const answer = await fetch(`${world.service.url}/api/v1/lists/check?${asked.toString()}`, {
      method: 'POST',
      headers: {
        'content-type': type ?? 'application/octet-stream',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      body: Buffer.from(file),
    });
    return { answer, bytes: Buffer.from(await answer.arrayBuffer()) };
  }

  async function told(file: Buffer | string, asked?: Asked): Promise<Buffer> {
    const { answer, bytes } = await ask(file, asked);
    if (answer.status !== 200) throw new Error(`${answer.status} ${bytes.toString()}`);
    return bytes;
  }

  async function refused(file: Buffer | string, asked?: Asked): Promise<Problem> {
    const { answer, bytes } = await ask(file, asked);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    const problem = problemSchema.parse(JSON.parse(bytes.toString()));
    expect(answer.status).toBe(problem.status);
    return problem;
  }

  const lineOf = (bytes: Buffer, line: number): string[] => (bytes.toString().split('\n')[line] ?? '').split(',');

  it('come back with what the public may know, names resolved and never guessed', async () => {
    const { passed, failed } = world;
    const list = [
      '\ufeff产品名称,厂商,版本,备注',
      '产品 editor,acme,1.0,"甲,乙"',
      '产品 painter,acme,1.0,',
      '产品 draft,acme,1.0,',
      `${passed.coordinate},,,`,
      '产品 editor,,9.9,',
      '合计,,,',
    ].join('\n');
    const { answer, bytes } = await ask(list, { platforms: ['麒麟V10 SP3，鲲鹏920'], type: 'text/csv; charset=utf-8' });
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(listSummary.parse(JSON.parse(answer.headers.get('shipei-list-summary') ?? ''))).toEqual({
      rows: 5,
      identified: 3,
      ambiguous: 0,
      unidentified: 2,
      outcomes: { certified: 2, unknown: 1, unidentified: 2 },
    });
    expect(lineOf(bytes, 0).slice(0, 4).join()).toBe('\ufeff产品名称,厂商,版本,备注');
    expect(lineOf(bytes, 0).slice(4)).toEqual([
      '识别为 Identified as',
      ...GROUP.map((header) => `${header} · ${KYLIN} × ${KUNPENG}`),
    ]);
    expect(bytes.toString()).toContain(
      `\n产品 editor,acme,1.0,"甲,乙",${passed.coordinate},已认证 certified,,2099-01-01T00:00:00.000Z,,\n`,
    );
    // The parties know of a fail: strangers don't, and whoever asks is told what strangers are.
    expect(lineOf(bytes, 2).slice(4, 7)).toEqual([failed.coordinate, '未知 unknown', '']);
    expect(lineOf(bytes, 3).slice(4, 6)).toEqual(['未识别 unidentified', '未识别 unidentified']);
    expect(lineOf(bytes, 4).slice(4, 6)).toEqual([passed.coordinate, '已认证 certified']);
    expect(lineOf(bytes, 5).at(-1)).toContain(passed.coordinate);
    expect(lineOf(bytes, 6)).toEqual(['合计', '', '', '']);
    expect(await told(list, { platforms: ['麒麟V10 SP3，鲲鹏920'], token: world.vendor.token })).toEqual(bytes);
  });

  it('may be workbooks of any program, each row with a platform of its own', async () => {
    const rows = [
      ['清单'],
      ['软件名称', '版本号', '操作系统', 'CPU'],
      [world.passed.coordinate, null, '麒麟V10 SP3', '鲲鹏 920'],
      ['产品 editor', '1.0', '麒麟V10', '鲲鹏 920'],
    ];
    const book = utils.book_new();
    utils.book_append_sheet(book, utils.aoa_to_sheet(rows), '清单');
    const files = [
      // A buffer is what was asked for.
      write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer,
      await writeExcelFile(rows).toBuffer(),
    ];
    for (const file of files) {
      const { answer, bytes } = await ask(file, { platforms: [], type: WORKBOOK_MEDIA_TYPE });
      expect(answer.headers.get('content-type')).toBe(WORKBOOK_MEDIA_TYPE);
      const sheet = Object.values(read(bytes, { type: 'buffer' }).Sheets)[0] ?? {};
      const texts = utils.sheet_to_json<string[]>(sheet, { header: 1, defval: '' });
      expect(texts[1]?.slice(4)).toEqual(['识别为 Identified as', '识别的平台 Identified platform', ...GROUP]);
      expect(texts[2]?.slice(4, 7)).toEqual([world.passed.coordinate, `${KYLIN} × ${KUNPENG}`, '已认证 certified']);
      expect(texts[3]?.slice(4, 7)).toEqual([world.passed.coordinate, '', '不唯一 ambiguous']);
      expect(texts[3]?.at(-1)).toContain(KYLIN);
    }
  });

  it('are checked from the command line, beside the list that was given', async () => {
    const [list, checked] = [path.join(person.home, 'bid.csv'), path.join(person.home, 'bid.checked.csv')];
    const text = `坐标\r\n${world.passed.coordinate}\r\n不存在\r\n`;
    await writeFile(list, text);
    const run = (...args: string[]) => person.run(['check', '--list', list, ...args]);
    const told = await run('--platform', '麒麟V10 SP3,鲲鹏920', '--json');
    // One of its products is not known.
    expect(told.code).toBe(1);
    expect(JSON.parse(told.stdout)).toEqual({
      file: checked,
      rows: 2,
      identified: 1,
      ambiguous: 0,
      unidentified: 1,
      outcomes: { certified: 1, unidentified: 1 },
    });
    expect(await readFile(list, 'utf8')).toBe(text);
    expect(await readFile(checked, 'utf8')).toContain(
      `\r\n${world.passed.coordinate},${world.passed.coordinate},已认证 certified,,2099-01-01T00:00:00.000Z,,\r\n`,
    );
    const again = await run('--platform', PLATFORM);
    expect([again.code, again.stderr]).toEqual([2, expect.stringContaining('is there already')]);
    expect((await run('--platform', PLATFORM, '-o', list)).code).toBe(2);
    const words = await run('--platform', PLATFORM, '--valid-at', '2099-06-01', '-o', checked);
    expect(words.stdout).toContain('2 行，识别 1 行 · 2 rows, 1 identified');
    expect(words.stdout).toContain('已过期 lapsed  1');
    for (const [args, said] of [
      [['--os', KYLIN], 'products stand in the file'],
      [['--bundle', 'x.gz'], 'needs the service'],
      [['--platform', '海光'], '没有登记'],
    ] as const) {
      const refusal = await run('-o', `${checked}.new`, ...args);
      expect([refusal.code > 0, refusal.stderr]).toEqual([true, expect.stringContaining(said)]);
    }
    expect((await person.run(['check', world.passed.coordinate, '--platform', PLATFORM])).code).toBe(2);
    expect((await readdir(person.home)).filter((name) => name.startsWith('bid')).sort()).toEqual([
      'bid.checked.csv',
      'bid.csv',
    ]);
  });

  it('are answered as of another moment', async () => {
    const list = `产品名称\n${world.silent.coordinate}\n`;
    const statusOf = async (query: Record<string, string>): Promise<string | undefined> =>
      lineOf(await told(list, { query }), 1)[2];
    const known = await world.service.parts.db.query<{ at: Date }[]>(
      'SELECT known_at AS at FROM revisions WHERE revision = $1',
      [await revisionNow(world.service)],
    );
    const knownAt = known[0]?.at.toISOString() ?? '';
    await record(world, world.silent, { verdict: 'pass', visibility: 'public' });
    await caughtUp(world.service);
    expect(await statusOf({})).toBe('已认证 certified');
    expect(await statusOf({ validAt: '2099-06-01T00:00:00Z' })).toBe('已过期 lapsed');
    expect(await statusOf({ knownAt: new Date(Date.parse(knownAt) + 1).toISOString() })).toBe('未知 unknown');
    const many = `产品名称\n${`${world.silent.coordinate}\n`.repeat(201)}`;
    expect((await refused(many, { query: { knownAt } })).errors?.[0]).toMatchObject({
      path: 'CSV!202',
      code: 'too-many-cells',
    });
    expect(await refused(list, { query: { knownAt: '2199-01-01T00:00:00Z' } })).toMatchObject({
      code: 'invalid-request',
    });
  });

  it.each([
    ['another media type', '{}', { type: 'application/json' }, 'unsupported-media-type', undefined],
    ['nothing', '', {}, 'unreadable-sheet', 'file'],
    ['an old workbook', Buffer.from('d0cf11e0a1b11ae1', 'hex'), {}, 'unreadable-sheet', 'file'],
    ['what is neither encoding', Buffer.from([0x61, 0x2c, 0xff, 0x0a]), {}, 'unreadable-sheet', 'CSV!1'],
    ['no list', 'a,b\n1,2\n', {}, 'invalid-request', 'file'],
    ['no platform', '产品名称\nx\n', { platforms: [] }, 'invalid-request', 'query.platform'],
    [
      'an unknown platform',
      '产品名称\nx\n',
      { platforms: [`${KYLIN},hisilicon/kunpeng-921`] },
      'unknown-coordinate',
      'query.platform.0',
    ],
    [
      'too many platforms',
      '产品名称\nx\n',
      { platforms: Array.from({ length: 9 }, () => PLATFORM) },
      'invalid-request',
      'query.platform',
    ],
    ['another parameter', '产品名称\nx\n', { query: { os: KYLIN } }, 'invalid-request', 'query.os'],
    ['a doubled header', '产品名称,产品名称\nx,y\n', {}, 'invalid-request', 'CSV!B1'],
  ] as const)('are refused for %s, by its place', async (_, file, asked, code, place) => {
    const problem = await refused(file, asked);
    expect(problem.code).toBe(code);
    expect(problem.errors?.[0]?.path).toBe(place);
    if (code === 'unknown-coordinate') expect(problem.facts?.['nearest']).toContain(KUNPENG);
  });

  it('are refused where they are too large, announced or not, or break off', async () => {
    expect((await refused(Buffer.alloc(16_000_001, 'a'))).code).toBe('payload-too-large');
    const { hostname, port } = new URL(world.service.url);
    const head = 'POST /api/v1/lists/check HTTP/1.1\r\nHost: x\r\nContent-Type: text/csv\r\n';
    /** What is answered to a request that is written piece by piece and then, where it says so, let go of. */
    const raw = (pieces: readonly Buffer[], isLetGo: boolean): Promise<string> =>
      new Promise((resolve, reject) => {
        const socket = connect(Number(port), hostname, () => {
          for (const piece of pieces) socket.write(piece);
          if (isLetGo) socket.end();
        });
        let text = '';
        socket.on('data', (data) => (text += data.toString()));
        socket.on('close', () => resolve(text));
        // The server may close while the rest is still on its way.
        socket.on('error', (error) => (text === '' ? reject(error) : resolve(text)));
      });
    const chunk = Buffer.concat([Buffer.from('f4240\r\n'), Buffer.alloc(1_000_000, 'a'), Buffer.from('\r\n')]);
    const chunks = [
      Buffer.from(`${head}Transfer-Encoding: chunked\r\n\r\n`),
      ...Array.from({ length: 17 }, () => chunk),
    ];
    expect(await raw(chunks, false)).toContain('payload-too-large');
    await raw([Buffer.from(`${head}Content-Length: 100\r\n\r\n产品名称`)], true);
    await eventually('nothing of any list is kept', async () =>
      (await readdir(folder)).length === 0 ? true : undefined,
    );
  });

  it('may be as long as ten thousand rows, and are left by readers who have seen enough', async () => {
    const list = `产品名称,版本\n${'产品 editor,1.0\n'.repeat(10_000)}`;
    const bytes = await told(list, { platforms: [PLATFORM, `${KYLIN},phytium/ft-2000-plus-64`] });
    expect(bytes.toString().split('已认证 certified').length - 1).toBe(10_000);
    const url = `${world.service.url}/api/v1/lists/check?platform=${encodeURIComponent(PLATFORM)}`;
    for (let time = 0; time < 6; time += 1) {
      const leaving = new AbortController();
      const answer = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'text/csv' },
        body: list.slice(0, 20_000),
        signal: leaving.signal,
      });
      expect(answer.status).toBe(200);
      leaving.abort();
    }
    await eventually('nothing of any list is kept', async () =>
      (await readdir(folder)).length === 0 ? true : undefined,
    );
  });
});
