import { describe, expect, it } from 'vitest';
import type { AppStatus } from '../../src/shared/app-status.ts';
import { openInChromium } from './open-in-chromium.ts';
import {
  client,
  clients,
  FRESH,
  LOADING,
  NO_HISTORY,
  READY,
  SIGNED_IN,
  SIGNED_OUT,
  SYNCED,
  TODAY,
} from './statuses.ts';

const open = openInChromium();

const DOWN = { code: 'upstream_down', message: 'No answer within 20 seconds.' } as const;
const OFFLINE: AppStatus = {
  ...READY,
  today: { ...TODAY, stale: true },
  sync: { ...SYNCED, state: 'failed', syncedAt: '2026-11-22T17:40:00Z', problem: DOWN },
};

describe('today', () => {
  it('says what the numbers mean, then the numbers, then how everything stands', async (context) => {
    const window = await open(context, READY);
    expect(await window.text()).toMatch(
      new RegExp(
        [
          'You are tired enough to gain fitness.',
          'Monday 23 November. Planned: Threshold 3 × 12 min, 1 h 15',
          'Fitness 72 ',
          'Fatigue 85 ',
          'Form −12 Optimal training',
          'Synced 2 minutes ago',
          '2,081 workouts since March 2014',
          'Signed in as Vera Held',
          'good until 14 December',
          'Claude Desktop is connected',
          'Start TP Tray when I log in',
          'TP Tray 0.1.0',
        ].join('.*'),
        'u',
      ),
    );
  });

  it('opens what stands behind the sentence', async (context) => {
    const window = await open(context, READY);
    await window.page.getByText('What these numbers say').click();
    expect(await window.text()).toContain(
      'A form of −12 lies in the band “Optimal training”, above −30 and up to −10: tired enough to gain fitness.',
    );
  });

  it('follows the band of the exact value where the rounded one crosses an edge', async (context) => {
    const window = await open(context, { ...READY, today: { ...TODAY, tsb: -10, formLabel: 'Grey zone' } });
    await window.page
      .getByRole('heading', { name: 'You are neither fresh nor under a heavy load.' })
      .waitFor();
  });

  it('writes numbers and days as the user’s country does', async (context) => {
    const window = await open(context, READY, { locale: 'de-DE' });
    const text = await window.text();
    expect(text).toContain('2.081 workouts');
    expect(text).toMatch(/Monday,? 23 November/u);
    expect(text).toContain('Form −12');
  });

  it('shows a dash with a reason where a number is unknown', async (context) => {
    const window = await open(context, {
      ...READY,
      today: null,
      sync: LOADING,
      clients: clients('not_connected'),
    });
    await window.tells({ ...READY, today: null });
    const numbers = window.page.locator('.numbers');
    await expect.poll(() => numbers.innerText()).toContain('–');
    expect(await numbers.innerText()).not.toMatch(/\d/u);
    expect(await numbers.innerText()).toContain('The numbers appear when your history is loaded.');
  });
});

describe('what can be done', () => {
  it.for([
    ['Sync now (history)', { name: 'sync.start' }],
    ['Sign out (TrainingPeaks)', { name: 'session.signOut' }],
    ['Disconnect (Claude Desktop)', { name: 'client.disconnect', request: { id: 'claude-desktop' } }],
    ['Open logs', { name: 'open.logs' }],
    ['Open data folder', { name: 'open.dataFolder' }],
  ] as const)('%s', async ([button, made], context) => {
    const window = await open(context, READY);
    await window.press(button);
    expect(window.calls).toEqual([made]);
  });

  it('start at login, and the switch shows what the system says', async (context) => {
    const window = await open(context, READY);
    const toggle = window.page.getByRole('switch', { name: 'Start TP Tray when I log in' });
    expect(await toggle.isChecked()).toBe(false);
    window.answersWith('settings.startAtLogin', { ...READY, startAtLogin: true });
    await toggle.click();
    await expect.poll(() => toggle.isChecked()).toBe(true);
    window.replies('settings.startAtLogin', () =>
      Promise.resolve({ ok: false, error: { code: 'storage_failed', message: 'The system refused.' } }),
    );
    await toggle.click();
    await expect.poll(() => window.page.getByRole('alert').innerText()).toContain('The system refused.');
    expect(await toggle.isChecked()).toBe(true);
    expect(window.calls.map(({ request }) => request)).toEqual([{ enabled: true }, { enabled: false }]);
  });

  it('offers no start at login where the system has none', async (context) => {
    const window = await open(context, { ...READY, startAtLogin: null });
    expect(await window.page.getByRole('switch').count()).toBe(0);
  });

  it('shows connected programs as lines of their own', async (context) => {
    const window = await open(context, {
      ...READY,
      clients: [
        client('claude-desktop', 'verified'),
        client('cursor', 'verified'),
        client('vscode', 'not_connected'),
      ],
    });
    await window.press('Disconnect (Cursor)');
    expect(window.calls).toEqual([{ name: 'client.disconnect', request: { id: 'cursor' } }]);
    expect(await window.text()).toContain('Also on this computer: VS Code');
  });

  it('goes to the set-up and back', async (context) => {
    const window = await open(context, READY);
    await window.press('Set-up');
    await window.page.getByRole('heading', { name: 'Ask Claude about your training' }).waitFor();
    expect(await window.text()).toContain('Everything is set up.');
    await window.press('Go to the status page');
    await window.page.getByText('Synced 2 minutes ago').waitFor();
  });
});

