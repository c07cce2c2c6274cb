import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { messageCatalogues } from './web/locales/catalogues.ts';
import { iconFile } from './web/ui/sprite.ts';

/**
 * React Aria brings its own few words in thirty languages. We speak two so far, and the others
 * would cost every visitor some 60 KB.
 */
const spokenByReactAria = new Set(['en-US', 'de-DE']);
const reactAriaWords = {
  name: 'rapport:react-aria-words',
  enforce: 'pre' as const,
  load(id: string) {
    const language = /react-aria(?:-components)?\/.*\/intl\/.*?([a-z]{2}-[A-Z]{2})\.m?js$/.exec(
      id,
    )?.[1];
    return language && !spokenByReactAria.has(language) ? 'export default {};' : undefined;
  },
};

/** All that the entry imports, but not the entry itself: the manifest must keep its name. */
const partOfEveryVisit = /^(?!.*web\/(main\.tsx|index\.html)$)/;
/** Blocks so small and common that a file of their own would be mostly envelope. */
const smallBlocks =
  /web\/ui\/(Badge|CheckMark|EmptyState|fieldLook|Notice|onePerLocale|Page|ProgressBar|Skeleton|useMedia)\b|@tanstack\/react-query/;

/** Copies that the server sends as they are, so that it never compresses the same file twice. */
const compressedCopies: Plugin = {
  name: 'rapport:compressed-copies',
  apply: 'build',
  writeBundle({ dir }, bundle) {
    for (const name of Object.keys(bundle)) {
      if (!dir || !/\.(js|css|svg|html)$/.test(name)) continue;
      const content = readFileSync(join(dir, name));
      const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };
      writeFileSync(join(dir, `${name}.br`), brotliCompressSync(content, quality));
      writeFileSync(join(dir, `${name}.gz`), gzipSync(content));
    }
  },
};

export default defineConfig({
  root: 'web',
  plugins: [
    messageCatalogues(),
    iconFile(),
    reactAriaWords,
    react(),
    tailwindcss(),
    compressedCopies,
  ],
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    manifest: true,
    // The floor of the browsers we promise to serve.
    target: ['safari16.4', 'chrome111', 'firefox128'],
    // A data: address in a stylesheet or script would ask for a hole in the content policy.
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        // A dozen small files cost a dozen round trips, so what is needed together comes together.
        codeSplitting: {
          groups: [
            { name: 'app', test: partOfEveryVisit, tags: ['$initial'], priority: 3 },
            { name: 'app', test: smallBlocks, priority: 3 },
            // A timeline scrolls like a grid but needs no table.
            {
              name: 'rows',
              test: /web\/ui\/(List|grid\/movement)|@tanstack\/.*virtual/,
              minShareCount: 2,
              priority: 3,
            },
            {
              name: 'lists',
              test: /web\/ui\/(grid|filter|List)|@tanstack\/.*(table|virtual)/,
              minShareCount: 2,
              priority: 2,
            },
            {
              name: 'records',
              test: /web\/ui\/(timeline|FactRow|EditBox)/,
              minShareCount: 2,
              priority: 2,
            },
            // What a button opens comes while the page rests, and without the boxes of forms.
            {
              name: 'layers',
              test: /web\/ui\/(layers|FilterChips|BulkBar)|react-(aria|stately)(-components)?\/.*\/(Collection|Dialog|FocusScope|Header|Menu|Modal|Popover|Separator|ToggleButton\w*|Toolbar|autocomplete|collections|menu|overlays|selection|toggle|toolbar|tree)\b/,
              minShareCount: 2,
              priority: 3,
            },
            { name: 'forms', test: /web\/ui\/|node_modules/, minShareCount: 3, priority: 1 },
          ],
        },
      },
    },
  },
  server: {
    host: '127.0.0.1',
    port: 5173,
    proxy: { '/api': { target: 'http://127.0.0.1:3000', changeOrigin: false } },
  },
});
