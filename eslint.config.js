import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const DOUBLE_ASSERTION = {
  selector: 'TSAsExpression > TSAsExpression > TSUnknownKeyword',
  message: 'Parse or narrow the value instead of asserting it twice.',
};

const STANDARD_OUTPUT = 'Standard output belongs to the MCP protocol; diagnostics go through the log.';

const WRITE_TO_DESCRIPTOR_ONE = {
  selector:
    'CallExpression[callee.name="writeSync"][arguments.0.value=1], CallExpression[callee.property.name="writeSync"][arguments.0.value=1]',
  message: STANDARD_OUTPUT,
};

const CLOCK = 'A training number depends on its arguments alone: pass the day in.';

/** Rules of this project. `test/architecture/lint.test.ts` plants a violation of each. */
export default defineConfig(
  globalIgnores(['dist', 'release', 'types', 'test/architecture/planted']),
  tseslint.configs.strictTypeChecked,
  {
    linterOptions: { noInlineConfig: true },
    languageOptions: { parserOptions: { projectService: { allowDefaultProject: ['*.js', '*.cjs'] } } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      'no-restricted-syntax': ['error', DOUBLE_ASSERTION],
    },
  },
  {
    files: ['*.cjs'],
    extends: [tseslint.configs.disableTypeChecked],
  },
  {
    files: ['src/**', 'renderer/**'],
    rules: { 'no-console': 'error' },
  },
  {
    files: ['src/**'],
    ignores: ['src/cli/**'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'stdout', message: STANDARD_OUTPUT },
      ],
      'no-restricted-imports': [
        'error',
        {
          paths: ['process', 'node:process'].map((name) => ({
            name,
            importNames: ['stdout', 'default'],
            message: STANDARD_OUTPUT,
          })),
        },
      ],
      'no-restricted-syntax': ['error', DOUBLE_ASSERTION, WRITE_TO_DESCRIPTOR_ONE],
    },
  },
  {
    files: ['src/analytics/**'],
    rules: {
      'no-restricted-globals': ['error', { name: 'Date', message: CLOCK }],
      'no-restricted-properties': [
        'error',
        { object: 'Temporal', property: 'Now', message: CLOCK },
        { object: 'Math', property: 'random', message: CLOCK },
      ],
    },
  },
);
