import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { chromium } from 'playwright-core';
import { expect, onTestFinished, test, type TestContext } from 'vitest';
import { startSimulator } from '../../src/demo/server.ts';
import { addressesOf, bareEnvironment, type Variables } from '../cli/program.ts';
import { startServe, type ServeAddresses } from '../cli/serve-process.ts';
import { needsDebianPackages } from '../support/debian-packages.ts';
import { realSeason } from '../support/real-season.ts';
import { endingOn } from '../support/shifted-season.ts';
import { comparePages, type Ask } from './page-numbers.ts';

/** An assistant over HTTP, on the server that also serves the window. */
async function assistant({ mcp_url, mcp_token }: ServeAddresses): Promise<Ask> {
  const client = new Client({ name: 'test', version: '1' });
  const requestInit = { headers: { Authorization: `Bearer ${mcp_token}` } };
  await client.connect(new StreamableHTTPClientTransport(new URL(mcp_url), { requestInit }));
  onTestFinished(() => client.close());
  return async (name, input) => {
    const { structuredContent, isError, content } = await client.callTool({ name, arguments: { ...input } });
    expect(isError ?? false, JSON.stringify(content)).toBe(false);
    return structuredContent;
  };
}

async function compare(words: readonly string[], variables: Variables, arrive: RegExp | null): Promise<void> {
  const serve = await startServe(['--no-open', ...words], variables);
  onTestFinished(() => serve.stop('SIGTERM').then(() => undefined));
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  });
  onTestFinished(() => browser.close());
  const page = await browser.newPage({ locale: 'en-GB', viewport: { width: 1180, height: 800 } });
  page.setDefaultTimeout(20_000);
  const complaints: string[] = [];
  page.on('pageerror', (error) => void complaints.push(error.message));
  await page.goto(serve.addresses.url);
  if (arrive !== null) await page.getByRole('button', { name: arrive }).click();
  await comparePages(page, await assistant(serve.addresses));
  expect(complaints).toEqual([]);
}

const needsChromium = (context: TestContext) => needsDebianPackages(context, ['chromium']);

test('every page shows what Claude says: the demo athlete', { timeout: 120_000 }, async (context) => {
  needsChromium(context);
  await compare(['--demo'], bareEnvironment(), null);
});

test('every page shows what Claude says: a real season', { timeout: 120_000 }, async (context) => {
  needsChromium(context);
  const today = new Date().toISOString().slice(0, 10);
  const simulator = await startSimulator({ workouts: endingOn(realSeason(context), today) });
  onTestFinished(() => simulator.close());
  await compare(
    [],
    { ...bareEnvironment(), ...addressesOf(simulator), TP_AUTH_COOKIE: simulator.cookie },
    /Go to|dashboard/i,
  );
});
