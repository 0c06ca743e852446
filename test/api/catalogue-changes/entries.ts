/** Entries that the shipped files don't have. */
export const provenance = { source: 'release notes of the vendor', date: '2026-11-20', confidence: 'published' };

export const sp5 = {
  coordinate: 'openeuler/openeuler@22.03-lts-sp5',
  name: 'openEuler 22.03 LTS SP5',
  nameEn: 'openEuler 22.03 LTS SP5',
  edition: 'server',
  servicePack: 'SP5',
  kernel: '5.10.0',
  libc: 'glibc 2.34',
  pageSizes: { x86_64: 4096, aarch64: 4096 },
  packageFormat: 'rpm',
  base: null,
  isas: ['aarch64', 'x86_64'],
  endOfLife: null,
  line: '22.03-lts',
  ordinal: 5,
  identification: null,
  provenance,
};

/** A vendor with an ISA of its own, and an operating system for it; two categories, the child first. */
export const sw9 = {
  vendors: [{ slug: 'newchip', name: '新芯', nameEn: 'New chip', provenance }],
  isas: [{ slug: 'sw_64v2', name: '申威二代', nameEn: 'SW64 v2', hardware: 'sw_64v2', abiWorld: null, provenance }],
  cpus: [
    {
      coordinate: 'newchip/sw9',
      name: '新芯 9',
      nameEn: 'New chip 9',
      generation: 'sw9',
      isa: 'sw_64v2',
      abiWorld: null,
      ambiguous: false,
      identification: { vendorIds: [], implementer: null, part: null, modelNamePatterns: ['\\bSW9\\b'] },
      provenance,
    },
  ],
  operatingSystems: [
    {
      ...sp5,
      coordinate: 'newchip/newos@1.0',
      name: '新系统 1.0',
      nameEn: 'New OS 1.0',
      pageSizes: {},
      isas: ['sw_64v2'],
      line: '1',
      ordinal: 0,
    },
  ],
  categories: [
    { slug: 'wearable-watch', name: '手表', nameEn: 'Watch', parent: 'wearable', provenance },
    { slug: 'wearable', name: '可穿戴设备', nameEn: 'Wearable', parent: null, provenance },
  ],
};

export const alias = {
  slug: 'sw8a-short',
  name: '神威八号',
  nameEn: 'Sunway eight',
  spellings: ['申威八号'],
  means: { cpus: ['sunway/sw8a'], organizations: ['sunway'] },
  provenance,
};
