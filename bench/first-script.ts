import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { projectRoot } from '../server/platform/config/config.ts';
import type { Figure } from './measuring.ts';

/** What a browser loads before the first page shows: the scripts that the page itself names. */
export function firstScript(): Figure {
  const folder = path.join(projectRoot, 'dist/web');
  const page = path.join(folder, 'index.html');
  const common = { name: 'First JavaScript', target: '≤ 230 KB' };
  if (!existsSync(page)) {
    return {
      ...common,
      measured: '–',
      compared: 'the web app is not built; `npm start` builds it',
    };
  }
  const scripts = readFileSync(page, 'utf8').matchAll(/(?:src|href)="(\/[^"]+\.js)"/g);
  const sizes = [...scripts].map(
    ([, name]) => gzipSync(readFileSync(path.join(folder, name!)), { level: 9 }).length,
  );
  const kilobytes = sizes.reduce((sum, size) => sum + size, 0) / 1_024;
  return {
    ...common,
    measured: `${kilobytes.toFixed(0)} KB gzip`,
    compared: `${sizes.length} files named by the page`,
    reached: kilobytes <= 230,
  };
}
