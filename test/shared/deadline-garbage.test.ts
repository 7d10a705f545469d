import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { nodeOnPath } from '../support/mcp-program.ts';

const run = promisify(execFile);
const NODE_20 = nodeOnPath(20);
const folder = mkdtempSync(join(tmpdir(), 'deadline-'));
const program = join(folder, 'program.mjs');

/** Whoever waits holds a listener and nothing else, and garbage is collected before the time is over. */
const PROGRAM = `
import { createDeadline } from './deadline.mjs';
const follow = (signal) => signal.addEventListener('abort', () => {
  process.stdout.write('ended');
  process.exit();
});
const inner = () => createDeadline({ milliseconds: 300 }).signal;
follow(createDeadline({ signals: [inner(), new AbortController().signal] }).signal);
setInterval(() => globalThis.gc(), 10);
`;

beforeAll(async () => {
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: fileURLToPath(new URL('../../src/shared/deadline.ts', import.meta.url)),
      outDir: folder,
      target: 'node20',
      rolldownOptions: { output: { format: 'es', entryFileNames: 'deadline.mjs', codeSplitting: false } },
    },
  });
  writeFileSync(program, PROGRAM);
});

afterAll(() => rmSync(folder, { recursive: true }));

test.each<[string, string]>([
  ['this Node', process.execPath],
  ...(NODE_20 === null ? [] : [['the Node 20 of this computer', NODE_20] satisfies [string, string]]),
])('a deadline survives the garbage collection of %s', async (_which, node) => {
  const { stdout } = await run(node, ['--expose-gc', program], { timeout: 20_000, killSignal: 'SIGKILL' });
  expect(stdout).toBe('ended');
});
