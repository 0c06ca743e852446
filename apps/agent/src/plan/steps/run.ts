import { lastLine } from '../../logs/printable-text.js';
import { findPattern } from '../pattern.js';
import { describeExit, runToEnd, type StepContext } from '../step-context.js';
import { blocked, DONE, failed, type StepOf, type StepOutcome } from '../step-outcome.js';

const MATCH_MS = 1000;

/** Runs a command to its end and compares exit code and standard output with what the plan expects. */
export async function run(step: StepOf<'run'>, context: StepContext): Promise<StepOutcome> {
  const argv = context.executor.command(step.argv);
  const { exit, output } = await runToEnd(
    context,
    { argv, ...(step.stdin === undefined ? {} : { stdin: step.stdin }) },
    step.timeoutSeconds,
  );
  if (exit === 'timeout') {
    return failed(`${step.timeoutSeconds} 秒内未结束`, `did not end within ${step.timeoutSeconds} s`);
  }
  const { expect } = step;
  if (exit.code !== expect.exitCode) {
    const { chinese, english } = describeExit(exit);
    const said = lastLine(output.text('stderr')) || lastLine(output.text('stdout'));
    return failed(
      `${chinese}，应为退出码 ${expect.exitCode}`,
      `${english}, not with ${expect.exitCode}${said && `: ${said}`}`,
    );
  }
  return expect.stdout === undefined ? DONE : matchOutput(expect.stdout, output.text('stdout'));
}

function matchOutput(pattern: string, stdout: string): StepOutcome {
  const answer = findPattern(pattern, stdout, MATCH_MS);
  if (answer === 'matches') return DONE;
  if (answer === 'differs') {
    return failed(
      `标准输出与预期不符：${pattern}`,
      `standard output does not match ${pattern}; it ends with: ${lastLine(stdout)}`,
    );
  }
  return unusablePattern(pattern, answer);
}

export function unusablePattern(pattern: string, why: 'too-slow' | 'invalid'): StepOutcome {
  return why === 'invalid'
    ? blocked(`不是有效的正则表达式：${pattern}`, `not a regular expression: ${pattern}`)
    : blocked(`正则表达式匹配耗时过长：${pattern}`, `the regular expression takes too long: ${pattern}`);
}
