import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { InstantTexts } from './instant-texts.js';

describe('instants as text', () => {
  it('are written as Date writes them', () => {
    const texts = new InstantTexts();
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffff_ffff }), (seconds) => {
        const iso = new Date(seconds * 1000).toISOString();
        expect(texts.iso(seconds)).toBe(iso);
        expect(texts.words(seconds)).toBe(`${iso.slice(0, 16).replace('T', ' ')} UTC`);
      }),
    );
  });
});
