import { once } from 'node:events';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test, type TestContext } from 'vitest';
import { z } from 'zod';
import { syntheticAthlete } from '../../src/demo/athlete/synthetic-athlete.ts';
import { startSimulator } from '../../src/demo/server.ts';
import { addressesOf, bareEnvironment } from '../cli/program.ts';
import { startServe, type ServeAddresses } from '../cli/serve-process.ts';
import { hasDebianPackages, needsDebianPackages } from '../support/debian-packages.ts';
import { DesktopSession, SESSION_PACKAGES } from './desktop-session.ts';

const Fitness = z.looseObject({
  current: z.looseObject({ ctl: z.number(), atl: z.number(), tsb: z.number() }),
});

/** Another address of this computer, on which a relay may have the port of the server. */
const RELAY_HOST = '127.0.0.2';

let browser: Browser | null = null;

beforeAll(async () => {
  if (process.platform === 'linux' && hasDebianPackages(['chromium']))
    browser = await chromium.launch({
      executablePath: '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', `--host-resolver-rules=MAP localhost ${RELAY_HOST}`],
    });
});

afterAll(() => browser?.close());

/** A page of a browser of its own; `complaints` is what it must not have. */
async function newPage(): Promise<{ page: Page; complaints: string[] }> {
  if (browser === null) throw new Error('Chromium is here, yet it was not started.');
  const context = await browser.newContext({ locale: 'en-GB', colorScheme: 'light' });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const complaints: string[] = [];
  page.on('pageerror', (error) => void complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  return { page, complaints };
}

async function fitnessOf({ mcp_url, mcp_token }: ServeAddresses) {
  const client = new Client({ name: 'test', version: '1' });
  const requestInit = { headers: { Authorization: `Bearer ${mcp_token}` } };
  await client.connect(new StreamableHTTPClientTransport(new URL(mcp_url), { requestInit }));
  const { structuredContent } = await client.callTool({ name: 'tp_get_fitness', arguments: {} });
  await client.close();
  return Fitness.parse(structuredContent).current;
}

/** A number of the page, which writes a true minus. */
async function numberIn(page: Page, name: string): Promise<number> {
  const written = await page.locator(`.figure.${name} .value`).innerText();
  return Number(written.replace('−', '-'));
}

async function startOnDesktop(context: TestContext, words: readonly string[] = []) {
  needsDebianPackages(context, [...SESSION_PACKAGES, 'chromium']);
  const today = new Date().toISOString().slice(0, 10);
  const simulator = await startSimulator({ athlete: syntheticAthlete({ seed: 1, today, seasons: 1 }) });
  const session = await DesktopSession.start({ tray: false });
  onTestFinished(async () => {
    await session.close();
    await simulator.close();
  });
  const serving = await startServe(['--no-open', ...words], session.environment(addressesOf(simulator)));
  return { simulator, home: session.home, ...serving };
}

test(
  'an athlete signs in by pasting, and sees the numbers that assistants get',
  { timeout: 120_000 },
  async (context) => {
    const { simulator, home, addresses, stop } = await startOnDesktop(context);
    const { page, complaints } = await newPage();
    await page.goto(addresses.url);
    await page.getByRole('button', { name: /^Sign in/ }).click();
    expect(page.url()).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/window\/[\w-]{43}\/$/);

    const dialog = page.getByRole('dialog');
    const field = dialog.getByLabel('Value of Production_tpAuth');
    expect(await field.getAttribute('type')).toBe('password');
    await field.fill(`V001${'x'.repeat(1_700)}`);
    await dialog.getByRole('button', { name: 'Use this cookie' }).click();
    await dialog.getByRole('alert').getByText('TrainingPeaks does not accept this cookie').waitFor();
    expect(await field.inputValue()).toBe('');

    await field.fill(simulator.cookie);
    await field.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('Signed in as Dana Demo').waitFor();
    // The history arrives by itself: nobody reloads the page.
    await page.locator('.figure.fitness').waitFor();
    const { ctl, atl, tsb } = await fitnessOf(addresses);
    expect(await numberIn(page, 'fitness')).toBe(Math.round(ctl));
    expect(await numberIn(page, 'fatigue')).toBe(Math.round(atl));
    expect(Math.abs((await numberIn(page, 'form')) - tsb)).toBeLessThanOrEqual(0.55);

    const { cookies } = await page.context().storageState();
    expect(cookies).toEqual([
      expect.objectContaining({ httpOnly: true, sameSite: 'Strict', name: 'tp-tray' }),
    ]);
    expect(await page.evaluate('document.cookie')).toBe('');
    expect(await page.content()).not.toContain(simulator.cookie.slice(0, 60));
    expect(complaints).toEqual([]);

    expect((await stop('SIGINT')).status).toBe(0);
    const secrets = [
      simulator.cookie.slice(0, 60),
      cookies[0]?.value ?? 'no cookie',
      new URL(addresses.url).search.slice(7),
    ];
    // Besides the keyring itself, which is encrypted.
    expect(filesThatHold(home, secrets)).toEqual([]);
  },
);

