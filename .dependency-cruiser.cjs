/**
 * Who may import whom. `test/architecture/imports.test.ts` plants a violation of every rule.
 *
 * @typedef {import('dependency-cruiser').IForbiddenRuleType} Rule
 */

const TEMPORAL = '(^|/)node_modules/temporal-(polyfill|spec|utils)/';
const MCP_SERVER = '(^|/)node_modules/@modelcontextprotocol/server/';
const ZOD = '(^|/)node_modules/zod/';
/** A page of the documentation, built into the program as text. */
const PAGE = '(^|/)docs/[\\w-]+\\.md(\\?raw)?$';
const ELECTRON = '^electron($|/)|(^|/)node_modules/electron/';
const ADAPTER = 'activity|trainingpeaks|history|credentials|clients|connector|demo';

/**
 * A folder that may import the listed paths and nothing else, not even what Node brings.
 *
 * @param {string} name
 * @param {string} from
 * @param {string[]} allowed
 * @param {string} comment
 * @returns {Rule}
 */
function only(name, from, allowed, comment) {
  return { name, severity: 'error', comment, from: { path: from }, to: { pathNot: allowed } };
}

/**
 * An import that must not exist.
 *
 * @param {string} name
 * @param {Rule['from']} from
 * @param {Rule['to']} to
 * @param {string} comment
 * @returns {Rule}
 */
function never(name, from, to, comment) {
  return { name, severity: 'error', comment, from, to };
}

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    only(
      'analytics-is-pure',
      '^src/analytics/',
      ['^src/analytics/', TEMPORAL],
      'Training numbers depend on their arguments alone.',
    ),
    only('shared-stands-alone', '^src/shared/', ['^src/shared/'], 'Contracts that every part may import.'),
    never(
      'adapters-know-only-shared',
      { path: `^src/(${ADAPTER})/` },
      { path: '^(src|renderer)/', pathNot: ['^src/($1|shared)/', '^src/analytics/calendar\\.ts$'] },
      'Of the analytics they use the calendar alone. Adapters fit the interfaces of their consumers by shape and are joined in services.ts.',
    ),
    only(
      'mcp-gets-its-services',
      '^src/mcp/',
      ['^src/(mcp|shared|analytics)/', MCP_SERVER, ZOD, PAGE],
      'Tools get adapters as their context; they need neither files nor the network.',
    ),
    never(
      'services-know-no-face',
      { path: '^src/(services(\\.ts$|/)|app/)' },
      { path: '^src/(cli|main|preload|serve)/|^renderer/' },
      'One engine and one app feed the terminal, the window and the browser alike.',
    ),
    never(
      'cli-needs-no-window',
      { path: '^src/cli/' },
      { path: '^src/(main|preload)/|^renderer/' },
      'The terminal program runs where no window can.',
    ),
    never(
      'main-is-no-terminal',
      { path: '^src/main/' },
      { path: '^src/(cli|preload|serve)/|^renderer/' },
      'The window and the terminal program share services, not each other.',
    ),
    never(
      'serve-shows-the-app-it-gets',
      { path: '^src/serve/' },
      { path: '^(src|renderer)/', pathNot: '^src/(serve|app|mcp|shared)/' },
      'The server puts an app behind an address; the command joins that app from its parts.',
    ),
    only(
      'preload-is-a-bridge',
      '^src/preload/',
      ['^src/(preload|shared)/', ELECTRON],
      'The preload script puts the typed bridge on the window, and nothing else.',
    ),
    never(
      'renderer-shares-types-and-numbers',
      { path: '^renderer/' },
      { path: '^src/', pathNot: '^src/(shared|analytics|mcp/tools)/' },
      'The window asks for everything else over the typed bridge.',
    ),
    never(
      'renderer-knows-tools-by-type',
      { path: '^renderer/' },
      { path: '^src/mcp/', dependencyTypesNot: ['type-only'] },
      'Of the tools the window knows what their answers hold; the main process runs them.',
    ),
    only(
      'views-show-what-tools-answer',
      '^src/views/',
      ['^src/(views|mcp|shared|analytics)/', ZOD],
      'A number in the window and the same number in Claude come from one function.',
    ),
    never(
      'renderer-has-no-node',
      { path: '^renderer/' },
      { dependencyTypes: ['core'] },
      'The window runs in a sandbox without Node.',
    ),
    never(
      'electron-stays-in-main',
      { path: '^(src|renderer)/', pathNot: '^src/(main|preload)/' },
      { path: ELECTRON },
      'The engine also runs in a plain Node process.',
    ),
    never(
      'demo-is-wired-once',
      { path: '^(src|renderer)/', pathNot: '^src/(demo|cli|services)/|^src/services\\.ts$' },
      { path: '^src/demo/' },
      'The simulated TrainingPeaks is reached over HTTP, as the real one is.',
    ),
    never(
      'product-without-tests',
      { path: '^(src|renderer)/' },
      { path: '^(test|bench|scripts)/' },
      'Product code never imports test code.',
    ),
    never(
      'product-needs-what-it-imports',
      { path: '^src/' },
      {
        dependencyTypes: ['npm-dev', 'npm-no-pkg'],
        // The one stands in for node:sqlite where a runtime lacks it; the other is the runtime itself.
        pathNot: ['(^|/)node_modules/@photostructure/sqlite/', ELECTRON],
      },
      'What the product imports must be installed with it.',
    ),
    never(
      'everything-resolves',
      { path: '^(src|renderer)/' },
      { couldNotResolve: true, pathNot: [ELECTRON, PAGE] },
      'An import that leads nowhere would escape every other rule.',
    ),
    never('no-cycles', {}, { circular: true }, 'Files that need each other are one file, or need a third.'),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.json'],
    },
  },
};
