import type { Finding } from '#libs/domain';
import { Acts } from './acts.js';
import {
  DECLARATION,
  DIRECT,
  FindingRows,
  INHERITED,
  NO_END,
  PASS,
  PUBLIC,
  PUBLIC_LATER,
  type PackedFinding,
} from './finding-rows.js';
import { Inheritances } from './inheritances.js';
import { CertificateNumbers, Declarers } from './references.js';

export const PACKED_KINDS = { direct: DIRECT, inherited: INHERITED, declaration: DECLARATION } as const;

/** A finding with places instead of ids; instants are epoch seconds. */
export interface PlacedFinding extends Omit<
  Finding,
  'id' | 'releaseId' | 'platform' | 'secondReleaseId' | 'parties' | 'validFrom' | 'validTo' | 'testedAt'
> {
  readonly release: number;
  readonly platform: number;
  readonly validFrom: number;
  readonly validTo: number | null;
  readonly testedAt: number | null;
  /** The release is a draft: until it is published, what is said about it is for the parties. */
  readonly isAboutDraft: boolean;
}

/** A finding of a release that may not have a place yet. */
export interface FollowedFinding extends Omit<PlacedFinding, 'release' | 'isAboutDraft'> {
  readonly releaseId: string;
}

/** Findings on their way into packed form, with what does not fit into a row kept beside them. */
export class FindingStore {
  readonly rows: FindingRows;
  readonly acts = new Acts();
  readonly certificates = new CertificateNumbers();
  readonly declarers = new Declarers();
  readonly schemes: (string | null)[] = [null];
  readonly inheritances = new Inheritances();
  readonly #schemePlaces = new Map<string, number>();

  constructor(capacity: number) {
    this.rows = new FindingRows(capacity);
  }

  /** Appends one of the findings that come sorted by release and platform. */
  append(finding: PlacedFinding): void {
    if (this.#isAct(finding)) return;
    this.#noteSource(finding, this.rows.append(this.#pack(finding)));
  }

  /** Ends the sorted part; acts reach the findings that they name. */
  endOfSorted(start: Uint32Array): void {
    this.rows.endOfSorted(start);
    let highest = 0;
    for (const target of this.acts.targets()) highest = Math.max(highest, target);
    const isNamed = new Uint8Array(highest + 1);
    for (const target of this.acts.targets()) isNamed[target] = 1;
    for (let row = 0; row < this.rows.count; row += 1) {
      if (isNamed[this.rows.number(row)] === 1) this.rows.noteActs(row);
    }
  }

  /** Adds a finding that became known after loading. */
  add(finding: PlacedFinding): void {
    if (this.#isAct(finding)) {
      const row = this.rows.rowOfNumber(finding.release, finding.endsFinding ?? -1);
      if (row !== -1) this.rows.noteActs(row);
      return;
    }
    this.#noteSource(finding, this.rows.add(this.#pack(finding)));
  }

  #isAct(finding: PlacedFinding): boolean {
    const { kind, endsFinding } = finding;
    if (kind === 'direct' || kind === 'inherited' || kind === 'declaration') return false;
    if (endsFinding === null) return true;
    this.acts.add({
      kind,
      target: endsFinding,
      number: finding.number,
      isPublic: openness(finding.visibility, finding.isAboutDraft) === PUBLIC,
      validFrom: finding.validFrom,
      validTo: finding.validTo,
    });
    return true;
  }

  #pack(finding: PlacedFinding): PackedFinding {
    const { kind } = finding;
    if (kind !== 'direct' && kind !== 'inherited' && kind !== 'declaration') throw new Error('acts are not packed');
    const declarer = finding.declaredBy;
    return {
      release: finding.release,
      platform: finding.platform,
      bits:
        PACKED_KINDS[kind] |
        (finding.verdict === 'pass' ? PASS : 0) |
        openness(finding.visibility, finding.isAboutDraft),
      scheme: this.schemePlace(finding.scheme),
      validFrom: finding.validFrom,
      validTo: finding.validTo ?? NO_END,
      testEnd: finding.testedAt ?? finding.validFrom,
      number: finding.number,
      reference:
        declarer === null
          ? this.certificates.pack(finding.certificateNumber)
          : this.declarers.pack(declarer.organizationId, declarer.as),
    };
  }

  #noteSource({ kind, sourceFinding, policyVersion }: PlacedFinding, row: number): void {
    if (kind === 'inherited') this.inheritances.add(row, sourceFinding, policyVersion);
  }

  schemePlace(scheme: string | null): number {
    if (scheme === null) return 0;
    let place = this.#schemePlaces.get(scheme);
    if (place === undefined) {
      place = this.schemes.push(scheme) - 1;
      if (place > 255) throw new Error('more schemes than a byte can tell apart');
      this.#schemePlaces.set(scheme, place);
    }
    return place;
  }
}

/** What is said about a draft waits for its publication. */
export function openness(visibility: PlacedFinding['visibility'], isAboutDraft: boolean): number {
  if (visibility !== 'public') return 0;
  return isAboutDraft ? PUBLIC_LATER : PUBLIC;
}
