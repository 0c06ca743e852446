import { describe, expect, it } from '@jest/globals';
import { timestampText, knownAt, revisionAt, START, END } from './moments.js';
import { BLOCKS, PLATFORMS } from './platforms.js';
import { Random } from './random.js';
import { COVERED_AT_MOST, releaseFindings } from './release-findings.js';
import { vendorCount, worldRelease } from './releases.js';
import { findingsOf, worldSize } from './size.js';

const SIZE = worldSize(1, 10_000_000);
const SAMPLE = Array.from({ length: 40 }, (_, place) => place * 1_499);

describe('world', () => {
  it('has 400 platforms, each in exactly one block', () => {
    expect(PLATFORMS).toHaveLength(400);
    const inBlocks = BLOCKS.flatMap(({ platforms }) => platforms).sort((a, b) => a - b);
    expect(inBlocks).toEqual(PLATFORMS.map(({ index }) => index));
    expect(new Set(PLATFORMS.map(({ os }) => os)).size).toBe(40);
  });

  it('is the same for the same seed, release by release, and another for another seed', () => {
    const again = worldSize(1, 10_000_000);
    for (const index of SAMPLE.slice(0, 5)) {
      expect(releaseFindings(again, index)).toEqual(releaseFindings(SIZE, index));
      expect(worldRelease(again, index)).toEqual(worldRelease(SIZE, index));
    }
    expect(releaseFindings(worldSize(2, 10_000_000), 7)).not.toEqual(releaseFindings(SIZE, 7));
  });

  it('numbers exactly as many findings as asked for, release after release', () => {
    for (const findings of [1_000, 100_003, 10_000_000, 20_000_001]) {
      const size = worldSize(1, findings);
      const last = findingsOf(size, size.releases - 1);
      expect(last.first + last.count - 1).toBe(findings);
      expect(releaseFindings(size, size.releases - 1)).toHaveLength(last.count);
    }
    expect(SIZE.releases).toBe(60_000);
    expect(vendorCount(SIZE)).toBe(1_500);
  });

  it('has findings in at most 30 % of the cells, several per cell', () => {
    const cells = SAMPLE.map((index) => new Set(releaseFindings(SIZE, index).map(({ platform }) => platform)).size);
    const covered = cells.reduce((sum, count) => sum + count, 0) / (SAMPLE.length * PLATFORMS.length);
    expect(covered).toBeLessThan(COVERED_AT_MOST);
    expect(10_000_000 / (covered * SIZE.releases * PLATFORMS.length)).toBeGreaterThan(1.5);
  });

  it('holds every kind of finding, hidden fails and validities that are past, current and to come', () => {
    const findings = SAMPLE.flatMap((index) => releaseFindings(SIZE, index));
    const kinds = ['direct', 'inherited', 'declaration', 'revocation', 'suspension', 'reinstatement', 'publication'];
    expect(new Set(findings.map(({ kind }) => kind))).toEqual(new Set(kinds));
    expect(findings.some(({ verdict, visibility }) => verdict === 'fail' && visibility === 'parties')).toBe(true);
    expect(findings.some(({ validTo }) => validTo !== null && validTo < END)).toBe(true);
    expect(findings.some(({ validFrom }) => validFrom > END)).toBe(true);
  });

  it('keeps the rules of the store: acts name a finding of their cell that is known before them, intervals are not empty', () => {
    for (const index of SAMPLE) {
      const findings = releaseFindings(SIZE, index);
      for (const finding of findings) {
        const { ends, kind, verdict } = finding;
        expect(['direct', 'inherited', 'declaration'].includes(kind)).toBe(verdict !== null);
        expect(['direct', 'inherited', 'declaration'].includes(kind)).toBe(ends === null);
        if (ends !== null) {
          expect(findings.indexOf(ends)).toBeGreaterThanOrEqual(0);
          expect(findings.indexOf(ends)).toBeLessThan(findings.indexOf(finding));
          expect(ends.platform).toBe(finding.platform);
          expect(ends.recordedAt).toBeLessThanOrEqual(finding.recordedAt);
        }
        if (finding.validTo !== null) expect(finding.validTo).toBeGreaterThan(finding.validFrom);
        expect(finding.validFrom % 60).toBe(0);
      }
      const platforms = findings.map(({ platform }) => platform);
      expect(platforms).toEqual([...platforms].sort((a, b) => a - b));
    }
  });
});

describe('moments', () => {
  it('spread over the revisions, in order, and back', () => {
    expect(revisionAt(START, 500)).toBe(1);
    expect(revisionAt(END + 1_000, 500)).toBe(500);
    for (const revision of [1, 2, 250, 500]) expect(revisionAt(knownAt(revision, 500) + 1, 500)).toBe(revision);
  });

  it('are written as PostgreSQL reads them', () => {
    expect(timestampText(Date.UTC(2026, 1, 28, 23, 59) / 1000)).toBe('2026-02-28 23:59:00+00');
  });
});

describe('random numbers', () => {
  it('follow from the stream alone, and spread evenly', () => {
    const draw = (...stream: number[]): number[] => {
      const random = new Random(...stream);
      return Array.from({ length: 4 }, () => random.next());
    };
    expect(draw(1, 2)).toEqual(draw(1, 2));
    expect(draw(1, 2)).not.toEqual(draw(2, 1));
    expect(draw(1, 2)).not.toEqual(draw(1, 3));
    const random = new Random(9);
    const counts = new Array<number>(10).fill(0);
    for (let drawn = 0; drawn < 100_000; drawn += 1) {
      const at = random.below(10);
      counts[at] = (counts[at] ?? 0) + 1;
    }
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(500);
  });
});
