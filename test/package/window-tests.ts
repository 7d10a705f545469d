import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startSimulator } from '../../src/demo/server.ts';
import { needsElectron } from '../e2e/app-lab.ts';
import { callsOf } from '../support/mcp-fixture.ts';
import { connect2025 } from '../support/mcp-program.ts';
import { ownEntry, startOf } from './entry.ts';
import { packagedIn, poll, startLab, type PackagedApp } from './packaged-app.ts';

/** What a user sees of the packaged executable, and Claude beside it. */
export function windowTests(app: PackagedApp): void {
  test('greets, shows the demo athlete, and quits by its tray menu', async (context) => {
    const lab = await startLab(context, app);
    const page = await lab.launch({ LANG: 'de_AT.UTF-8' });
    await lab.untilMenuSays('Not signed in');
    // Of the languages of Chromium only English ships; the page must know the user's all the same.
    expect(new URL(page.url()).searchParams.get('language')).toBe('de-AT');
    expect(await lab.session.trayItems()).toHaveLength(1);
    await page.getByRole('button', { name: 'Look around with a demo athlete' }).click();
    await lab.untilMenuSays('Demo athlete');
    await lab.untilMenuSays('Fitness ');
    expect(await lab.session.trayMenu()).not.toContain('updates');
    await lab.click('Quit');
    expect(await lab.ended()).toBe(0);
  });

  test('connects Claude to the connector, which answers through the running app', async (context) => {
    const lab = await startLab(context, app);
    const simulator = await startSimulator();
    onTestFinished(() => simulator.close());
    lab.installClaude();
    await lab.launch({
      TP_API_URL: simulator.apiUrl,
      TP_HOME_URL: simulator.homeUrl,
      TP_ANALYSIS_URL: simulator.analysisUrl,
      TP_AUTH_COOKIE: simulator.cookie,
    });
    await lab.untilMenuSays('Fitness ');
    await lab.click('Connect');
    await lab.untilMenuSays('Claude Desktop: connected');
    const { trainingpeaks } = lab.claudeServers();
    expect(trainingpeaks).toEqual(ownEntry(app));

    // Only the app knows the simulated TrainingPeaks, so an answer has come from there.
    const client = await connect2025(startOf(ownEntry(app), lab.session.home));
    const { data } = await callsOf(client).call<{ current: { ctl: number } }>('tp_get_fitness');
    expect(data.current.ctl).toBeGreaterThan(0);
    await lab.click('Quit');
    expect(await lab.ended()).toBe(0);
    await poll(() => client.transport === undefined);

    expect(await lab.runConnector(['remove', '--data'])).toBe(0);
    expect(lab.claudeServers()).toEqual({});
    expect(existsSync(lab.dataFolder)).toBe(false);
  });

  test('offers to repair the connection of a place where it no longer is, being in a temporary place itself', async (context) => {
    const lab = await startLab(context, app);
    const before = ownEntry(packagedIn('/opt/before/TP Tray'));
    lab.installClaude({ trainingpeaks: before });
    await lab.launch();
    await lab.untilMenuSays('Claude Desktop: needs repair');
    await lab.click('Repair');
    await lab.untilMenuSays('Claude Desktop: connected');
    expect(lab.claudeServers()).toEqual({ trainingpeaks: ownEntry(app) });
  });
  test('in a lasting place repairs by itself the connection of a place where it no longer is', async (context) => {
    needsElectron(context);
    // Folders for temporary files, where the others are, do not count as lasting.
    const folder = mkdtempSync(join(homedir(), '.tp-tray-test-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    execFileSync('cp', ['--archive', '--reflink=auto', app.folder, join(folder, 'TP Tray')]);
    const moved = packagedIn(join(folder, 'TP Tray'));
    const lab = await startLab(context, moved);
    lab.installClaude({ trainingpeaks: ownEntry(packagedIn('/opt/before/TP Tray')) });
    await lab.launch();
    await lab.untilMenuSays('Claude Desktop: connected');
    expect(lab.claudeServers()).toEqual({ trainingpeaks: ownEntry(moved) });
  });
}
