import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, onTestFinished, test, type TestContext } from 'vitest';
import type { AppStatus } from '../../src/shared/app-status.ts';
import { parseCsv } from '../support/parse-csv.ts';
import { AppLab, needsElectron } from './app-lab.ts';

const FOREIGN = '{\n  "mcpServers": {\n    "weather": { "command": "weather" }\n  }\n}\n';

/** The app of an athlete who is signed in and connected to Claude, with its page of settings in view. */
async function startLab(context: TestContext) {
  needsElectron(context);
  const lab = await AppLab.start();
  onTestFinished(() => lab.close());
  const configFile = join(lab.claudeFolder, 'claude_desktop_config.json');
  mkdirSync(lab.claudeFolder, { recursive: true });
  writeFileSync(configFile, FOREIGN);
  await lab.launch();
  await lab.until(({ session, clients }) => session.state === 'signed_out' && clients.length > 0);
  await lab.signIn();
  await lab.call('client.connect', { id: 'claude-desktop', insist: false });
  const status = await lab.until(
    ({ today, clients }) => today !== null && clients.some(({ state }) => state === 'verified'),
  );
  return { lab, configFile, status, page: await settings(lab) };
}

async function settings(lab: AppLab): Promise<Page> {
  const page = await lab.window();
  page.setDefaultTimeout(20_000);
  await page.evaluate("location.hash = '#/settings'");
  await page.getByRole('heading', { name: 'Privacy and data' }).waitFor();
  return page;
}

/** From now on the user answers so when asked where a file goes; null for one who does not want it any more. */
async function choosePlace(lab: AppLab, place: string | null): Promise<void> {
  const answer = { canceled: place === null, filePath: place ?? '' };
  await lab.app.evaluate(({ dialog }, end) => {
    dialog.showSaveDialog = () => Promise.resolve(end);
  }, answer);
}

const inOneLine = (text: string) => text.split(/\s+/u).join(' ').trim();

const namesOf = ({ session }: AppStatus) => (session.athleteName ?? 'nobody').split(' ');

test('the app copies the report, which names nobody', { timeout: 120_000 }, async (context) => {
  const { lab, page, status } = await startLab(context);
  await page.getByRole('button', { name: 'Make a report' }).click();
  const shown = await page.getByRole('region', { name: 'Report' }).innerText();
  expect(shown).toContain(`Electron ${await lab.app.evaluate(() => process.versions['electron'])}`);
  expect(shown).toContain('Keychain: ready');
  expect(shown).toContain('Client claude-desktop: verified');
  for (const name of namesOf(status)) expect(shown.replace('Demo: no', '')).not.toContain(name);
  expect(shown).not.toContain(lab.home);

  await page.getByRole('button', { name: 'Copy the report' }).click();
  await page.getByText('The report is copied.').waitFor();
  expect(inOneLine(await lab.app.evaluate(({ clipboard }) => clipboard.readText()))).toBe(inOneLine(shown));
  // The page itself may not: a cookie in the clipboard would be taken for the user's.
  const refusal = await page.evaluate<string>(
    "navigator.clipboard.writeText('V001').then(() => 'written', (error) => error.name)",
  );
  expect(refusal).toBe('NotAllowedError');
});

test('a table is saved where the user says', { timeout: 120_000 }, async (context) => {
  const { lab, page, status } = await startLab(context);
  const file = join(lab.home, 'Training.csv');
  await choosePlace(lab, file);
  await page.getByRole('button', { name: 'Save as CSV (Workouts)' }).click();
  await page.getByText(`Saved as ${file}`).waitFor();
  const [head = [], ...rows] = parseCsv(readFileSync(file, 'utf8').replace(/^\uFEFF/u, ''));
  expect(head).toContain('normalized_power_watts');
  const done = rows.filter((row) => row[head.indexOf('status')] === 'completed');
  expect(done).toHaveLength(status.sync.workoutCount);

  await choosePlace(lab, null);
  await page.getByRole('button', { name: 'Save as CSV (Fitness by day)' }).click();
  await lab.call('data.export', { table: 'fitness' });
  expect(readdirSync(lab.home).filter((name) => name.includes('.csv'))).toEqual(['Training.csv']);
});

test('who deletes everything is as new', { timeout: 120_000 }, async (context) => {
  const { lab, configFile, page, status } = await startLab(context);
  await lab.call('preferences.change', { units: 'imperial' });
  expect(await lab.keychainContent()).toEqual(expect.stringMatching(/^V001/));
  expect(readFileSync(configFile, 'utf8')).toContain('trainingpeaks');

  await page.getByRole('button', { name: 'Delete everything…' }).click();
  const question = page.getByRole('dialog', { name: 'Delete everything on this computer?' });
  await question.waitFor();
  await page.keyboard.type('delete');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Everything is deleted' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('heading', { name: 'Ask Claude about your training' }).waitFor();

  expect(await lab.keychainContent()).toBeNull();
  expect(readFileSync(configFile, 'utf8')).toBe(FOREIGN);
  expect(await lab.until(({ session }) => session.state === 'signed_out')).toMatchObject({
    session: { athleteName: null, cookieFrom: null },
    sync: { syncedAt: null, workoutCount: 0 },
    today: null,
    preferences: { units: 'metric' },
  });
  expect(existsSync(join(lab.dataFolder, 'settings.json'))).toBe(false);
  await lab.quit();
  expect(lab.filesThatHold([...namesOf(status), 'Threshold'])).toEqual([]);
});
