import { describe, expect, it } from '@jest/globals';
import { allAllowed, digestOfCommands, parseAllowedDigests } from './allowed-digests.js';

const [a, b, c] = ['a', 'b', 'c'].map((letter) => letter.repeat(64));
const [commands = '', others = ''] = ['d', 'e'].map((letter) => letter.repeat(64));

describe('allowed digests', () => {
  it('are one a line, some with commands, with comments', () => {
    const text = `# list\n${a}  # esbuild\n\n ${b?.toUpperCase()} ${commands}\r\nnot a digest\n${a}0\n${a} b\n`;
    expect(parseAllowedDigests(text)).toEqual([
      { sha256: a, commands: undefined },
      { sha256: b, commands },
    ]);
  });

  it.each([
    ['every artifact listed, where the user differs', [a, b], commands, true, true],
    ['one listed for any commands, where the user is the agent’s', [a, b], commands, false, false],
    ['one listed with these commands', [b], commands, false, true],
    ['one listed with other commands', [b], others, true, false],
    ['one not listed', [a, c], commands, true, false],
    ['nothing to check', [], commands, true, false],
  ])('%s', (_case, digests, asked, anyCommand, expected) => {
    const artifacts = digests.map((sha256 = '') => ({ sha256 }));
    const list = parseAllowedDigests(`${a}\n${b} ${commands}\n`);
    expect(allAllowed(artifacts, asked, list, anyCommand)).toBe(expected);
  });

  it('know commands by what runs and what it reads, not by their order or cases', () => {
    const plan = (...steps: { argv: string[]; stdin?: string }[]): Parameters<typeof digestOfCommands>[0] => [
      {
        id: 'x',
        kind: 'function',
        name: 'x',
        nameEn: 'x',
        required: true,
        steps: steps.map((step) => ({ do: 'run', timeoutSeconds: 1, expect: { exitCode: 0 }, ...step })),
      },
    ];
    const digest = digestOfCommands(plan({ argv: ['p', '1'] }, { argv: ['p', '2'], stdin: 'x' }));
    expect(digestOfCommands(plan({ argv: ['p', '2'], stdin: 'x' }, { argv: ['p', '1'] }, { argv: ['p', '1'] }))).toBe(
      digest,
    );
    expect(digestOfCommands(plan({ argv: ['p', '1'] }, { argv: ['p', '2'], stdin: 'y' }))).not.toBe(digest);
    expect(digestOfCommands(plan({ argv: ['p', '1', '2'], stdin: 'x' }))).not.toBe(digest);
    expect(digestOfCommands(plan({ argv: ['p 1'] }))).not.toBe(digestOfCommands(plan({ argv: ['p', '1'] })));
  });
});
