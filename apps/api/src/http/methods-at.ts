import { API_BASE, OPERATIONS } from '#libs/contracts';

const ROUTES = OPERATIONS.map(({ method, path }) => ({
  method,
  // Paths of the contract are letters, slashes and hyphens: nothing in them needs escaping.
  pattern: new RegExp(`^${API_BASE}${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`),
}));

/** Methods that the contract has for a path; none where it does not know the path. */
export function methodsAt(path: string): string[] {
  const methods = ROUTES.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method);
  // Fastify answers HEAD wherever it answers GET.
  return [...new Set(methods.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method])))];
}
