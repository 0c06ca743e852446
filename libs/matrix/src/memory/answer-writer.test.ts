import { cellDocument, type DocumentNames } from '#libs/domain';
import { describe, expect, it } from '@jest/globals';
import { answerCell } from './answer-cell.js';
import { AnswerWriter } from './answer-writer.js';
import { matrixOf, NOW, randomWorld } from './testing/random-matrix.js';

const NAMES: DocumentNames = {
  in: (language) => ({
    release: (coordinate) => coordinate,
    os: (coordinate) => `${language === 'zh' ? '系统' : 'OS'} "${coordinate}"`,
    cpu: (coordinate) => `${language === 'zh' ? '处理器' : 'CPU'} \\${coordinate}`,
    organization: (id) => `${language === 'zh' ? '机构' : 'Org'} ${id}`,
  }),
  organizationSlug: (id) => `org-${id}`,
};

describe('answers written from templates', () => {
  it('are what the document of the whole answer says, on every cell of random worlds', () => {
    let cells = 0;
    let composites = 0;
    for (let seed = 100; seed < 112; seed += 1) {
      const matrix = matrixOf(randomWorld(seed));
      matrix.deriveRange(0, matrix.world.releases.size, NOW / 1000);
      const writer = new AnswerWriter(matrix, NAMES);
      const knownAt = NOW - 5;
      writer.edition = { revision: 4711, knownAt };
      for (let release = 0; release < matrix.world.releases.size; release += 1) {
        for (let platform = 0; platform < matrix.world.platforms.size; platform += 1) {
          const whole = cellDocument(answerCell(matrix, release, platform, NOW, 4711, true), new Date(knownAt), NAMES);
          const written = Buffer.from(writer.write(release, platform, NOW), 'latin1').toString('utf8');
          expect(JSON.parse(written)).toEqual(JSON.parse(JSON.stringify(whole)));
          cells += 1;
          if (matrix.explanations.list[matrix.answers.explanation(release, platform)]?.isComposite === true) {
            composites += 1;
          }
        }
      }
    }
    expect(cells).toBeGreaterThan(5_000);
    expect(composites).toBeGreaterThan(3);
  });

  it('have the same tag exactly where they say the same about a cell, whoever writes them', () => {
    const YEAR = 365 * 86_400_000;
    let changes = 0;
    for (let seed = 100; seed < 104; seed += 1) {
      const world = randomWorld(seed);
      const [matrix, elsewhere] = [matrixOf(world), matrixOf(world)];
      const [writer, other] = [new AnswerWriter(matrix, NAMES), new AnswerWriter(elsewhere, NAMES)];
      for (const one of [writer, other]) one.edition = { revision: 4711, knownAt: NOW };
      const cells = matrix.world.releases.size * matrix.world.platforms.size;
      const said = Array.from({ length: cells }, () => new Map<string, string>());
      for (const at of [NOW, NOW + YEAR / 2, NOW + YEAR, NOW + 3 * YEAR]) {
        for (const one of [matrix, elsewhere]) one.deriveRange(0, one.world.releases.size, at / 1000);
        for (let cell = 0; cell < cells; cell += 1) {
          const [release, platform] = [
            cell % matrix.world.releases.size,
            Math.floor(cell / matrix.world.releases.size),
          ];
          const text = withoutMoment(writer.write(release, platform, at));
          expect(said[cell]?.get(writer.tag) ?? text).toBe(text);
          said[cell]?.set(writer.tag, text);
          other.write(release, platform, at);
          expect(other.tag).toBe(writer.tag);
        }
      }
      for (const texts of said) {
        expect(new Set(texts.values()).size).toBe(texts.size);
        changes += texts.size - 1;
      }
    }
    expect(changes).toBeGreaterThan(100);
  });
});

function withoutMoment(text: string): string {
  return text.replace(/"validAt":"[^"]+"/, '');
}
