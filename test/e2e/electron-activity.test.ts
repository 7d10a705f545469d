import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { expect, onTestFinished, test } from 'vitest';
import { PROGRAM } from '../cli/program.ts';
import { AppLab, needsElectron } from './app-lab.ts';

/** Claude Desktop, through the connector and the running app. */
async function claude(lab: AppLab): Promise<Client> {
  const client = new Client({ name: 'claude-ai', version: '1' });
  const env = { HOME: lab.home, PATH: lab.environment()['PATH'] ?? '' };
  await client.connect(
    new StdioClientTransport({ command: process.execPath, args: [PROGRAM, 'mcp'], env, cwd: '/' }),
  );
  onTestFinished(() => client.close());
  return client;
}

test('what Claude asks appears in the window while it is open', { timeout: 120_000 }, async (context) => {
  needsElectron(context);
  const lab = await AppLab.start();
  onTestFinished(() => lab.close());
  await lab.launch();
  await lab.until(({ session }) => session.state === 'signed_out');
  await lab.signIn();
  await lab.until(({ today }) => today !== null);
  const page = await lab.window();
  page.setDefaultTimeout(20_000);
  await page.evaluate("location.hash = '#/activity'");
  await page.getByRole('button', { name: 'Go to the dashboard' }).click();
  const rows = page.locator('main li, main tbody tr').filter({ hasText: /tp_/u });
  expect(await rows.count()).toBe(0);

  const client = await claude(lab);
  const question = { name: 'tp_get_fitness', arguments: { days: 90 } };
  expect((await client.callTool(question)).isError ?? false).toBe(false);
  await rows.filter({ hasText: 'tp_get_fitness' }).first().waitFor();
  expect((await client.callTool({ name: 'tp_get_workout', arguments: { workout_id: 1 } })).isError).toBe(
    true,
  );
  const refused = rows.filter({ hasText: 'tp_get_workout' }).first();
  await refused.waitFor();
  expect(await rows.count()).toBe(2);
  expect(await rows.first().innerText()).toContain('tp_get_workout');

  const files = readdirSync(lab.dataFolder).filter((name) => name.startsWith('activity'));
  expect(files.length).toBe(1);
  for (const name of files) {
    const file = join(lab.dataFolder, name);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const { athleteName } = (await lab.status()).session;
    expect(readFileSync(file, 'utf8')).not.toContain(athleteName ?? 'nobody');
  }
});
