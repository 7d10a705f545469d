import { isBuiltin } from 'node:module';
import { defineConfig, type Plugin } from 'vite';

const NATIVE = ['keytar', '@photostructure/sqlite'];

/** Bundles the `tp-tray` program into one file; only native modules stay outside it. */
export default defineConfig({
  plugins: [builtinsWhenUsed(), smallerSchemaValidator(), asciiOnly()],
  build: {
    ssr: 'src/cli/main.ts',
    outDir: 'dist',
    // The app is built into dist/app by electron.vite.config.ts.
    emptyOutDir: false,
    target: 'node20',
    sourcemap: false,
    license: { fileName: 'licenses.json' },
    rolldownOptions: {
      external: NATIVE,
      output: {
        format: 'es',
        entryFileNames: 'cli.js',
        codeSplitting: false,
        // Lines and names stay, for the stacks in the log: Node prints the line of an uncaught error.
        minify: { compress: true, mangle: { keepNames: true }, codegen: { removeWhitespace: false } },
      },
    },
  },
  ssr: { noExternal: true, external: NATIVE },
});

/**
 * Loads a built-in module of Node when the code that imports it runs. Its import would otherwise move to the
 * top of the one file, and `tp-tray mcp` would load the HTTP server of the demo (25 ms) before it answers.
 */
function builtinsWhenUsed(): Plugin {
  const PREFIX = '\0builtin:';
  /** The bundler's own helpers need it before any module is there. */
  const NEEDED_AT_ONCE = 'module';
  return {
    name: 'builtins-when-used',
    enforce: 'pre',
    resolveId(id, _importer, options) {
      const name = id.replace(/^node:/, '');
      const isImport = !('kind' in options) || options.kind === 'import-statement';
      return isBuiltin(id) && isImport && name !== NEEDED_AT_ONCE ? `${PREFIX}${name}` : null;
    },
    load(id) {
      if (!id.startsWith(PREFIX)) return null;
      const name = `node:${id.slice(PREFIX.length)}`;
      const names = Object.keys(process.getBuiltinModule(name) ?? {}).filter((key) => key !== 'default');
      return {
        moduleSideEffects: false,
        code: [
          `const builtin = /* @__PURE__ */ process.getBuiltinModule('${name}');`,
          'const read = (name) => builtin[name];',
          'export default builtin;',
          ...names.map((key, index) => `const export${index} = /* @__PURE__ */ read('${key}');`),
          `export { ${names.map((key, index) => `export${index} as ${key}`).join(', ')} };`,
        ].join('\n'),
      };
    },
  };
}

/**
 * The MCP SDK brings Ajv, a quarter of the program, to check what a client's user fills into a form. TP Tray
 * asks for no forms; the SDK's other validator is a tenth of the size.
 */
function smallerSchemaValidator(): Plugin {
  return {
    name: 'smaller-schema-validator',
    transform: {
      filter: { id: /@modelcontextprotocol\/(client|server)\/dist\/shimsNode\.mjs$/ },
      handler(code) {
        const changed = code.replace(
          /import \{ \w+ as AjvJsonSchemaValidator \} from "[^"]+"/,
          'import { CfWorkerJsonSchemaValidator as AjvJsonSchemaValidator } from "@modelcontextprotocol/server/validators/cf-worker"',
        );
        if (changed === code) this.error('The MCP SDK no longer chooses its validator here.');
        return changed;
      },
    },
  };
}

/** One character beyond Latin-1 makes V8 keep the whole source in two bytes a character. */
function asciiOnly(): Plugin {
  return {
    name: 'ascii-only',
    generateBundle(_options, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type !== 'chunk') continue;
        file.code = file.code.replace(
          /[\u0080-\uffff]/g,
          (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
        );
      }
    },
  };
}
