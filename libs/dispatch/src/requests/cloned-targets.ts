interface Target {
  readonly os: string;
  readonly cpu: string;
}

/**
 * Targets of a request that is asked again on another release of an operating system: those on releases of that very
 * product, each CPU once. None where the request had no target on it.
 *
 * @param onto coordinate of the OS release, `vendor/product@version`; undefined keeps all targets as they were
 */
export function clonedTargets(targets: readonly Target[], onto: string | undefined): Target[] {
  if (onto === undefined) return targets.map(({ os, cpu }) => ({ os, cpu }));
  const product = productOf(onto);
  const cpus = new Set(targets.filter(({ os }) => productOf(os) === product).map(({ cpu }) => cpu));
  return [...cpus].map((cpu) => ({ os: onto, cpu }));
}

function productOf(coordinate: string): string {
  return coordinate.slice(0, coordinate.lastIndexOf('@'));
}
