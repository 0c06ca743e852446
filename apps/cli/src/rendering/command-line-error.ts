import type { CommanderError } from 'commander';
import type { Styles } from './styles.js';
import { both } from './words.js';

/** Commander's codes, as of version 14. */
const CHINESE: Readonly<Record<string, string>> = {
  'commander.unknownOption': '未知选项',
  'commander.unknownCommand': '未知命令',
  'commander.missingArgument': '缺少参数',
  'commander.optionMissingArgument': '选项缺少值',
  'commander.missingMandatoryOptionValue': '缺少必需的选项',
  'commander.excessArguments': '参数过多',
  'commander.invalidArgument': '参数值无效',
  'commander.conflictingOption': '选项互相冲突',
};

/** What is wrong with a command line; empty where commander has shown the help instead. */
export function renderCommandLineError({ code, message }: CommanderError, styles: Styles): string {
  if (code === 'commander.help') return '';
  const english = message.replace(/^error: /, '');
  const sentence = both(CHINESE[code] ?? '命令行有误', english);
  return `${styles.bad(`✘ ${sentence}`)}\n  → ${both('用 --help 查看用法', 'see --help')}`;
}