test(
  'what happens in one window shows in another, also after it was cut off',
  { timeout: 120_000 },
  async (context) => {
    needsDebianPackages(context, ['chromium']);
    const { addresses, stop } = await startServe(['--demo', '--no-open'], bareEnvironment());
    const { page, complaints } = await newPage();
    const relay = await startRelay(Number(new URL(addresses.url).port));
    await page.goto(addresses.url.replace('127.0.0.1', 'localhost'));
    await page.getByText('None of these numbers are yours').waitFor();
    const other = await page.context().newPage();
    await other.goto(page.url());
    await other.getByText('None of these numbers are yours').waitFor();

    const theme = (shown: Page) => shown.evaluate('document.documentElement.dataset.theme');
    const choose = (name: string) =>
      other.evaluate(`window.tpTray.call('preferences.change', { theme: '${name}' })`);
    await choose('dark');
    await expect.poll(() => theme(page)).toBe('dark');

    const again = page.waitForRequest((request) => request.url().endsWith('/events'));
    relay.cut();
    await choose('light');
    await again;
    await expect.poll(() => theme(page), { timeout: 20_000 }).toBe('light');
    expect(complaints).toEqual(['Failed to load resource: net::ERR_INCOMPLETE_CHUNKED_ENCODING']);

    await stop('SIGINT');
    const reply: unknown = await other.evaluate(`window.tpTray.call('app.check')`);
    expect(reply).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining('has ended') as string },
    });
  },
);

test(
  'the dashboard in a browser shows what assistants of the same server are told',
  { timeout: 60_000 },
  async (context) => {
    needsDebianPackages(context, ['chromium']);
    const { addresses } = await startServe(['--demo', '--no-open'], bareEnvironment());
    const { page, complaints } = await newPage();
    await page.goto(addresses.url);
    const shown = async (tile: string) =>
      Number.parseFloat((await page.locator(`.tile-${tile} .tile-value`).innerText()).replace('−', '-'));
    await page.locator('.tile-fitness').waitFor();
    const { ctl, atl } = await fitnessOf(addresses);
    expect(await shown('fitness')).toBe(Math.round(ctl));
    expect(await shown('fatigue')).toBe(Math.round(atl));
    expect(complaints).toEqual([]);
  },
);

test('a page whose TP Tray was killed says so', { timeout: 60_000 }, async (context) => {
  const { addresses, stop } = await startOnDesktop(context, ['--demo']);
  const { page } = await newPage();
  await page.goto(addresses.url);
  await page.getByRole('link', { name: 'Load' }).click();
  await page.getByRole('heading', { level: 1 }).waitFor();
  await stop('SIGKILL');
  await page.getByRole('alert').getByText('TP Tray cannot be reached.').waitFor();
  await page.getByRole('list', { name: 'How things stand' }).getByText('TP Tray cannot be reached').waitFor();
});

test('the token for assistants is copied, not shown', { timeout: 60_000 }, async (context) => {
  needsDebianPackages(context, ['chromium']);
  const { addresses } = await startServe(['--demo', '--no-open'], bareEnvironment());
  const { page } = await newPage();
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(addresses.url);
  await page.goto(`${page.url()}#/connections`);
  await page.reload();
  await page.getByRole('button', { name: 'Copy the token' }).click();
  await page.getByText('The token is copied.').waitFor();
  expect(await page.evaluate('navigator.clipboard.readText()')).toBe(addresses.mcp_token);
  expect(await page.locator('body').innerText()).toContain(addresses.mcp_url);
  expect(await page.content()).not.toContain(addresses.mcp_token);
});

function filesThatHold(folder: string, secrets: readonly string[]): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .filter((path) => secrets.some((secret) => readFileSync(path).includes(secret)));
}

/** Stands between the browser and the server, to cut what is open between them. */
async function startRelay(port: number) {
  const sockets = new Set<Socket>();
  const relay = createServer((near) => {
    const far = connect(port, '127.0.0.1');
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.on('error', () => to.destroy()).on('close', () => to.destroy());
      from.pipe(to);
    }
  });
  relay.listen(port, RELAY_HOST);
  await once(relay, 'listening');
  const cut = () => {
    for (const socket of sockets) socket.destroy();
    sockets.clear();
  };
  onTestFinished(() => {
    cut();
    relay.close();
  });
  return { cut };
}
