import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** What pdf.js reads while it shows a document: fonts that are not embedded, character maps, a decoder of JPEG 2000. */
function pdfResources(): Plugin {
  const home = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
  const wanted = {
    cmaps: /\.bcmap$/,
    standard_fonts: /\.(pfb|ttf)$/,
    wasm: /_fallback\.js$/,
  } as const;
  return {
    name: 'pdf-resources',
    generateBundle() {
      for (const [folder, files] of Object.entries(wanted)) {
        for (const file of readdirSync(join(home, folder)).filter((name) => files.test(name))) {
          const source = readFileSync(join(home, folder, file));
          this.emitFile({ type: 'asset', fileName: `pdfjs/${folder}/${file}`, source });
        }
      }
    },
  };
}

/**
 * Builds the browser app to dist/web at the root of the repository, where the server finds it. Nothing is inlined into
 * the page (no script, no style, no data: font), so that the server may send `script-src 'self'`.
 */
export default defineConfig({
  root: here('.'),
  plugins: [react(), pdfResources()],
  build: {
    outDir: here('../../dist/web'),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: true,
    target: 'es2022',
    // bpmn-js is one library of about 600 kB and has a chunk of its own, loaded only where a diagram is shown.
    chunkSizeWarningLimit: 700,
  },
  server: { proxy: { '/api': 'http://localhost:3000' } },
});