describe('when something is wrong', () => {
  it('offline: the numbers stay, with their time, the reason and a way out', async (context) => {
    const window = await open(context, OFFLINE);
    const text = await window.text();
    expect(text).toContain('These numbers are from 22 Nov 2026, 18:40. TrainingPeaks did not answer.');
    expect(text).toContain('Synced 14 hours ago No answer within 20 seconds.');
    await window.press('Try again');
    expect(window.calls).toEqual([{ name: 'sync.start' }]);
  });

  it('session ended: the status page stays, and offers to sign in', async (context) => {
    const window = await open(context, { ...OFFLINE, session: { ...SIGNED_IN, state: 'expired' } });
    expect(await window.text()).toContain('your session has ended since.');
    expect(await window.text()).toContain('Your history stays on this computer.');
    await window.press('Sign in again');
    await window.press('Sign in again (TrainingPeaks)');
    expect(window.calls).toEqual([{ name: 'session.signIn' }, { name: 'session.signIn' }]);
  });

  it('a moved app is repaired here', async (context) => {
    const window = await open(context, { ...READY, clients: clients('moved') });
    await window.press('Repair (Claude Desktop)');
    expect(window.calls).toEqual([
      { name: 'client.connect', request: { id: 'claude-desktop', insist: false } },
    ]);
  });

  it('signed out: back to the first step', async (context) => {
    const window = await open(context, READY);
    await window.tells({ ...READY, session: SIGNED_OUT, today: null });
    await window.page.getByRole('heading', { name: 'Sign in to TrainingPeaks' }).waitFor();
  });

  it('no status at all: says so, offers the logs, and comes back', async (context) => {
    const window = await open(context, READY, undefined, (prepared) =>
      prepared.replies('app.status', () =>
        Promise.resolve({
          ok: false,
          error: { code: 'internal', message: 'The main process is not ready.' },
        }),
      ),
    );
    await window.page.getByRole('heading', { name: 'Something went wrong inside TP Tray' }).waitFor();
    expect(await window.page.getByRole('alert').innerText()).toBe('The main process is not ready.');
    await window.press('Open logs');
    window.answersWith('app.status', READY);
    await window.press('Try again');
    await window.page.getByText('Synced 2 minutes ago').waitFor();
  });
});

describe('before anything is known', () => {
  const STARTING: AppStatus = {
    ...FRESH,
    session: { ...SIGNED_OUT, state: 'checking' },
    sync: NO_HISTORY,
    clients: [],
  };

  it('shows neither page until it knows which', async (context) => {
    const window = await open(context, STARTING, undefined, () => undefined);
    await window.page.getByRole('status').waitFor({ state: 'attached' });
    expect(await window.page.getByRole('heading').count()).toBe(0);
    await window.tells(FRESH);
    await window.page.getByRole('heading', { name: 'Ask Claude about your training' }).waitFor();
  });

  it('keeps the place of the numbers for who was here before', async (context) => {
    const window = await open(context, STARTING, undefined, () => undefined);
    await window.tells({ ...STARTING, clients: clients('connected') });
    await window.page.getByRole('heading', { name: 'Looking for your training…' }).waitFor();
    const before = await window.page.locator('.numbers').boundingBox();
    await window.tells(READY);
    await window.page.getByText('Synced 2 minutes ago').waitFor();
    const after = await window.page.locator('.numbers').boundingBox();
    expect(after?.x).toBe(before?.x);
    expect(after?.width).toBe(before?.width);
    expect(Math.abs((after?.y ?? 0) - (before?.y ?? 0))).toBeLessThan(32);
  });
});

describe('the demo', () => {
  const DEMO: AppStatus = { ...READY, demo: true };

  it('is marked, touches nothing of the user’s, and has a way out', async (context) => {
    const window = await open(context, DEMO);
    expect(await window.text()).toContain('Demo athlete. None of these numbers are yours.');
    expect(await window.page.title()).toBe('TP Tray (demo)');
    expect(await window.page.getByRole('button', { name: /Sign|connect/u }).count()).toBe(0);
    window.answersWith('demo.show', FRESH);
    await window.press('Leave the demo');
    await window.page.getByRole('heading', { name: 'Ask Claude about your training' }).waitFor();
    expect(await window.page.title()).toBe('TP Tray');
    expect(window.calls).toEqual([{ name: 'demo.show', request: { enabled: false } }]);
  });

  it('returns to the page it was started from', async (context) => {
    const window = await open(context, FRESH);
    await window.tells(DEMO);
    await window.page.getByText('Demo athlete.').waitFor();
    await window.tells({ ...FRESH, session: { ...SIGNED_OUT, state: 'checking' } });
    await window.page.getByRole('heading', { name: 'Ask Claude about your training' }).waitFor();
  });
});
