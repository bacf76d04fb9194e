/** Builds the pages and the SDK into what the server hands out as static files. */

import {existsSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {brotliCompressSync, gzipSync} from 'node:zlib';
import {defineConfig, type Plugin} from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The pages '/', '/r/{id}' and '/receipt', and the module that other sites embed. */
const ENTRIES: Readonly<Record<string, string>> = {
  index: here('index.html'),
  room: here('room.html'),
  receipt: here('receipt.html'),
  embed: here('embed.ts'),
};

const WORTH_IT = 1024; // bytes; below that a packet is a packet

/** Lay a compressed twin beside every file: the server hands out `name.br` or `name.gz` to whoever takes it. */
const compressed: Plugin = {
  name: 'compressed',
  writeBundle({dir = ''}) {
    for (const name of readdirSync(dir, {recursive: true, encoding: 'utf8'})) {
      if (!/\.(js|css|svg|html)$/.test(name)) continue;
      const content = readFileSync(`${dir}/${name}`);
      if (content.length < WORTH_IT) continue;
      writeFileSync(`${dir}/${name}.gz`, gzipSync(content, {level: 9}));
      writeFileSync(`${dir}/${name}.br`, brotliCompressSync(content));
    }
  },
};

export default defineConfig({
  root: here('.'),
  plugins: [compressed],
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
