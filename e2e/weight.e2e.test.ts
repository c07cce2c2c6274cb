import path from 'node:path';
import { expect, test } from 'vitest';
import { budgets, weigh } from '../scripts/weight.ts';
import { buildWeb } from './journey.ts';

const built = path.join(import.meta.dirname, '../dist/web');

test('the first screen, its list included, arrives in no more script than was promised', () => {
  buildWeb();
  const { firstScreen, styles } = weigh(built);
  expect(firstScreen.kilobytes).toBeLessThanOrEqual(budgets.firstScreen);
  expect(styles).toBeLessThanOrEqual(budgets.styles);
});
