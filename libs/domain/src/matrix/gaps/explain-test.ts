import type { Language } from '../explain-in-words.js';
import type { Platform } from '../platform-model.js';
import type { PlannedTest, PoolAvailability } from './plan-tests.js';

/** Why this test is in the plan, one sentence an element: what it covers, what else could, and whether it can be made. */
export function explainTestInWords<P extends Platform>(test: PlannedTest<P>, language: Language): string[] {
  const say = (zh: string, en: string): string => (language === 'zh' ? zh : en);
  const { covers, alternatives, availability } = test;
  const alone = covers.filter((cell) => cell.alone).length;
  const cells = (count: number): string => `${count} cell${count === 1 ? '' : 's'}`;
  const sentences = [
    say(
      `覆盖 ${covers.length} 个单元，其中 ${alone} 个只有此测试覆盖。`,
      `Covers ${cells(covers.length)}, ${alone} of which no other test of the plan covers.`,
    ),
  ];
  if (alternatives.length > 0) {
    sentences.push(
      say(
        `另有 ${alternatives.length} 个平台上的测试可代替${chosenBecause(test, 'zh')}。`,
        `A test on any of ${alternatives.length} other platform${alternatives.length === 1 ? '' : 's'} would do instead${chosenBecause(test, 'en')}.`,
      ),
    );
  }
  sentences.push(AVAILABILITY[availability][language]);
  return sentences;
}

const AVAILABILITY: Readonly<Record<PoolAvailability, Readonly<Record<Language, string>>>> = {
  live: { zh: '有在线主机的资源池可承担。', en: 'A pool with a live host serves the platform.' },
  offline: { zh: '有资源池，但目前没有在线主机。', en: 'A pool serves the platform; none of its hosts is live now.' },
  none: { zh: '目前没有资源池提供该平台。', en: 'No pool serves the platform.' },
};

function chosenBecause<P extends Platform>({ availability, alternatives }: PlannedTest<P>, language: Language): string {
  const isOnly = alternatives.every((other) => other.availability !== 'live');
  if (availability !== 'live' || !isOnly) return '';
  return language === 'zh' ? '，但均无在线主机' : ', but none of them has a live host';
}
