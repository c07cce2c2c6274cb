import { existsSync } from 'node:fs';
import path from 'node:path';
import { budgets, weigh } from '../scripts/weight.ts';
import { projectRoot } from '../server/platform/config/config.ts';
import type { Figure } from './measuring.ts';

/** What a browser loads before the first page shows: the app, one language, and the list of people. */
export function firstScript(): Figure {
  const folder = path.join(projectRoot, 'dist/web');
  const common = { name: 'First JavaScript', target: `≤ ${String(budgets.firstScreen)} KB` };
  if (!existsSync(path.join(folder, 'index.html'))) {
    return {
      ...common,
      measured: '–',
      compared: 'the web app is not built; `npm start` builds it',
    };
  }
  const { kilobytes, files } = weigh(folder).firstScreen;
  return {
    ...common,
    measured: `${kilobytes.toFixed(0)} KB gzip`,
    compared: `${String(files)} files, the list of people among them`,
    reached: kilobytes <= budgets.firstScreen,
  };
}
