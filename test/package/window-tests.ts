import { existsSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import { startSimulator } from '../../src/demo/server.ts';
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

  test('repairs the connection of a place where it no longer is', async (context) => {
    const lab = await startLab(context, app);
    const before = ownEntry(packagedIn('/opt/before/TP Tray'));
    lab.installClaude({ trainingpeaks: before });
    await lab.launch();
    await lab.untilMenuSays('Claude Desktop: needs repair');
    await lab.click('Repair');
    await lab.untilMenuSays('Claude Desktop: connected');
    expect(lab.claudeServers()).toEqual({ trainingpeaks: ownEntry(app) });
  });
}
