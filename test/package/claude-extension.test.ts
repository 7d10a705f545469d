import {
  getMcpConfigForManifest,
  MANIFEST_SCHEMAS,
  unpackExtension,
  validateManifest,
} from '@anthropic-ai/mcpb';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { packClaudeExtension } from '../../scripts/packaging/mcpb.ts';
import { connectorAddress } from '../../src/connector/address.ts';
import { startConnectorHost } from '../../src/connector/host.ts';
import { TOOLS } from '../../src/mcp/tools/index.ts';
import { callsOf } from '../support/mcp-fixture.ts';
import { bareEnvironment, connect2025, temporaryHome } from '../support/mcp-program.ts';
import { filesIn } from './contents.ts';

const place = mkdtempSync(join(tmpdir(), 'tp-tray-extension-'));
const file = join(place, 'tp-tray.mcpb');
const folder = join(place, 'unpacked');

beforeAll(async () => {
  // The packer speaks on standard output, however silent it is asked to be.
  vi.spyOn(console, 'log').mockImplementation(() => undefined);
  await packClaudeExtension(file);
  await unpackExtension({ mcpbPath: file, outputDir: folder, silent: true });
});
afterAll(() => rmSync(place, { recursive: true, force: true }));

const readManifest = () =>
  MANIFEST_SCHEMAS['0.3'].parse(JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')));

/** The server as Claude Desktop starts it from the unpacked extension, with a Node of its own. */
async function startAsClaude(home: string, more: readonly string[] = []) {
  const config = await getMcpConfigForManifest({
    manifest: readManifest(),
    extensionPath: folder,
    systemDirs: {},
    userConfig: {},
    pathSeparator: sep,
  });
  const [program = '', command, ...words] = config?.args ?? [];
  expect([config?.command, command]).toEqual(['node', 'mcp']);
  return connect2025({
    program,
    words: [...words, ...more],
    environment: { ...bareEnvironment(home), ...config?.env },
  });
}

function newHome(): string {
  const { home, remove } = temporaryHome();
  onTestFinished(remove);
  return home;
}

test('its manifest is valid, and names the tools that the server has', () => {
  expect(validateManifest(join(folder, 'manifest.json'))).toBe(true);
  const { tools, icon, server } = readManifest();
  expect(tools?.map(({ name }) => name)).toEqual(TOOLS.map(({ name }) => name));
  expect([icon ?? '', server.entry_point].map((path) => existsSync(join(folder, path)))).toEqual([
    true,
    true,
  ]);
});

test('it holds the connector and a keychain for each system', async () => {
  await expect(`${filesIn(folder).join('\n')}\n`).toMatchFileSnapshot('extension-contents.txt');
});

test('the same sources give the same bytes on another day', async () => {
  const again = join(place, 'again.mcpb');
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 40 * 24 * 60 * 60 * 1000 });
  onTestFinished(() => void vi.useRealTimers());
  await packClaudeExtension(again);
  expect(readFileSync(again).equals(readFileSync(file))).toBe(true);
});

test('its server answers by itself', async () => {
  const client = await startAsClaude(newHome(), ['--demo']);
  const { text } = await callsOf(client).call('tp_get_fitness');
  expect(text).toContain('As of ');
  await client.close();
});

test('its server goes through the running app', async () => {
  const home = newHome();
  let visitors = 0;
  const host = await startConnectorHost(
    connectorAddress(join(home, '.local/share/tp-tray')),
    (connection) => {
      visitors += 1;
      connection.destroy();
    },
    { info: () => undefined, warn: () => undefined, error: () => undefined },
  );
  onTestFinished(() => host.close());
  await expect(startAsClaude(home)).rejects.toThrow();
  expect(visitors).toBe(1);
});
