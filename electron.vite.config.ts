import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

/** Stay outside the bundle: native code, and a runtime that replaces `node:sqlite` only where it is missing. */
const NATIVE = ['keytar', '@photostructure/sqlite'];

/** What is bundled into each part, for scripts/notices.ts. */
const LICENSES = { fileName: 'licenses.json' };

/** Builds the three parts of the app into `dist/app`. `dist/cli.js` is built by vite.config.ts. */
export default defineConfig({
  main: {
    build: {
      outDir: 'dist/app/main',
      sourcemap: false,
      license: LICENSES,
      externalizeDeps: false,
      rolldownOptions: {
        input: 'src/main/index.ts',
        external: NATIVE,
        output: { format: 'es', entryFileNames: 'index.js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'dist/app/preload',
      sourcemap: false,
      license: LICENSES,
      externalizeDeps: false,
      rolldownOptions: {
        input: 'src/preload/index.ts',
        // The sandbox loads CommonJS only, and one file only.
        output: { format: 'cjs', entryFileNames: 'index.cjs' },
      },
    },
  },
  renderer: {
    root: 'renderer',
    base: './',
    plugins: [react()],
    build: {
      outDir: 'dist/app/renderer',
      emptyOutDir: true,
      minify: true,
      sourcemap: false,
      license: LICENSES,
      // A data: URL would be a second way in for content; every asset is a file.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      // The window of the app, and the same one for a browser (`tp-tray serve`).
      rolldownOptions: { input: { index: 'renderer/index.html', browser: 'renderer/browser.html' } },
    },
  },
});
