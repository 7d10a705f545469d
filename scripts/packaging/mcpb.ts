import { packExtension } from '@anthropic-ai/mcpb';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withFixedTimes } from './zip-times.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PROGRAM = join(ROOT, 'dist/cli.js');
/** The systems and processors that Claude Desktop exists for. */
const PREBUILDS = ['darwin-arm64', 'darwin-x64', 'linux-arm64', 'linux-x64', 'win32-arm64', 'win32-x64'];

/** Where things are in the bundle. */
const CONTENTS: readonly (readonly [from: string, to: string])[] = [
  ['dist/cli.js', 'server/cli.js'],
  ['build/connector-package.json', 'server/package.json'],
  ['node_modules/keytar/package.json', 'server/node_modules/keytar/package.json'],
  ['node_modules/keytar/LICENSE.md', 'server/node_modules/keytar/LICENSE.md'],
  ['node_modules/keytar/lib/keytar.js', 'server/node_modules/keytar/lib/keytar.js'],
  ...PREBUILDS.map((name) => {
    const file = `node_modules/keytar/prebuilds/${name}/keytar.node`;
    return [file, `server/${file}`] as const;
  }),
  ['assets/icon-512.png', 'icon.png'],
  ['LICENSE', 'LICENSE'],
  ['dist/THIRD-PARTY-NOTICES.txt', 'THIRD-PARTY-NOTICES.txt'],
];

/**
 * Packs the built connector as a Claude Desktop extension: the second way into Claude, where it drops entries that
 * were written by hand. Claude runs it with a Node of its own; it goes through the running app or serves itself.
 * @throws Error when the bundle is not valid
 */
export async function packClaudeExtension(file: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'tp-tray-mcpb-'));
  try {
    for (const [from, to] of CONTENTS) {
      mkdirSync(join(folder, to, '..'), { recursive: true });
      cpSync(join(ROOT, from), join(folder, to));
    }
    writeFileSync(join(folder, 'manifest.json'), `${JSON.stringify(await manifest(), null, 2)}\n`);
    if (!(await packExtension({ extensionPath: folder, outputPath: file, silent: true })))
      throw new Error('The extension could not be packed; the lines above say why.');
    // The packer dates every file by now.
    writeFileSync(file, withFixedTimes(readFileSync(file)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function manifest(): Promise<object> {
  const { version, description, license, homepage } = JSON.parse(
    readFileSync(join(ROOT, 'package.json'), 'utf8'),
  ) as Record<'version' | 'description' | 'license' | 'homepage', string>;
  return {
    manifest_version: '0.3',
    name: 'tp-tray',
    display_name: 'TrainingPeaks (TP Tray)',
    version,
    description,
    author: { name: 'TP Tray authors', url: homepage },
    homepage,
    icon: 'icon.png',
    license,
    server: {
      type: 'node',
      entry_point: 'server/cli.js',
      mcp_config: { command: 'node', args: ['${__dirname}/server/cli.js', 'mcp'] },
    },
    tools: await publishedTools(),
    prompts_generated: true,
    compatibility: {
      platforms: ['darwin', 'win32', 'linux'],
      // The history is a database of node:sqlite, complete since then (src/history/database.ts).
      runtimes: { node: '>=22.16.0' },
    },
  };
}

/** The tools as the server itself lists them. */
async function publishedTools(): Promise<{ name: string; description: string }[]> {
  const client = new Client({ name: 'tp-tray-packaging', version: '1' });
  await client.connect(
    new StdioClientTransport({
      command: process.execPath,
      args: [PROGRAM, 'mcp', '--demo'],
      stderr: 'ignore',
    }),
  );
  try {
    const { tools } = await client.listTools();
    return tools.map(({ name, description = '' }) => ({ name, description }));
  } finally {
    await client.close();
  }
}
