import { NameResolver, type CellDocument, type CellStatus, type NamedThings } from '#libs/domain';
import type { AskCell, CellAsked } from '../ask-cells.js';

export const KYLIN = 'kylinsoft/kylin-server@v10-sp3';
export const UOS = 'uniontech/uos-server@v20-1060e';
export const KUNPENG = 'hisilicon/kunpeng-920';
export const HYGON = ['hygon/c86-7265', 'hygon/c86-7365'] as const;
export const DM = 'dameng/dm8@8.1.3';

const THINGS: NamedThings = {
  organizations: [
    { slug: 'dameng', name: '武汉达梦数据库股份有限公司', nameEn: 'Dameng', uscc: null },
    { slug: 'tongtech', name: '东方通', nameEn: 'TongTech', uscc: null },
    { slug: 'seller', name: '某系统集成有限公司', nameEn: null, uscc: null },
  ],
  products: [
    { coordinate: 'dameng/dm8', name: '达梦数据库管理系统', nameEn: 'DM8', versions: ['8.1.3', '8.1.2'] },
    { coordinate: 'tongtech/tongweb', name: 'TongWeb', nameEn: null, versions: ['7.0', '8.0'] },
    { coordinate: 'seller/tongweb', name: 'TongWeb', nameEn: null, versions: ['7.0'] },
  ],
  osReleases: [
    { coordinate: KYLIN, name: '银河麒麟高级服务器操作系统 V10 SP3', nameEn: 'Kylin Server V10 SP3' },
    { coordinate: UOS, name: '统信服务器操作系统 V20 1060e', nameEn: 'UOS Server V20 1060e' },
  ],
  cpus: [
    { coordinate: KUNPENG, name: '鲲鹏 920', nameEn: 'Kunpeng 920' },
    ...HYGON.map((coordinate) => ({ coordinate, name: '海光三号', nameEn: 'Hygon 3' })),
  ],
  platforms: [
    { os: KYLIN, cpu: KUNPENG },
    { os: KYLIN, cpu: HYGON[0] },
    { os: UOS, cpu: KUNPENG },
  ],
  aliases: [],
};

export const smallNames = (): NameResolver => new NameResolver(THINGS);

/** A matrix that knows three cells; of all others nothing is known. */
export const smallMatrix: AskCell = (asked) => {
  const said: Partial<Record<string, CellStatus>> = {
    [`${DM} ${KYLIN} ${KUNPENG}`]: 'certified',
    [`${DM} ${UOS} ${KUNPENG}`]: 'expected',
    [`tongtech/tongweb@8.0 ${KYLIN} ${KUNPENG}`]: 'incompatible',
  };
  return Promise.resolve(documentOf(asked, said[`${asked.release} ${asked.os} ${asked.cpu}`] ?? 'unknown'));
};

function documentOf(asked: CellAsked, status: CellStatus): CellDocument {
  const isCertified = status === 'certified';
  return {
    ...asked,
    status,
    scheme: isCertified ? 'xinchuang' : null,
    certificate: isCertified ? 'SP-2026-0000001' : null,
    validUntil: isCertified ? '2029-01-01T00:00:00.000Z' : null,
    endsBecause: isCertified ? 'certificate-ends' : null,
    findings: [],
    path: [],
    declaredBy: [],
    unknownBecause:
      status === 'unknown' ? { code: 'nothing-known', rule: null, nearest: { os: KYLIN, cpu: KUNPENG } } : null,
    policy: '2026.1',
    validAt: '2026-11-24T00:00:00.000Z',
    knownAt: '2026-11-24T00:00:00.000Z',
    revision: 1,
    explanation: { zh: ['标题。', `因为${status}。`], en: ['Title.', `Because ${status}.`] },
  };
}
