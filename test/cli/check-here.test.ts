import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { checkCell, listCpus, listOperatingSystems, type OutputOf } from '#libs/contracts';
import { DomainError } from '#libs/domain';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { bundleBytes, bundleCatalogue } from './support/bundle-samples.js';
import { cell } from './support/samples.js';
import { StandIn } from './support/stand-in.js';
import { Person, type Ran } from './support/test-terminal.js';

type Os = OutputOf<typeof listOperatingSystems>['items'][number];
type Cpu = OutputOf<typeof listCpus>['items'][number];

const provenance = { source: 's', date: '2026-11-01', confidence: 'published' } as const;
const [SP3] = bundleCatalogue().osReleases;
const [KUNPENG] = bundleCatalogue().cpuModels;

const kylin = (servicePack: string, codename: string): Os => ({
  coordinate: `kylinsoft/kylin-server@v10-${servicePack}`,
  name: `银河麒麟 V10 ${servicePack}`,
  nameEn: null,
  vendor: 'kylinsoft',
  edition: 'server',
  servicePack,
  kernel: '4.19.90',
  libc: 'glibc 2.28',
  pageSizes: {},
  kernelAbi: {},
  packageFormat: 'rpm',
  base: null,
  isas: ['aarch64'],
  line: 'v10',
  ordinal: 1,
  endOfLife: null,
  identification: { id: 'kylin', versionId: 'V10', patterns: { VERSION: codename } },
  origin: 'catalogue',
  provenance,
});

const uos = (minor: string): Os => ({
  ...kylin(minor, ''),
  coordinate: `uniontech/uos-server@v20-${minor}`,
  identification: {
    id: 'uos',
    versionId: null,
    patterns: {},
    files: [{ tells: 'service-pack', file: '/etc/os-version', reads: '^MinorVersion=(.*)', is: minor }],
  },
});

const cpu = (coordinate: string, name: string): Cpu => ({
  coordinate,
  name: coordinate,
  nameEn: null,
  vendor: coordinate.split('/')[0] ?? '',
  generation: name,
  isa: 'aarch64',
  abiWorld: null,
  ambiguous: false,
  identification: { vendorIds: [], implementer: null, part: null, modelNamePatterns: [`^${name}$`] },
  origin: 'catalogue',
  provenance,
});

const RELEASE = 'dameng/dm8@8.1.3';
const osRelease = (codename: string): string => `ID="kylin"\nVERSION_ID="V10"\nVERSION="V10 (${codename})"\n`;
const LSCPU = 'Architecture: aarch64\nVendor ID: HiSilicon\nModel name: Kunpeng-920\n';
const LANCE = {
  files: { '/etc/os-release': osRelease('Lance') },
  lscpu: LSCPU,
  machine: 'aarch64',
  kernel: '4.19.90-52.ky10.aarch64',
};
const UOS = { ...LANCE, files: { '/etc/os-release': 'ID=uos\n' } };

