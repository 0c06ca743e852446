import type { components } from '#libs/client';
import { moment } from './moments.js';
import { priceText } from './money.js';
import type { Styles } from './styles.js';
import { renderTable } from './table.js';

export function renderPoolPrices(prices: readonly components['schemas']['PoolPrice'][], styles: Styles): string {
  return renderTable(
    [
      { zh: '资源池', en: 'pool', value: ({ center, pool }) => `${center}/${pool}`, paint: styles.strong },
      { zh: '单价', en: 'price', value: priceText },
      { zh: '生效', en: 'from', value: ({ validFrom }) => moment(validFrom) },
      { zh: '公布', en: 'said', value: ({ setAt }) => moment(setAt) },
    ],
    prices,
    styles,
  );
}
