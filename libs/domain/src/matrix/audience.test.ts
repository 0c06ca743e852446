import { describe, expect, it } from '@jest/globals';
import { act, ask, CENTER, hiddenFail, VENDOR } from './testing/example-world.js';
import type { Finding } from './finding.js';

const failed = hiddenFail(1, ['sp3', 'h7280']);

describe('who may see what', () => {
  it.each<[string, readonly string[] | undefined, readonly Finding[], string]>([
    ['the public', undefined, [failed], 'unknown'],
    ['a stranger', ['org-other'], [failed], 'unknown'],
    ['a platform operator, who is a stranger too', ['org-operator'], [failed], 'unknown'],
    ['a party', [CENTER], [failed], 'incompatible'],
    ["the release's vendor, always a party", [VENDOR], [failed], 'incompatible'],
    ['somebody of several organizations', ['org-other', CENTER], [failed], 'incompatible'],
    ['the public after publication', undefined, [failed, act(2, 'publication', 1)], 'incompatible'],
    ['the public after publication of something else', undefined, [failed, act(2, 'publication', 7)], 'unknown'],
    [
      'whoever a publication is addressed to',
      ['org-other'],
      [failed, act(2, 'publication', 1, { visibility: 'parties', parties: ['org-other'] })],
      'incompatible',
    ],
    [
      'the public when it is not',
      undefined,
      [failed, act(2, 'publication', 1, { visibility: 'parties', parties: ['org-other'] })],
      'unknown',
    ],
  ])('%s', (_, audience, findings, status) => {
    expect(ask(findings, audience === undefined ? {} : { audience }).status).toBe(status);
  });

  it('goes by what was known: a publication recorded later was not one', () => {
    const findings = [failed, act(5, 'publication', 1)];
    expect(ask(findings, { knownAtRevision: 4 }).status).toBe('unknown');
    expect(ask(findings, { knownAtRevision: 5 }).status).toBe('incompatible');
  });
});
