import { API_BASE, OPERATIONS, type Operation } from '#libs/contracts';

const UUID = '01990000-0000-7000-8000-00000000000f';
const DIGEST = 'ab'.repeat(32);

/** Well-formed values of path parameters that name nothing. */
const NOTHING: Readonly<Record<string, string>> = {
  id: UUID,
  slug: 'nobody',
  vendor: 'nobody',
  product: 'nothing',
  sha256: DIGEST,
  code: 'nowhere',
  number: '1',
  name: 'nothing.txt',
};

/** Path of an operation with these parameters, or with ones that name nothing. */
export function pathOf(operation: Operation, params: Readonly<Record<string, string>> = {}): string {
  return `${API_BASE}${operation.path.replaceAll(/\{(\w+)\}/g, (_all, name: string) => params[name] ?? NOTHING[name] ?? name)}`;
}

/** Queries without which an operation is refused before anything else is looked at. */
const NEEDED_QUERY: Readonly<Record<string, string>> = {
  putEvidence: `sha256=${DIGEST}`,
  checkCell: 'release=a/b@1&os=c/d@1&cpu=e/f',
  checkSolution: 'os=c/d@1&cpu=e/f',
  exportCells: 'format=csv',
  diffCells: 'release=a/b@1&from=2026-01-01T00:00:00Z&to=2026-01-01T00:00:00Z',
  summarizeCells: 'os=c/d@1',
  claimWork: 'wait=0',
  getJobLog: 'follow=false',
};

/** Path with these parameters, or with ones that name nothing, and the query that the operation needs. */
export function addressOf(operation: Operation, params: Readonly<Record<string, string>> = {}): string {
  const query = NEEDED_QUERY[operation.id];
  return query === undefined ? pathOf(operation, params) : `${pathOf(operation, params)}?${query}`;
}

export function operationById(id: string): Operation {
  const found = OPERATIONS.find((operation) => operation.id === id);
  if (found === undefined) throw new Error(`there is no operation ${id}`);
  return found;
}

/** Whether a call of the operation may change something. */
export function writes(operation: Operation): boolean {
  return operation.method !== 'GET' && operation.method !== 'HEAD';
}
