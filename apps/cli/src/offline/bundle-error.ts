import { UsageError } from '../exit-codes.js';

/** The file can't be used: a local matter, nothing was asked of any service. */
export function unusable(file: string, zh: string, en: string): UsageError {
  return new UsageError(`离线包 ${file} 无法使用：${zh} · The bundle ${file} can't be used: ${en}`);
}
