import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { openDatabase } from '../../src/history/database.ts';
import { createLineLog } from '../../src/shared/line-log.ts';
import { AppLab, needsElectron } from './app-lab.ts';

const FOREIGN = {
  mcpServers: {
    weather: { command: '/usr/bin/weather', args: ['--celsius'] },
    'notes server': { command: 'npx', args: ['-y', 'notes'], env: { NOTES: 'ä ö' } },
  },
  preferences: { quickEntryShortcut: 'off', sidebar: { width: 240 } },
};

const configuration = z.looseObject({
  mcpServers: z.looseObject({
    trainingpeaks: z.object({
      command: z.string(),
      args: z.array(z.string()),
      env: z.record(z.string(), z.string()).default({}),
    }),
  }),
});

const fitness = z.looseObject({
  about: z.looseObject({ stale: z.boolean(), synced_at: z.string() }),
});

test('an athlete signs in once, and Claude is connected', { timeout: 240_000 }, async (context) => {
  needsElectron(context);
  const lab = await AppLab.start();
  onTestFinished(() => lab.close());
  const configFile = join(lab.claudeFolder, 'claude_desktop_config.json');

  await lab.session.showNotifications();
  await lab.launch();
  writeFileSync(configFile, JSON.stringify(FOREIGN, null, 2));
  const window = await lab.window();
  await lab.until(({ session }) => session.state === 'signed_out');
  expect(await lab.trayState()).toBe('attention');
  expect((await lab.menuItem('who'))?.label).toBe('Not signed in');

  await window.getByRole('button', { name: /^Sign in/ }).click();
  await lab.logIn(await lab.loginPage());
  const signedIn = await lab.until(
    ({ session, sync, today }) => session.state === 'valid' && sync.state === 'idle' && today !== null,
  );
  expect(signedIn.session.athleteName).not.toBeNull();
  await window.getByText(`Signed in as ${signedIn.session.athleteName ?? ''}`).waitFor();

  const cookie = z
    .string()
    .min(1000)
    .parse(await lab.keychainContent());
  expect(lab.filesThatHold([cookie.slice(0, 60)])).toEqual([]);

  await window.getByRole('button', { name: /^Connect/ }).click();
  await lab.until(({ clients }) => clients.some(({ state }) => state === 'verified'));
  expect((await lab.menuItem('claude-desktop'))?.label).toBe('Claude Desktop: connected');
  const written = configuration.parse(JSON.parse(readFileSync(configFile, 'utf8')));
  expect(written).toMatchObject(FOREIGN);
  expect(JSON.stringify(written)).not.toContain(cookie.slice(0, 60));

  const throughApp = await askAsClaude(lab, configFile);
  expect(throughApp.about.stale).toBe(false);
  expect(throughApp.about.synced_at).toBe((await lab.status()).sync.syncedAt);

  await lab.quit();
  makeFindable(lab, configFile);
  const withoutApp = await askAsClaude(lab, configFile);
  expect(withoutApp).toMatchObject(numbersOf(throughApp));

  await lab.launch();
  await lab.until(
    ({ session, sync, today }) => session.state === 'valid' && sync.state === 'idle' && today !== null,
  );
  expect(await lab.trayState()).toBe('connected');
  lab.simulator.account.revokeCookie();
  lab.simulator.account.expireTokens();
  makeOlder(lab);
  const stale = await askAsClaude(lab, configFile);
  expect(stale.about.stale).toBe(true);
  expect(stale).toMatchObject(numbersOf(throughApp));
  await lab.until(({ session, today }) => session.state === 'expired' && today?.stale === true);
  expect(await lab.trayState()).toBe('attention');
  expect((await lab.menuItem('who'))?.label).toMatch(/the session has ended, synced 2 days ago$/);

  await lab.signIn();
  await lab.until(({ today }) => today?.stale === false);
  expect((await askAsClaude(lab, configFile)).about.stale).toBe(false);
  expect(await lab.trayState()).toBe('connected');
  expect(lab.filesThatHold([cookie.slice(0, 60), 'Production_tpAuth=V001'])).toEqual([]);

  writeFileSync(configFile, JSON.stringify(FOREIGN, null, 2));
  await lab.until(({ clients }) => clients.some(({ state }) => state === 'vanished'));
  expect(await lab.trayState()).toBe('attention');
  await lab.poll(
    () => lab.session.notifications(),
    (shown) => shown.includes('Claude Desktop is no longer connected'),
  );
  await lab.invoke('claude-desktop.connect');
  await lab.until(({ clients }) => clients.some(({ state }) => state === 'verified'));
  expect(configuration.parse(JSON.parse(readFileSync(configFile, 'utf8')))).toMatchObject(FOREIGN);
});

/** Starts what the configuration says, as Claude does: six variables, from the root of the disk. */
async function askAsClaude(lab: AppLab, configFile: string): Promise<z.infer<typeof fitness>> {
  const { command, args, env } = configuration.parse(JSON.parse(readFileSync(configFile, 'utf8'))).mcpServers
    .trainingpeaks;
  const { HOME = '', LOGNAME = '', PATH = '', SHELL = '', USER = '' } = lab.session.environment();
  const client = new Client({ name: 'claude-ai', version: '1' });
  const six = { HOME, LOGNAME, PATH, SHELL, TERM: 'dumb', USER };
  await client.connect(new StdioClientTransport({ command, args, env: { ...six, ...env }, cwd: '/' }));
  try {
    const result = await client.callTool({ name: 'tp_get_fitness', arguments: {} });
    expect(result.isError ?? false, JSON.stringify(result.content)).toBe(false);
    return fitness.parse(result.structuredContent);
  } finally {
    await client.close();
  }
}

/**
 * Without the app the command must find TrainingPeaks and the keychain by itself. Where those of a real desktop are it
 * knows; this desktop's are named in the entry, as a user's own variables may be.
 */
function makeFindable(lab: AppLab, configFile: string): void {
  const content = configuration.parse(JSON.parse(readFileSync(configFile, 'utf8')));
  const { TP_API_URL, TP_HOME_URL, TP_ANALYSIS_URL, DBUS_SESSION_BUS_ADDRESS } = lab.environment();
  Object.assign(content.mcpServers.trainingpeaks.env, {
    TP_API_URL,
    TP_HOME_URL,
    TP_ANALYSIS_URL,
    DBUS_SESSION_BUS_ADDRESS,
  });
  writeFileSync(configFile, JSON.stringify(content, null, 2));
}

/** A history that is two minutes old is not refreshed; this makes it one of the day before yesterday. */
function makeOlder(lab: AppLab): void {
  const file = join(lab.dataFolder, 'history.db');
  const database = openDatabase(
    file,
    createLineLog(() => undefined),
  );
  database.prepare('UPDATE sync_state SET synced_at = synced_at - ?').run(49 * 3_600_000);
  database.close();
}

/** The part of an answer that does not speak of the time of the answer. */
function numbersOf(answer: z.infer<typeof fitness>): object {
  return Object.fromEntries(Object.entries(answer).filter(([name]) => name !== 'about'));
}