describe('a question about this machine', () => {
  let service: StandIn;
  let person: Person;
  const asked: unknown[] = [];

  beforeEach(async () => {
    asked.length = 0;
    // Two pages, so that a platform of the second one is found as well.
    const systems = [kylin('sp1', 'Tercel'), uos('1060'), uos('1070'), kylin('sp3', 'Lance')];
    service = new StandIn()
      .on(listOperatingSystems, ({ query }) =>
        query.cursor === undefined
          ? { items: systems.slice(0, 2), nextCursor: 'more' }
          : { items: systems.slice(2), nextCursor: null },
      )
      .on(listCpus, () => ({
        items: [cpu('hisilicon/kunpeng-920', 'Kunpeng-920'), cpu('phytium/d2000', 'D2000')],
        nextCursor: null,
      }))
      .on(checkCell, ({ query }) => {
        asked.push(query);
        if (query.release === 'v/p@1') throw new DomainError('unknown-coordinate', 'nothing of that name');
        return cell({ status: 'certified' });
      });
    person = await Person.at(await service.start());
  });
  afterEach(async () => {
    await service.stop();
    await person.leave();
  });

  const here = (machine: object, ...more: string[]): Promise<Ran> =>
    person.run(['check', '--here', RELEASE, ...more], { machine });

  it('finds the platform, says by what, and answers for it', async () => {
    const { code, stdout } = await here(LANCE, '--valid-at', '2026-11-23');
    expect({ code, stdout }).toMatchObject({ code: 0 });
    expect(asked).toEqual([
      {
        release: RELEASE,
        os: 'kylinsoft/kylin-server@v10-sp3',
        cpu: 'hisilicon/kunpeng-920',
        validAt: '2026-11-23T00:00:00.000Z',
      },
    ]);
    expect(stdout).toContain('✔ 操作系统 OS  kylinsoft/kylin-server@v10-sp3');
    expect(stdout).toContain('/etc/os-release  VERSION=V10 (Lance)');
    expect(stdout).toContain('lscpu  Model name: Kunpeng-920');
    expect(stdout).toContain('✔ 已认证 certified');
  });

  it('answers a machine in one document', async () => {
    const { stdout } = await here({ ...LANCE, kernel: '5.10.0' }, '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      machine: {
        os: { state: 'found', coordinate: 'kylinsoft/kylin-server@v10-sp3' },
        isa: 'aarch64',
        mismatches: [{ code: 'kernel' }],
      },
      answer: { status: 'certified' },
    });
  });

  it('names mismatches above the answer', async () => {
    const { code, stdout } = await here({ ...LANCE, kernel: '5.10.0-136', userlandBits: 32 });
    expect(code).toBe(0);
    expect(stdout).toContain('! 内核：本机 5.10.0-136，名录 4.19.90 · kernel: 5.10.0-136 on this machine');
    expect(stdout).toContain('the userland is 32-bit and the kernel aarch64');
  });

  it('asks nothing where the service pack is not told: it says where to look', async () => {
    const { code, stdout } = await here(UOS);
    expect(code).toBe(1);
    expect(asked).toEqual([]);
    expect(stdout).toContain('尚不能确定 · undecided  缺少判定所需的信息 · a fact that decides is missing');
    expect(stdout).toContain('missing: service pack, look in  /etc/os-version');
    expect(stdout).toMatch(/1060: uniontech\/uos-server@v20-1060\n +1070: uniontech\/uos-server@v20-1070/);
    const { stdout: json, code: jsonCode } = await here(UOS, '--json');
    expect(jsonCode).toBe(1);
    expect(JSON.parse(json)).toMatchObject({ machine: { platform: null }, answer: null });
  });

  it('lets a person choose among the candidates, and nothing else', async () => {
    const chosen = await here(UOS, '--os', 'uniontech/uos-server@v20-1070');
    expect(chosen.code).toBe(0);
    expect(chosen.stdout).toContain('uniontech/uos-server@v20-1070  由 --os 指定 · named with --os');
    const other = await here(LANCE, '--cpu', 'phytium/d2000');
    expect(other.code).toBe(1);
    expect(other.stdout).toContain('of another generation (Kunpeng-920, not D2000)');
    expect(asked).toHaveLength(1);
  });

  it('says what the machine is also where the service refuses', async () => {
    const { code, stdout, stderr } = await person.run(['check', '--here', 'v/p@1'], { machine: LANCE });
    expect(code).toBe(1);
    expect(stdout).toContain('kylinsoft/kylin-server@v10-sp3');
    expect(stderr).toContain('unknown-coordinate');
  });

  it('shows what a machine says without its escape sequences', async () => {
    const { stdout } = await here({ ...LANCE, files: { '/etc/os-release': 'ID=\u001b[31mevil\u0007\n' } });
    expect(stdout).toContain('ID=evil\uFFFD');
    expect(stdout).not.toContain('\u001b');
  });

  it('is no question of a batch', async () => {
    expect((await person.run(['check', '--here', '--batch', '-'])).code).toBe(2);
  });

  describe('from a bundle', () => {
    const write = async (catalogue?: unknown): Promise<string> => {
      const file = path.join(person.home, 'matrix.bundle.gz');
      await writeFile(file, bundleBytes(catalogue === undefined ? {} : { catalogue }));
      return file;
    };

    it('answers without the service', async () => {
      const file = await write({
        ...bundleCatalogue(),
        osReleases: [{ ...SP3, identification: kylin('sp3', 'Lance').identification }],
        cpuModels: [{ ...KUNPENG, identification: cpu('', 'Kunpeng-920').identification }],
      });
      const { code, stdout } = await here(LANCE, '--bundle', file);
      expect({ code, stdout }).toMatchObject({ code: 0 });
      expect(stdout).toContain('✔ 已认证 certified');
      const undecided = await here(UOS, '--bundle', file, '--json');
      expect(undecided.code).toBe(1);
      expect(JSON.parse(undecided.stdout)).toMatchObject({ machine: { platform: null }, bundle: { revision: 7 } });
      expect(service.requests).toEqual([]);
    });

    it('says that an older one can’t tell', async () => {
      const { code, stderr } = await here(LANCE, '--bundle', await write());
      expect(code).toBe(2);
      expect(stderr).toContain('is of an earlier edition, without what machines are identified by');
    });
  });

  it('is asked about the machine that the command really runs on', async () => {
    const { readThisMachine } = await import('../../apps/cli/src/machine/read-this-machine.js');
    const machine = await readThisMachine();
    const osReleaseText = readFileSync('/etc/os-release', 'utf8');
    expect(machine.files['/etc/os-release']).toBe(osReleaseText);
    expect(machine.files['/proc/cpuinfo']).toMatch(/processor/);
    expect(machine.machine).not.toBe('');
    expect([32, 64, undefined]).toContain(machine.userlandBits);
  });
});
