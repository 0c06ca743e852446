import { isSlug, type CpuCoordinate, type OsReleaseCoordinate } from '../coordinates/coordinates.js';
import { isaOf, type LscpuFacts } from './lscpu.js';
import type { OsReleaseFacts } from './os-release.js';

/** A vendor as a machine names it, for an organization that the registry may not have yet. */
export interface DiscoveredVendor {
  readonly slug: string;
  readonly name: string;
}

/** An OS release that a machine runs and the catalogue does not have. Registered with `origin: discovered`. */
export interface DiscoveredOs {
  readonly coordinate: OsReleaseCoordinate;
  readonly vendor: DiscoveredVendor;
  readonly name: string;
  readonly nameEn: string;
}

/** A CPU model that a machine has and the catalogue does not. Registered with `origin: discovered`. */
export interface DiscoveredCpu {
  readonly coordinate: CpuCoordinate;
  readonly vendor: DiscoveredVendor;
  readonly name: string;
  readonly nameEn: string;
  readonly isa: string;
}

/** Vendors whose slug in the catalogue is not the machine's own word for them, by that word in lower case. */
const OS_VENDORS: Readonly<Record<string, DiscoveredVendor>> = {
  kylin: { slug: 'kylinsoft', name: '麒麟软件' },
  neokylin: { slug: 'kylinsoft', name: '麒麟软件' },
  uos: { slug: 'uniontech', name: '统信软件' },
  anolis: { slug: 'openanolis', name: '龙蜥社区' },
};

/** By lscpu's "Vendor ID" in lower case: CPUID strings, and the names or implementer numbers of Arm vendors. */
const CPU_VENDORS: Readonly<Record<string, DiscoveredVendor>> = {
  genuineintel: { slug: 'intel', name: 'Intel' },
  authenticamd: { slug: 'amd', name: 'AMD' },
  hygongenuine: { slug: 'hygon', name: '海光信息技术' },
  centaurhauls: { slug: 'zhaoxin', name: '上海兆芯集成电路' },
  shanghai: { slug: 'zhaoxin', name: '上海兆芯集成电路' },
  hisilicon: { slug: 'hisilicon', name: '海思半导体' },
  '0x48': { slug: 'hisilicon', name: '海思半导体' },
  phytium: { slug: 'phytium', name: '飞腾信息技术' },
  '0x70': { slug: 'phytium', name: '飞腾信息技术' },
  arm: { slug: 'arm', name: 'Arm' },
};

/** Names an OS release after its os-release. Rolling releases, which have no VERSION_ID, are called `rolling`. */
export function discoveredOs(facts: OsReleaseFacts): DiscoveredOs {
  const os = slugOf(facts.id, 'linux');
  const vendor = OS_VENDORS[facts.id.toLowerCase()] ?? { slug: os, name: facts.name };
  const release = slugOf(facts.versionId ?? '', 'rolling');
  return { coordinate: { vendor: vendor.slug, os, release }, vendor, name: facts.prettyName, nameEn: facts.prettyName };
}

/**
 * Names a CPU model after lscpu: the firmware's or kernel's model name without the vendor, trademark signs, frequency
 * and core count, so that "Intel(R) Xeon(R) Processor" becomes `intel/xeon`.
 */
export function discoveredCpu(facts: LscpuFacts): DiscoveredCpu {
  const isa = isaOf(facts.architecture);
  const fullName = facts.modelName ?? facts.biosModelName ?? `${isa || 'unknown'} CPU`;
  const vendorId = facts.vendorId ?? '';
  const vendor = CPU_VENDORS[vendorId.toLowerCase()] ?? {
    slug: slugOf(vendorId, 'unknown-vendor'),
    name: vendorId || '未知厂商 · Unknown vendor',
  };
  return {
    coordinate: { vendor: vendor.slug, model: slugOf(modelOf(fullName, vendor.slug), slugOf(isa, 'unknown')) },
    vendor,
    name: fullName,
    nameEn: fullName,
    isa,
  };
}

function modelOf(fullName: string, vendorSlug: string): string {
  return fullName
    .replace(/\((?:R|TM|C)\)/giu, ' ')
    .replace(/@.*$/u, ' ')
    .split(/[\s,]+/u)
    .filter((word) => word.toLowerCase() !== vendorSlug && !/^(?:CPU|Processor|\d+-Core)$/iu.test(word))
    .join(' ');
}

/** The nearest slug to a text, or `fallback` where nothing of it can be one. */
function slugOf(text: string, fallback: string): string {
  const slug = text
    .toLowerCase()
    .replace(/[^a-z0-9._+-]+/gu, '-')
    .slice(0, 64)
    .replace(/^[^a-z0-9]+|[^a-z0-9]+$/gu, '');
  return isSlug(slug) ? slug : fallback;
}
