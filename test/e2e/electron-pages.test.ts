import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { expect, onTestFinished, test } from 'vitest';
import { PROGRAM } from '../cli/program.ts';
import { realSeason } from '../support/real-season.ts';
import { endingOn } from '../support/shifted-season.ts';
import { AppLab, needsElectron } from './app-lab.ts';
import { comparePages, type Ask } from './page-numbers.ts';

/** Claude, through the connector and the running app. */
async function assistant(lab: AppLab): Promise<Ask> {
  const client = new Client({ name: 'claude-ai', version: '1' });
  const env = { HOME: lab.home, PATH: lab.environment()['PATH'] ?? '' };
  await client.connect(
    new StdioClientTransport({ command: process.execPath, args: [PROGRAM, 'mcp'], env, cwd: '/' }),
  );
  onTestFinished(() => client.close());
  return async (name, input) => {
    const { structuredContent, isError, content } = await client.callTool({ name, arguments: { ...input } });
    expect(isError ?? false, JSON.stringify(content)).toBe(false);
    return structuredContent;
  };
}

async function compare(workouts?: readonly unknown[]): Promise<void> {
  const lab = await AppLab.start(workouts === undefined ? {} : { workouts });
  onTestFinished(() => lab.close());
  await lab.launch();
  await lab.until(({ session }) => session.state === 'signed_out');
  await lab.signIn();
  await lab.until(({ today }) => today !== null);
  const page = await lab.window();
  page.setDefaultTimeout(20_000);
  await page.getByRole('button', { name: 'Go to the dashboard' }).click();
  await comparePages(page, await assistant(lab));
}

test(
  'every page of the app shows what Claude says: the demo athlete',
  { timeout: 120_000 },
  async (context) => {
    needsElectron(context);
    await compare();
  },
);

test('every page of the app shows what Claude says: a real season', { timeout: 120_000 }, async (context) => {
  needsElectron(context);
  await compare(endingOn(realSeason(context), new Date().toISOString().slice(0, 10)));
});
