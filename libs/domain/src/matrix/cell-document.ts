import type { CellAnswer } from './cell.js';
import { explainInWords, type CellNames, type Language } from './explain-in-words.js';

/** An answer with what people are called who are part of it. */
export interface ExplainedCell {
  readonly answer: CellAnswer;
  readonly knownAt: Date;
  readonly explanation: { readonly zh: string[]; readonly en: string[] };
  readonly declaredBy: readonly { organization: string; as: 'vendor' | 'os-vendor' | 'cpu-vendor' | 'third-party' }[];
}

/** An answer as it is published: the body of `GET /matrix/check`. Instants are RFC 3339 in UTC. */
export interface CellDocument {
  readonly release: string;
  readonly os: string;
  readonly cpu: string;
  readonly status: CellAnswer['status'];
  readonly scheme: string | null;
  readonly certificate: string | null;
  readonly validUntil: string | null;
  readonly endsBecause: string | null;
  readonly findings: readonly string[];
  readonly path: readonly {
    readonly rule: string;
    readonly from: { readonly release?: string; readonly os?: string; readonly cpu?: string };
    readonly finding: string;
    readonly certificate: string | null;
  }[];
  readonly declaredBy: readonly {
    readonly organization: string;
    readonly as: 'vendor' | 'os-vendor' | 'cpu-vendor' | 'third-party';
  }[];
  readonly unknownBecause: {
    readonly code: string;
    readonly rule: string | null;
    readonly nearest: { readonly release?: string; readonly os: string; readonly cpu: string } | null;
  } | null;
  readonly policy: string;
  readonly validAt: string;
  readonly knownAt: string;
  readonly revision: number;
  readonly explanation: { readonly zh: readonly string[]; readonly en: readonly string[] };
}

/** What the matrix calls people and things. */
export interface DocumentNames {
  readonly in: (language: Language) => CellNames;
  readonly organizationSlug: (id: string) => string;
}

/** @param named what people call OS releases and CPU models, by coordinate; organizations by id */
export function documentNames(
  named: ReadonlyMap<string, { readonly name: string; readonly nameEn: string | null }>,
  organizations: ReadonlyMap<string, { readonly slug: string; readonly name: string }>,
): DocumentNames {
  return {
    in: (language) => {
      const nameOf = (coordinate: string): string => {
        const known = named.get(coordinate);
        return (language === 'en' ? known?.nameEn : known?.name) ?? known?.name ?? coordinate;
      };
      return {
        release: (coordinate) => coordinate,
        os: nameOf,
        cpu: nameOf,
        organization: (id) => organizations.get(id)?.name ?? id,
      };
    },
    organizationSlug: (id) => organizations.get(id)?.slug ?? id,
  };
}

/** The document of an answer by whoever keeps the names. */
export function cellDocument(answer: CellAnswer, knownAt: Date, names: DocumentNames): CellDocument {
  return documentOf({
    answer,
    knownAt,
    explanation: {
      zh: explainInWords(answer, names.in('zh'), 'zh'),
      en: explainInWords(answer, names.in('en'), 'en'),
    },
    declaredBy: answer.declaredBy.map(({ organizationId, as }) => ({
      organization: names.organizationSlug(organizationId),
      as,
    })),
  });
}

/** The document of an answer whose words and declarers are told already. */
export function documentOf({ answer, knownAt, explanation, declaredBy }: ExplainedCell): CellDocument {
  const { unknownBecause } = answer;
  return {
    release: answer.release,
    os: answer.os,
    cpu: answer.cpu,
    status: answer.status,
    scheme: answer.scheme,
    certificate: answer.certificate,
    validUntil: answer.validUntil === null ? null : new Date(answer.validUntil).toISOString(),
    endsBecause: answer.endsBecause,
    findings: answer.sources.map(({ id }) => id),
    path: answer.path.map(({ rule, from, findingId, certificate }) => ({
      rule,
      from,
      finding: findingId,
      certificate,
    })),
    declaredBy,
    unknownBecause: unknownBecause === null ? null : { ...unknownBecause, nearest: nearestOf(unknownBecause.nearest) },
    policy: answer.policy,
    validAt: new Date(answer.validAt).toISOString(),
    knownAt: knownAt.toISOString(),
    revision: answer.knownAtRevision,
    explanation,
  };
}

type Nearest = NonNullable<CellAnswer['unknownBecause']>['nearest'];

function nearestOf(nearest: Nearest): Pick<NonNullable<Nearest>, 'release' | 'os' | 'cpu'> | null {
  if (nearest === null) return null;
  const { release, os, cpu } = nearest;
  return { ...(release === undefined ? {} : { release }), os, cpu };
}
