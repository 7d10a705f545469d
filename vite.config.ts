import { builtinModules } from 'node:module';
import { defineConfig } from 'vite';

const NATIVE = ['keytar', '@photostructure/sqlite'];

/** Bundles the `tp-tray` program into one file; only native modules stay outside it. */
export default defineConfig({
  build: {
    ssr: 'src/cli/main.ts',
    outDir: 'dist',
    target: 'node20',
    minify: false,
    sourcemap: false,
    rolldownOptions: {
      external: [...NATIVE, ...builtinModules, /^node:/],
      output: { format: 'es', entryFileNames: 'cli.js', codeSplitting: false },
    },
  },
  ssr: { noExternal: true, external: NATIVE },
});
