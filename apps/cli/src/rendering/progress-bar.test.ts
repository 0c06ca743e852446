import { describe, expect, it } from '@jest/globals';
import { renderProgress } from './progress-bar.js';

describe('renderProgress', () => {
  it.each([
    [0, 100, /─{24} {3}0% {2}0 B \/ 100 B$/],
    [50, 100, /█{12}─{12} {2}50% {2}50 B \/ 100 B$/],
    [99, 100, /█{23}─ {2}99%/],
    [100, 100, /█{24} 100%/],
    [150, 100, /█{24} 100% {2}100 B \/ 100 B$/],
    [0, 0, /█{24} 100%/],
  ])('%i of %i', (sent, total, expected) => {
    expect(renderProgress('x.tgz', sent, total)).toMatch(expected);
  });
});
