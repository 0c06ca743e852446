import { testEnd } from '../finding.js';
import { sameGeneration } from '../platform-model.js';
import type { CpuModel, Place } from '../platform-model.js';
import { onSameCell } from '../standing.js';
import type { StandingFinding } from '../standing.js';

/**
 * R8: the direct fails, of whatever release, that forbid an inference from `source` by way of the cells in `enters`.
 *
 * - On the source's own cell: a fail that is not earlier than its pass. Where a still later pass ended that fail, the later
 *   pass is the one to start from.
 * - On any cell entered, the target included: a standing fail blocks the cell and cuts the chain that passes over it. A
 *   later direct pass needs no exception: on the same cell it ended the fail; further along the chain it is a source itself.
 * - On a sibling (same generation, hence same ISA) of a cell entered, same release and OS release: the inferred pass is
 *   blocked there, and an inference never passes over a cell into which nothing may be inferred.
 */
export function negativesAgainst(
  source: StandingFinding,
  enters: readonly Place[],
  reading: readonly StandingFinding[],
  cpuModels: readonly CpuModel[],
): readonly StandingFinding[] {
  return reading.filter(({ finding, standing }) => {
    if (finding.kind !== 'direct' || finding.verdict !== 'fail') return false;
    if (standing !== 'in-force' && standing !== 'superseded') return false;
    if (onSameCell(finding, source.finding)) return testEnd(finding) >= testEnd(source.finding);
    const cpu = cpuModels.find(({ id }) => id === finding.platform.cpuModelId);
    if (cpu === undefined || standing === 'superseded') return false;
    return enters.some(
      (entered) =>
        entered.release.id === finding.releaseId &&
        entered.os.id === finding.platform.osReleaseId &&
        sameGeneration(entered.cpu, cpu),
    );
  });
}
