import { CELL_STATUSES } from '#libs/domain';
import { describe, expect, it } from '@jest/globals';
import { drawBadge } from './draw-badge.js';

describe('a badge', () => {
  it.each(CELL_STATUSES)('says %s in both languages', (status) => {
    const [zh, en] = [
      drawBadge({ label: 'x', status, language: 'zh' }),
      drawBadge({ label: 'x', status, language: 'en' }),
    ];
    expect(zh).toMatch(/aria-label="x: \p{Script=Han}+"/u);
    expect(en).toContain(`aria-label="x: ${status}"`);
    expect(zh.match(/fill="#[0-9a-f]{6}"/g)).toEqual(en.match(/fill="#[0-9a-f]{6}"/g));
  });

  it('is grey where it knows nothing of the kind', () => {
    expect(drawBadge({ label: 'x', status: null, language: 'en' })).toMatch(/unknown coordinate[^]*fill="#6b7280"/);
  });

  it('takes no markup from names', () => {
    const drawn = drawBadge({ label: `"><script>alert('&')</script>\0`, status: 'certified', language: 'zh' });
    expect(drawn).not.toMatch(/<script|\0|"><s/);
    expect(drawn).toContain('&quot;&gt;&lt;script&gt;alert(&#39;&amp;&#39;)&lt;/script&gt;\ufffd');
  });
});
