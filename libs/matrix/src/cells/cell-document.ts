import { explainInWords, type CellAnswer, type CellNames, type Language } from '#libs/domain';

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
  readonly declaredBy: readonly { readonly organization: string; readonly as: 'vendor' | 'os-vendor' | 'cpu-vendor' }[];
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

export function cellDocument(answer: CellAnswer, knownAt: Date, names: DocumentNames): CellDocument {
  const { unknownBecause } = answer;
  const nearest = unknownBecause?.nearest ?? null;
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
    declaredBy: answer.declaredBy.map(({ organizationId, as }) => ({
      organization: names.organizationSlug(organizationId),
      as,
    })),
    unknownBecause:
      unknownBecause === null
        ? null
        : {
            code: unknownBecause.code,
            rule: unknownBecause.rule,
            nearest:
              nearest === null
                ? null
                : {
                    ...(nearest.release === undefined ? {} : { release: nearest.release }),
                    os: nearest.os,
                    cpu: nearest.cpu,
                  },
          },
    policy: answer.policy,
    validAt: new Date(answer.validAt).toISOString(),
    knownAt: knownAt.toISOString(),
    revision: answer.knownAtRevision,
    explanation: {
      zh: explainInWords(answer, names.in('zh'), 'zh'),
      en: explainInWords(answer, names.in('en'), 'en'),
    },
  };
}
