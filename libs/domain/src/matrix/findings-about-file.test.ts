import { describe, expect, it } from '@jest/globals';
import { fileInWords } from './file-in-words.js';
import type { Finding, FindingKind } from './finding.js';
import { findingsAboutFile, isForIsa, type FileAsked } from './findings-about-file.js';

function finding(number: number, kind: FindingKind, verdict: Finding['verdict'] = null): Finding {
  return {
    number,
    id: `F-${number}`,
    kind,
    verdict,
    releaseId: 'release',
    platform: { osReleaseId: 'os', cpuModelId: 'cpu' },
    secondReleaseId: null,
    visibility: 'public',
    parties: [],
    scheme: null,
    validFrom: 0,
    validTo: null,
    testedAt: null,
    revision: 1,
    certificateNumber: null,
    endsFinding: null,
    declaredBy: null,
    policyVersion: null,
    sourceFinding: null,
  };
}

const FILE: FileAsked = { sha256: 'aa', isas: ['aarch64'] };

describe('findings about a file', () => {
  const findings = [
    finding(1, 'direct', 'pass'),
    finding(2, 'direct', 'pass'),
    finding(3, 'direct', 'fail'),
    finding(4, 'direct', 'fail'),
    finding(5, 'inherited', 'pass'),
    finding(6, 'inherited', 'pass'),
    finding(7, 'declaration', 'pass'),
    finding(8, 'revocation'),
    finding(9, 'suspension'),
    finding(10, 'reinstatement'),
    finding(11, 'publication'),
    finding(12, 'direct', 'pass'),
  ];
  const digests = new Map([
    [1, ['aa', 'bb']],
    [2, ['bb']],
    [3, ['aa']],
    [4, ['bb']],
    [5, ['aa']],
    [6, []],
    // The last one: what it was tested with is not known.
  ]);
  const numbers = (isa: string) => {
    const { about, setAside } = findingsAboutFile(findings, digests, FILE, isa);
    return { about: about.map(({ number }) => number), setAside: setAside.map(({ number }) => number) };
  };

  it('are the results of tests with it, declarations for its ISA, and all acts', () => {
    expect(numbers('aarch64')).toEqual({ about: [1, 3, 5, 7, 8, 9, 10, 11], setAside: [2, 4, 6, 12] });
  });

  it('are no declarations about a platform of another ISA', () => {
    expect(numbers('x86_64')).toEqual({ about: [1, 3, 5, 8, 9, 10, 11], setAside: [2, 4, 6, 7, 12] });
  });

  it.each<[readonly (string | null)[], string, boolean]>([
    [['aarch64'], 'aarch64', true],
    [['aarch64'], 'x86_64', false],
    [[null], 'x86_64', true],
    [['aarch64', null], 'x86_64', true],
    [['aarch64', 'x86_64'], 'x86_64', true],
  ])('know a file for %j on %s: %s', (isas, isa, offered) => {
    expect(isForIsa({ sha256: 'aa', isas }, isa)).toBe(offered);
  });
});

describe('a file in words', () => {
  it('says what counted, and no more where nothing was left out', () => {
    for (const language of ['zh', 'en'] as const) {
      const words = fileInWords(FILE, { otherIsa: null, setAside: [] }, language);
      expect(words).toHaveLength(1);
      expect(words[0]).toContain('SHA-256 aa');
    }
  });

  it('names the ISAs where they differ and the findings about other files', () => {
    for (const language of ['zh', 'en'] as const) {
      const words = fileInWords(FILE, { otherIsa: 'x86_64', setAside: ['F-1', 'F-2'] }, language);
      expect(words).toHaveLength(3);
      expect(words[1]).toMatch(/aarch64.*x86_64/);
      expect(words[2]).toMatch(/F-1.*F-2/);
    }
  });
});
