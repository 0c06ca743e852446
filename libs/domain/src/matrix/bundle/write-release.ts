import type { Finding } from '../finding.js';
import { BUNDLE_CAPACITIES, BUNDLE_KINDS } from './bundle-format.js';
import type { BundleFinding, BundleRelease, BundleWithheld } from './bundle-format.js';
import type { ReleaseFindings } from './public-part.js';
import type { AnswerBody, WithheldAnswer } from './withheld-answers.js';

/** What a bundle says of a release besides what inference reads, and how it calls what has ids. */
export interface ReleaseAround {
  readonly product: BundleRelease['product'];
  /** Coordinates of releases by id: of all that the public part names. */
  readonly coordinates: ReadonlyMap<string, string>;
  readonly organizations: ReadonlyMap<string, { readonly slug: string; readonly name: string }>;
  readonly files: BundleRelease['files'];
  /** SHA-256 of the tested files by number of the finding. */
  readonly digests: ReadonlyMap<number, readonly string[]>;
}

/** Withheld answers of one subject: the release alone, an edge, or one of the files. */
export interface WithheldOf {
  readonly partnerId: string | null;
  readonly file: number | null;
  readonly answers: readonly WithheldAnswer[];
}

/**
 * The line of a release in a bundle.
 *
 * @param shown the public part of what is known about it; the order of its catalogue is that of the bundle's
 */
export function writeRelease(
  shown: ReleaseFindings,
  withheld: readonly WithheldOf[],
  around: ReleaseAround,
): BundleRelease {
  const { release } = shown;
  const own = shown.findings.filter(({ releaseId }) => releaseId === release.id);
  const findings = [...own].sort((a, b) => a.number - b.number);
  const places = new Places(shown, findings, withheld, around);
  const answers: AnswerBody[] = [];
  const placeOfAnswer = new Map<string, number>();
  const told = withheld.flatMap(({ partnerId, file, answers: segments }) =>
    segments.map(({ os, cpu, from, to, answer }): BundleWithheld => {
      const body = { ...answer, declaredBy: answer.declaredBy.map((one) => places.declared(one)) };
      const key = JSON.stringify(body);
      const place = placeOfAnswer.get(key) ?? answers.push(body) - 1;
      placeOfAnswer.set(key, place);
      const partner = partnerId === null ? null : places.partner(partnerId);
      return [
        partner,
        file,
        places.os(os.id),
        places.cpu(cpu.id),
        seconds(from),
        to === null ? null : seconds(to),
        place,
      ];
    }),
  );
  const { rebrand } = release;
  return {
    release: release.coordinate,
    product: around.product,
    line: release.line,
    ordinal: release.ordinal,
    abiLevel: release.abiLevel,
    kernelModule: release.kernelModule,
    endOfLife: release.endOfLife === null ? null : seconds(release.endOfLife),
    fixesOnly: release.fixesOnly,
    rebrand:
      rebrand === null
        ? null
        : {
            original: coordinateOf(around, rebrand.originalId),
            offered: rebrand.offered,
            consented: rebrand.consented,
            forbidden: rebrand.forbidden,
          },
    hardware: release.hardware,
    kin: shown.releases.filter(({ id }) => id !== release.id).map(({ coordinate }) => coordinate),
    organizations: places.organizations,
    partners: places.partners,
    digests: places.digests,
    files: around.files,
    findings: findings.map((finding) => places.finding(finding)),
    withheld: told,
    answers,
  };
}

class Places {
  readonly organizations: { slug: string; name: string }[];
  readonly partners: string[];
  readonly digests: string[];
  readonly #organizationIds: string[];
  readonly #partnerIds: string[];
  readonly #os: ReadonlyMap<string, number>;
  readonly #cpu: ReadonlyMap<string, number>;
  readonly #around: ReleaseAround;

  constructor(
    shown: ReleaseFindings,
    findings: readonly Finding[],
    withheld: readonly WithheldOf[],
    around: ReleaseAround,
  ) {
    this.#around = around;
    this.#os = new Map(shown.osReleases.map(({ id }, place) => [id, place]));
    this.#cpu = new Map(shown.cpuModels.map(({ id }, place) => [id, place]));
    const told = withheld.flatMap(({ answers }) => answers.flatMap(({ answer }) => answer.declaredBy));
    const said = findings.flatMap(({ declaredBy }) => declaredBy ?? []);
    // Declarations are told in the order of ids: places in this list keep it.
    this.#organizationIds = [...new Set([...said, ...told].map((one) => one.organizationId))].sort();
    this.organizations = this.#organizationIds.map((id) => {
      const found = around.organizations.get(id);
      if (found === undefined) throw new Error(`no organization ${id}`);
      return { slug: found.slug, name: found.name };
    });
    this.#partnerIds = [...new Set(findings.flatMap(({ secondReleaseId }) => secondReleaseId ?? []))];
    this.partners = this.#partnerIds.map((id) => coordinateOf(around, id));
    this.digests = [...new Set(findings.flatMap(({ number }) => around.digests.get(number) ?? []))];
  }

  os(id: string): number {
    return placeIn(this.#os, id);
  }

  cpu(id: string): number {
    return placeIn(this.#cpu, id);
  }

  partner(id: string): number {
    const place = this.#partnerIds.indexOf(id);
    if (place === -1) throw new Error(`release ${id} is no partner`);
    return place;
  }

  declared<T extends { readonly organizationId: string }>(declared: T): T {
    return { ...declared, organizationId: declarerKey(this.#organizationIds.indexOf(declared.organizationId)) };
  }

  finding(finding: Finding): BundleFinding {
    const { declaredBy, secondReleaseId, verdict } = finding;
    const digests = this.#around.digests.get(finding.number);
    return [
      finding.number,
      BUNDLE_KINDS.findIndex((kind) => kind === finding.kind),
      verdict === null ? null : verdict === 'pass' ? 1 : 0,
      this.os(finding.platform.osReleaseId),
      this.cpu(finding.platform.cpuModelId),
      secondReleaseId === null ? null : this.partner(secondReleaseId),
      finding.scheme,
      seconds(finding.validFrom),
      finding.validTo === null ? null : seconds(finding.validTo),
      finding.testedAt === null ? null : seconds(finding.testedAt),
      finding.revision,
      finding.certificateNumber,
      finding.endsFinding,
      declaredBy === null ? null : this.#organizationIds.indexOf(declaredBy.organizationId),
      declaredBy === null ? null : BUNDLE_CAPACITIES.indexOf(declaredBy.as),
      finding.policyVersion,
      finding.sourceFinding,
      digests === undefined ? null : digests.map((digest) => this.digests.indexOf(digest)),
    ];
  }
}

/** Stands for the id of a declarer; sorts as its place does. */
export function declarerKey(place: number): string {
  return String(place).padStart(6, '0');
}

function coordinateOf({ coordinates }: ReleaseAround, id: string): string {
  const found = coordinates.get(id);
  if (found === undefined) throw new Error(`no coordinate of release ${id}`);
  return found;
}

function placeIn(places: ReadonlyMap<string, number>, id: string): number {
  const place = places.get(id);
  if (place === undefined) throw new Error(`${id} is not in the catalogue`);
  return place;
}

function seconds(at: number): number {
  return Math.floor(at / 1000);
}
