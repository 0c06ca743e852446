import { DomainError } from '../errors/domain-error.js';
import { nearestMatches } from './nearest-matches.js';

/** A coordinate nobody has registered, and what the writer may have meant. */
export function unknownCoordinate(path: string, given: string, nearest: readonly string[]): DomainError {
  const hint = nearest.length > 0 ? `您是否要找 ${nearest.join('、')}？ · Did you mean ${nearest.join(', ')}?` : '';
  return new DomainError('unknown-coordinate', `未知坐标 ${given} · Unknown coordinate ${given}. ${hint}`.trim(), {
    fields: [{ path, code: 'unknown', message: `${given} is not registered` }],
    facts: { nearest },
  });
}

/**
 * Both are registered, and the OS is not known to run on the CPU.
 *
 * @param cpu with its ISA
 * @param runsOn coordinates of the CPU models that the OS is known to run on
 */
export function noSuchPlatform(
  path: string,
  os: string,
  cpu: { readonly coordinate: string; readonly isa: string },
  runsOn: readonly string[],
): DomainError {
  return new DomainError(
    'unknown-coordinate',
    `没有平台 ${os} × ${cpu.coordinate} · There is no such platform: ${os} is not known to run on ${cpu.coordinate}`,
    {
      fields: [{ path, code: 'unknown', message: `${os} is not known to run on this CPU (${cpu.isa})` }],
      facts: { nearest: nearestMatches(cpu.coordinate, runsOn) },
    },
  );
}
