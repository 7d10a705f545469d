/**
 * `node scripts/smoke-test.ts EXECUTABLE`: starts an installed app, sees it greet and show the demo athlete, and asks its
 * connector a question as an AI client does. For the release workflow, on every system; a Linux needs a display.
 */
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { chromium } from 'playwright-core';
import { serverCommand } from '../src/main/server-command.ts';

const PATIENCE_MILLISECONDS = 60_000;

const [given] = process.argv.slice(2);
if (given === undefined) throw new Error('Say which executable to test.');
const executable = resolve(given);
const resources =
  process.platform === 'darwin'
    ? join(dirname(dirname(executable)), 'Resources')
    : join(dirname(executable), 'resources');
const home = mkdtempSync(join(tmpdir(), 'tp-tray-smoke-'));

try {
  await seeWindow();
  console.log('The window greets, and shows the demo athlete.');
  console.log(await askConnector());
} finally {
  rmSync(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 500 });
}

async function seeWindow(): Promise<void> {
  const isRoot = process.getuid?.() === 0;
  const app = spawn(executable, ['--remote-debugging-port=0', ...(isRoot ? ['--no-sandbox'] : [])], {
    env: { ...process.env, TP_TRAY_HOME: home },
    stdio: 'ignore',
  });
  const ended = once(app, 'exit');
  try {
    const portFile = join(home, 'electron', 'DevToolsActivePort');
    await until(() => existsSync(portFile) && readFileSync(portFile, 'utf8').includes('\n'));
    const [port = ''] = readFileSync(portFile, 'utf8').split('\n');
    const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
    const pages = () => browser.contexts().flatMap((context) => context.pages());
    await until(() => pages().some((page) => page.url().startsWith('tp-tray:')));
    const page = pages().find((each) => each.url().startsWith('tp-tray:'));
    await page?.getByRole('button', { name: 'Look around with a demo athlete' }).click();
    await page?.getByText('demo athlete', { exact: false }).first().waitFor();
    await browser.close();
  } finally {
    app.kill();
    await ended;
  }
}

async function askConnector(): Promise<string> {
  const { command, args, env } = serverCommand({
    platform: process.platform,
    executable,
    script: join(resources, 'cli.js'),
    copyFolder: null,
    variables: { TP_TRAY_HOME: home },
  });
  const client = new Client({ name: 'tp-tray-smoke-test', version: '1' });
  await client.connect(new StdioClientTransport({ command, args: [...args, '--demo'], env: { ...env } }));
  try {
    const { content, isError } = await client.callTool({ name: 'tp_get_fitness', arguments: {} });
    const text = content.map((part) => (part.type === 'text' ? part.text : '')).join('\n');
    if (isError === true || !text.includes('As of ')) throw new Error(`The connector answered: ${text}`);
    return text;
  } finally {
    await client.close();
  }
}

async function until(isSo: () => boolean): Promise<void> {
  const deadline = performance.now() + PATIENCE_MILLISECONDS;
  while (!isSo()) {
    if (performance.now() > deadline) throw new Error(`Waited in vain for ${isSo.toString()}`);
    await wait(200);
  }
}
