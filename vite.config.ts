import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
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

export default defineConfig({
  root: 'web',
  plugins: [messageCatalogues(), reactAriaWords, react(), tailwindcss()],
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
