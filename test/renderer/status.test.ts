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
    expect(text).toMatch(
      /You are tired.*No answer within 20 seconds\. These numbers are from 22 Nov 2026, 18:40\. Try again.*Fitness 72.*Last synced 14 hours ago 2,081 workouts/u,
    );
    expect(text.split('No answer')).toHaveLength(2);
    await window.press('Try again');
    expect(window.calls).toEqual([{ name: 'sync.start' }]);
  });

  it('offline, and the session could not be checked either: told once', async (context) => {
    const window = await open(context, {
      ...OFFLINE,
      session: { ...SIGNED_IN, state: 'unknown', problem: DOWN },
    });
    const text = await window.text();
    expect(text.split('No answer')).toHaveLength(2);
    expect(text).toContain('Vera Held Your history stays on this computer.');
    await window.press('Try again');
    expect(window.calls).toEqual([{ name: 'sync.start' }]);
  });

  const ENDED = { code: 'session_expired', message: 'The TrainingPeaks session has ended.' } as const;
  const EXPIRED: AppStatus = {
    ...READY,
    session: { ...SIGNED_IN, state: 'expired', problem: ENDED },
    today: { ...TODAY, stale: true },
    sync: { ...SYNCED, state: 'failed', problem: ENDED },
  };

  it('session ended: that leads, is told once, and the way out is beside it', async (context) => {
    const window = await open(context, EXPIRED);
    await window.page.getByRole('heading', { level: 1, name: 'Your session has ended.' }).waitFor();
    const text = await window.text();
    expect(text).not.toContain('You are tired');
    expect(text.split('session has ended')).toHaveLength(2);
    expect(text).toMatch(
      /ended\. These numbers are from 23 Nov 2026, 08:58\. Sign in again to get newer ones\. Sign in again Monday/u,
    );
    expect(text).toContain('Last synced 2 minutes ago');
    expect(await window.page.locator('.item .mark.attention').count()).toBe(0);
    expect(await window.page.locator('.button.primary:visible').allTextContents()).toEqual(['Sign in again']);
    await window.press('Sign in again');
    await window.press('Sign out (TrainingPeaks)');
    expect(window.calls).toEqual([{ name: 'session.signIn' }, { name: 'session.signOut' }]);
  });

  it('session ended, and signing in again did not work', async (context) => {
    const session = { ...EXPIRED.session, signInProblem: 'No network.' };
    const window = await open(context, { ...EXPIRED, session });
    expect(await window.text()).toContain('Signing in again did not work. No network. These numbers are');
  });

  it('session ended that came from a variable: says where the new one goes', async (context) => {
    const session = { ...EXPIRED.session, cookieFrom: 'environment' } as const;
    const window = await open(context, { ...EXPIRED, session });
    expect(await window.text()).toContain('Put a new cookie into TP_AUTH_COOKIE');
    expect(await window.page.getByRole('button', { name: /sign/iu }).count()).toBe(0);
  });

  it('signing in again: the page waits, and brings the window to the front', async (context) => {
    const window = await open(context, EXPIRED);
    await window.tells({ ...EXPIRED, session: { ...EXPIRED.session, state: 'signing_in' } });
    await window.page.getByRole('heading', { level: 1, name: 'Signing in.' }).waitFor();
    await window.press('Show the window');
    expect(window.calls).toEqual([{ name: 'session.signIn' }]);
  });

  it('the keychain is locked: told once, with what to do', async (context) => {
    const message = 'The keyring is locked. Unlock it, then try again.';
    const problem = { code: 'keychain_unavailable', message } as const;
    const session = { ...SIGNED_OUT, state: 'unknown', problem } as const;
    const window = await open(context, READY);
    await window.tells({ ...READY, session });
    await window.page
      .getByRole('heading', { level: 1, name: 'Your system keychain cannot be used.' })
      .waitFor();
    const text = await window.text();
    expect(text.split(message)).toHaveLength(2);
    expect(await window.page.locator('.button.primary:visible').allTextContents()).toEqual(['Check again']);
    expect(await window.page.getByRole('button', { name: /cookie|Sync/u }).count()).toBe(0);
    await window.press('Check again');
    expect(window.calls).toEqual([{ name: 'app.check' }]);
  });

  it.for(['needs_restart', 'failing', 'unreadable', 'foreign_entry', 'not_connected'] as const)(
    'a connection that is %s is mended here, not set up anew',
    async (state, context) => {
      const window = await open(context, READY);
      await window.tells({ ...READY, clients: clients(state, 'What is wrong.') });
      const button = { needs_restart: 'Look again', failing: 'Repair', unreadable: 'Open the file' } as const;
      const label = state in button ? button[state as keyof typeof button] : /Replace it|Connect/u;
      await window.page.getByRole('button', { name: label }).first().waitFor();
      expect(await window.text()).toContain('Synced 2 minutes ago');
    },
  );

  it.for(['needs_restart', 'failing'] as const)(
    'who was connected starts here: %s',
    async (state, context) => {
      const window = await open(context, { ...READY, clients: clients(state) });
      expect(await window.text()).toContain('Synced 2 minutes ago');
    },
  );

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
