import type { OrganizationKind, Role } from '#libs/domain';

/**
 * What `npm start` sets up so that the whole path can be walked on one machine: organizations that are apart where
 * conflicts of interest demand it, one account for each role, and a center with a pool for the machine itself and one for
 * each ISA that qemu-user could stand in for. All of it is marked as development.
 */
export const ORGANIZATIONS = [
  { slug: 'dev-operator', name: '开发环境运营方', nameEn: 'Development operator', kinds: ['platform-operator'] },
  { slug: 'dev-vendor', name: '开发环境厂商', nameEn: 'Development vendor', kinds: ['vendor'] },
  { slug: 'dev-lab', name: '开发环境测试机构', nameEn: 'Development laboratory', kinds: ['center'] },
  {
    slug: 'dev-review',
    name: '开发环境技术评审机构',
    nameEn: 'Development technical reviewers',
    kinds: ['reviewing-body'],
  },
  {
    slug: 'dev-certification',
    name: '开发环境认证机构',
    nameEn: 'Development certification body',
    kinds: ['reviewing-body'],
  },
] as const satisfies readonly { slug: string; name: string; nameEn: string; kinds: readonly OrganizationKind[] }[];

export const ACCOUNTS = [
  { role: 'operator', username: 'dev-operator', organization: 'dev-operator', displayName: '运营员' },
  { role: 'vendor', username: 'dev-vendor', organization: 'dev-vendor', displayName: '厂商申请人' },
  { role: 'center-operator', username: 'dev-center', organization: 'dev-lab', displayName: '分中心操作员' },
  { role: 'reviewer', username: 'dev-reviewer', organization: 'dev-review', displayName: '技术评审员' },
  { role: 'certifier', username: 'dev-certifier', organization: 'dev-certification', displayName: '认证评审员' },
] as const satisfies readonly { role: Role; username: string; organization: string; displayName: string }[];

export const CENTER = {
  code: 'dev-local',
  name: '本机开发分中心',
  nameEn: 'Development center on this machine',
  organization: 'dev-lab',
  region: '110000',
  schemes: ['development'],
} as const;

/** Platform that emulation stands in for, by ISA. Sunway has no qemu-user; old-world LoongArch has none upstream. */
const EMULATED = [
  { isa: 'x86_64', cpu: 'zhaoxin/kx-7000', os: 'debian/debian@12' },
  { isa: 'aarch64', cpu: 'phytium/ft-2000-plus-64', os: 'debian/debian@12' },
  { isa: 'loongarch64', cpu: 'loongson/3a6000', os: 'openeuler/openeuler@24.03-lts' },
  { isa: 'mips64el', cpu: 'loongson/3a4000', os: 'debian/debian@12' },
  { isa: 'riscv64', cpu: 'sophgo/sg2042', os: 'openeuler/openeuler@24.03-lts' },
] as const;

export interface DevelopmentPool {
  readonly slug: string;
  readonly cpu: string;
  readonly operatingSystems: readonly string[];
  readonly executor: 'local' | 'emulated';
}

/** Pools of the development center on a machine of this platform. */
export function developmentPools(own: { os: string; cpu: string; isa: string }): DevelopmentPool[] {
  return [
    { slug: 'local', cpu: own.cpu, operatingSystems: [own.os], executor: 'local' },
    ...EMULATED.filter(({ isa }) => isa !== own.isa).map(({ isa, cpu, os }): DevelopmentPool => ({
      slug: `qemu-${isa}`,
      cpu,
      operatingSystems: [os],
      executor: 'emulated',
    })),
  ];
}
