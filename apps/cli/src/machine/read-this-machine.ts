import { LOONGARCH_LOADERS, MACHINE_FILES, type MachineTexts } from '#libs/domain';
import { readMachine } from '#libs/runtime';
import { UsageError } from '../exit-codes.js';

/** @throws UsageError where it is no Linux machine: nothing else names its platform in these files */
export async function readThisMachine(): Promise<MachineTexts> {
  if (process.platform !== 'linux') {
    throw new UsageError('--here 只能在 Linux 上使用 · --here works on Linux only; name --os and --cpu instead');
  }
  return readMachine(MACHINE_FILES, Object.values(LOONGARCH_LOADERS));
}
