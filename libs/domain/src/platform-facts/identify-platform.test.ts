import { describe, expect, it } from '@jest/globals';
import type { IdentifiableCpu } from './find-cpu.js';
import type { IdentifiableOs } from './find-os.js';
import { identifyCpu, identifyOs } from './identify-platform.js';
import { parseLscpu } from './lscpu.js';
import { parseOsRelease } from './os-release.js';

const systems: readonly IdentifiableOs[] = [
  { coordinate: 'acme/os@1', identification: { id: 'acme', versionId: '1', patterns: {} } },
  { coordinate: 'acme/os@2a', identification: { id: 'acme', versionId: '2', patterns: { VERSION: 'alpha' } } },
  { coordinate: 'acme/os@2b', identification: { id: 'acme', versionId: '2', patterns: { VERSION: 'alpha|beta' } } },
  {
    coordinate: 'acme/os@3',
    identification: { id: 'acme', versionId: null, patterns: { VERSION_ID: '^3(\\.\\d+)?$' } },
  },
  { coordinate: 'acme/os@9', identification: null },
];

function cpu(coordinate: string, patterns: string[], more: Partial<IdentifiableCpu> = {}): IdentifiableCpu {
  return {
    coordinate,
    isa: 'aarch64',
    ambiguous: false,
    identification: { vendorIds: ['Acme'], implementer: '0x7f', part: null, modelNamePatterns: patterns },
    ...more,
  };
}

const models: readonly IdentifiableCpu[] = [
  cpu('acme/one', ['^One$']),
  cpu('acme/two', ['\\bTwo\\b']),
  cpu('acme/two-plus', ['\\bTwo\\b.*Plus']),
  cpu('acme/disputed', ['Disputed'], { ambiguous: true }),
  cpu('acme/nameless', []),
];

const machine = (lines: string) => parseLscpu(`Architecture: aarch64\n${lines}`);

describe('identifyOs', () => {
  it.each([
    ['ID=acme\nVERSION_ID=1', 'acme/os@1'],
    ['ID=ACME\nVERSION_ID=1', 'acme/os@1'],
    ['ID=acme\nVERSION_ID=2\nVERSION="2 beta"', 'acme/os@2b'],
    ['ID=acme\nVERSION_ID=2\nVERSION="2 alpha"', 'ambiguous'],
    ['ID=acme\nVERSION_ID=3.7', 'acme/os@3'],
    ['ID=acme\nVERSION_ID=9', undefined],
    ['ID=acme', undefined],
    ['ID=other\nVERSION_ID=1', undefined],
  ])('takes %j for %s', (text, expected) => {
    expect(identifyOs(parseOsRelease(text), systems)).toBe(expected);
  });
});

describe('identifyCpu', () => {
  it.each([
    ['by its model name', 'Vendor ID: Acme\nModel name: One', 'acme/one'],
    ['by the firmware’s model name', 'Vendor ID: Acme\nModel name: core-x\nBIOS Model name: One', 'acme/one'],
    ['by an implementer number in place of the vendor', 'Vendor ID: 0x7F\nModel name: One', 'acme/one'],
    ['not when the vendor is another', 'Vendor ID: Other\nModel name: One', undefined],
    ['not when no vendor is named', 'Model name: One', undefined],
    ['not without a model name', 'Vendor ID: Acme', undefined],
    ['as ambiguous when two models fit', 'Vendor ID: Acme\nModel name: Two 64 Plus', 'ambiguous'],
    [
      'as ambiguous when the names contradict each other',
      'Vendor ID: Acme\nModel name: One\nBIOS Model name: Two',
      'ambiguous',
    ],
    ['as ambiguous when sources contradict each other about it', 'Vendor ID: Acme\nModel name: Disputed', 'ambiguous'],
  ])('identifies %s', (_case, lines, expected) => {
    expect(identifyCpu(machine(lines), models)).toBe(expected);
  });

  it('never takes a model of another ISA', () => {
    expect(identifyCpu(parseLscpu('Architecture: x86_64\nVendor ID: Acme\nModel name: One'), models)).toBeUndefined();
  });
});
