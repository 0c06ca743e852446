import type { Operation } from '#libs/contracts';

/** Something that a path names, and that was not found. */
export interface MissingName {
  readonly kind: 'organization' | 'product' | 'release' | 'center' | 'certificate' | 'policy' | 'solution';
  /** As people write it: a slug, a coordinate, a number. */
  readonly text: string;
}

type Params = Readonly<Record<string, unknown>>;

/** What stands where in the paths of the contract; the longest that fits counts. */
const PATHS: readonly [start: string, kind: MissingName['kind'], text: (params: Params) => string][] = [
  ['/organizations/{slug}', 'organization', ({ slug }) => String(slug)],
  ['/products/{vendor}/{product}', 'product', ({ vendor, product }) => `${String(vendor)}/${String(product)}`],
  ['/centers/{code}', 'center', ({ code }) => String(code)],
  ['/certificates/{number}', 'certificate', ({ number }) => String(number)],
  ['/policies/{version}', 'policy', ({ version }) => String(version)],
  [
    '/solutions/{organization}/{solution}',
    'solution',
    ({ organization, solution }) => `${String(organization)}/${String(solution)}`,
  ],
];

/** What an operation's path names by a name that people write; null where it names nothing, or only by an id. */
export function nameInPath({ path }: Pick<Operation, 'path'>, params: Params): MissingName | null {
  const found = PATHS.find(([start]) => path === start || path.startsWith(`${start}/`));
  if (found === undefined) return null;
  const [, kind, text] = found;
  if (kind === 'product' && path.includes('{version}')) {
    return { kind: 'release', text: `${text(params)}@${String(params['version'])}` };
  }
  return { kind, text: text(params) };
}
