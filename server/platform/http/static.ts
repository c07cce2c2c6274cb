import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import type { MiddlewareHandler } from 'hono';
import { projectRoot } from '../config/config.ts';

const built = join(projectRoot, 'dist/web');

/** The built web app: files with a hash in their name may be kept for ever, the page itself never. */
export function webFiles(): MiddlewareHandler {
  return serveStatic({
    root: relative(process.cwd(), built) || '.',
    precompressed: true,
    onFound(path, context) {
      context.header(
        'Cache-Control',
        path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      );
    },
  });
}

/** Every address of the app is the one page; what it shows follows from the address in the browser. */
export function webPage(): MiddlewareHandler {
  return async (context) => {
    const page = await readFile(join(built, 'index.html'), 'utf8').catch(() => undefined);
    if (page === undefined)
      return context.text('The web app has not been built. Run: npm start', 503);
    context.header('Cache-Control', 'no-cache');
    return context.html(page);
  };
}
