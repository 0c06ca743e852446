import type { FindingSheet, WorldFinding } from './finding-rows.js';
import { DAY, END, START } from './moments.js';
import { PLATFORMS } from './platforms.js';
import type { Random } from './random.js';
import { CENTERS, type WorldRelease } from './releases.js';

const VALIDITY = 3 * 365 * DAY;

/** What happened on one cell of one release. */
export interface Teller {
  readonly random: Random;
  readonly sheet: FindingSheet;
  readonly release: WorldRelease;
}

/** Tested: passes, fails before or after, revocations, suspensions, publications. Returns the pass that others may derive from. */
export function tested(teller: Teller, platform: number): WorldFinding | null {
  const { random } = teller;
  let at = momentBetween(random, START, END);
  if (random.chance(0.12)) {
    direct(teller, platform, 'fail', at);
    at = momentBetween(random, at, END);
  }
  let pass = direct(teller, platform, 'pass', at);
  if (random.chance(0.4)) pass = direct(teller, platform, 'pass', momentBetween(random, at, END)) ?? pass;
  if (pass !== null && random.chance(0.06)) endIt(teller, pass);
  if (random.chance(0.04)) failed(teller, platform, at);
  if (random.chance(0.5)) declared(teller, platform);
  return pass;
}

/** Tested and found wanting; a part of what is hidden was published later. */
export function failed(teller: Teller, platform: number, after: number = START): void {
  const { random, sheet, release } = teller;
  const fail = direct(teller, platform, 'fail', momentBetween(random, after, END));
  if (fail?.visibility !== 'parties' || !random.chance(0.3)) return;
  const at = momentBetween(random, fail.recordedAt, END);
  sheet.add({ kind: 'publication', platform, organization: release.vendor, validFrom: at, recordedAt: at, ends: fail });
}

/** Inherited after review. */
export function inherited(teller: Teller, platform: number, source: WorldFinding): void {
  const { random, sheet } = teller;
  const at = momentBetween(random, source.recordedAt, END);
  const finding = sheet.add({
    kind: 'inherited',
    verdict: random.chance(0.97) ? 'pass' : 'fail',
    platform,
    organization: random.pick(CENTERS),
    validFrom: at,
    validTo: random.chance(0.8) ? at + VALIDITY : null,
    recordedAt: at,
    rule: random.chance(0.5) ? 'R1' : 'R4',
    source,
  });
  if (finding !== null && random.chance(0.06)) endIt(teller, finding);
  if (random.chance(0.6)) declared(teller, platform);
}

/** Declared by one, two or three vendors, who sometimes disagree or correct themselves. */
export function declared(teller: Teller, platform: number): void {
  const { random, sheet, release } = teller;
  const place = PLATFORMS[platform];
  if (place === undefined) throw new RangeError(`no platform ${platform}`);
  const voices = [
    { organization: release.vendor, declaredAs: 'vendor', share: 0.85 },
    { organization: place.osVendor, declaredAs: 'os-vendor', share: 0.4 },
    { organization: place.cpuVendor, declaredAs: 'cpu-vendor', share: 0.25 },
  ] as const;
  for (const { share, ...voice } of voices) {
    if (!random.chance(share)) continue;
    const at = momentBetween(random, START, END);
    // Some are announced for a later day, some end soon.
    const validFrom = random.chance(0.05) ? at + random.below(500) * DAY : at;
    sheet.add({
      kind: 'declaration',
      verdict: random.chance(0.95) ? 'pass' : 'fail',
      platform,
      ...voice,
      validFrom,
      validTo: random.chance(0.1) ? validFrom + 180 * DAY : random.chance(0.5) ? validFrom + VALIDITY : null,
      recordedAt: at,
    });
  }
}

function direct(teller: Teller, platform: number, verdict: 'pass' | 'fail', testedAt: number): WorldFinding | null {
  const { random, sheet } = teller;
  const center = random.pick(CENTERS);
  const hidden = verdict === 'fail' && random.chance(0.6);
  const recordedAt = testedAt + random.below(20) * DAY;
  const validFrom = random.chance(0.03) ? recordedAt + random.below(300) * DAY : recordedAt;
  const validTo = random.chance(0.03) ? validFrom + 90 * DAY : random.chance(0.7) ? validFrom + VALIDITY : null;
  return sheet.add({
    kind: 'direct',
    verdict,
    platform,
    visibility: hidden ? 'parties' : 'public',
    party: hidden ? center : null,
    organization: center,
    validFrom,
    validTo: verdict === 'fail' ? null : validTo,
    testedAt,
    recordedAt,
  });
}

/** Revoked, or suspended and mostly reinstated. Acts are recorded after what they name, and some begin later still. */
function endIt({ random, sheet }: Teller, finding: WorldFinding): void {
  const at = momentBetween(random, finding.recordedAt, END);
  const validFrom = random.chance(0.1) ? at + random.below(200) * DAY : at;
  const { platform, organization } = finding;
  const common = { platform, organization, ends: finding };
  if (random.chance(0.45)) {
    sheet.add({ kind: 'revocation', ...common, validFrom, recordedAt: at });
    return;
  }
  sheet.add({ kind: 'suspension', ...common, validFrom, recordedAt: at });
  if (!random.chance(0.6)) return;
  const later = momentBetween(random, validFrom, END + 100 * DAY);
  sheet.add({ kind: 'reinstatement', ...common, validFrom: later, recordedAt: later });
}

/** More and more happens as years go by. Whole minutes; `from` itself where nothing lies between. */
function momentBetween(random: Random, from: number, to: number): number {
  if (to <= from) return from;
  return from + Math.floor(((to - from) * Math.sqrt(random.next())) / 60) * 60;
}
