import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { messageCatalogues } from './web/locales/catalogues.ts';

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
  plugins: [messageCatalogues(), reactAriaWords, react(), tailwindcss(), compressedCopies],
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
        // What every visit needs comes as one file: a dozen small ones cost a dozen round trips.
        codeSplitting: {
          groups: [
            { name: 'app', tags: ['$initial'], test: /^(?!.*web\/(main\.tsx|index\.html)$)/ },
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
