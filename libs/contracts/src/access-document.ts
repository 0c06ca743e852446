import { ROLES, type Role } from '#libs/domain';
import type { Operation } from './operation.js';
import { OPERATIONS } from './operations.js';

const INTRODUCTION = `# Who may call what

Generated from the contracts by \`npm run generate\`; not edited by hand. ✔ may call · S may call, signed in with a password or
an identity provider rather than with an API key · ✘ is refused (\`unauthenticated\`, \`forbidden\`). Whose the thing is that a path
names is asked after that: things of other organizations read as not found. \`test/api/access.test.ts\` calls every operation
as everybody, with own and foreign things.
`;

const CALLERS = ['anybody', ...ROLES, 'agent'] as const;

/** docs/access.md: a row for each operation, a column for each kind of caller. */
export function accessDocument(operations: readonly Operation[] = OPERATIONS): string {
  const rows = operations.map((operation) => [
    `\`${operation.method} ${operation.path}\``,
    ...CALLERS.map((caller) => markOf(operation, caller)),
  ]);
  return `${INTRODUCTION}\n${table(['operation', ...CALLERS], rows)}`;
}

function markOf({ who, errors }: Operation, caller: (typeof CALLERS)[number]): '✔' | 'S' | '✘' {
  if (who === 'public') return '✔';
  if (who === 'agent' || who === 'attempt') return caller === 'agent' ? '✔' : '✘';
  if (caller === 'anybody' || caller === 'agent') return '✘';
  if (who !== 'signed-in' && !who.includes(caller satisfies Role)) return '✘';
  return errors.includes('session-required') ? 'S' : '✔';
}

/** As the formatter leaves it. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((_, column) => Math.max(3, ...[head, ...rows].map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |\n`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('');
}
