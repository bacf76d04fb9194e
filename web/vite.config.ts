/** Builds the pages and the SDK into what the server hands out as static files. */

import {existsSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {defineConfig} from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The page '/', the page '/r/{id}', and the module that other sites embed. */
const ENTRIES: Readonly<Record<string, string>> = {
  index: here('index.html'),
  room: here('room.html'),
  embed: here('embed.ts'),
};

export default defineConfig({
  root: here('.'),
  build: {
    outDir: here('../signaling/static'),
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0, // A strict Content-Security-Policy has no data: URLs.
    modulePreload: {polyfill: false},
    rolldownOptions: {
      input: Object.fromEntries(Object.entries(ENTRIES).filter(([, path]) => existsSync(path))),
      preserveEntrySignatures: 'exports-only',
      output: {
        // Other sites' pages name /embed.js: it alone keeps its name over releases.
        entryFileNames: ({name}) => (name === 'embed' ? 'embed.js' : 'assets/[name]-[hash].js'),
        chunkFileNames: 'assets/[name]-[hash].js',
        assetFileNames: 'assets/[name]-[hash][extname]',
      },
    },
  },
});
