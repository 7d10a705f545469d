import { describe, expect, it } from 'vitest';
import type { AppStatus } from '../../src/shared/app-status.ts';
import { openInChromium } from './open-in-chromium.ts';
import { client, clients, LOADING, READY, SIGNED_IN, SIGNED_OUT, SYNCED, TODAY } from './statuses.ts';
import type { WindowUnderTest } from './window-lab.ts';

const open = openInChromium('#/connections');

const DOWN = { code: 'upstream_down', message: 'No answer within 20 seconds.' } as const;
const OFFLINE: AppStatus = {
  ...READY,
  today: { ...TODAY, stale: true },
  sync: { ...SYNCED, state: 'failed', syncedAt: '2026-11-22T17:40:00Z', problem: DOWN },
};

const heading = (window: WindowUnderTest) => window.page.getByRole('heading', { level: 1 }).innerText();
const standingOut = (window: WindowUnderTest) =>
  window.page.locator('main .button.primary:visible').allTextContents();

describe('how everything stands', () => {
  it('says it in a sentence, then account, history and assistants', async (context) => {
    const window = await open(context, READY);
    expect(await heading(window)).toBe('TrainingPeaks and Claude Desktop are connected.');
    expect(await window.text()).toMatch(
      new RegExp(
        [
          'Signed in as Vera Held',
          'good until 14 December',
          'Synced 2 minutes ago',
          '2,081 workouts since March 2014',
          'Claude Desktop is connected',
          'Tried the way Claude Desktop starts it, and it answered.',
          'Connect Claude Code',
          'Connect Cursor',
          'Not found on this computer: VS Code',
        ].join('.*'),
        'u',
      ),
    );
    expect(await standingOut(window)).toEqual([]);
  });

  it.for<[string, AppStatus['clients']]>([
    ['TrainingPeaks is connected, an assistant is not yet.', clients('not_connected')],
    ['Connecting Claude Desktop…', clients('working')],
    ['Claude Desktop needs you.', clients('moved')],
    [
      'Claude Desktop and Cursor need you.',
      [client('claude-desktop', 'needs_restart'), client('cursor', 'foreign_entry')],
    ],
    [
      'TrainingPeaks, Claude Desktop, and Cursor are connected.',
      [client('claude-desktop', 'verified'), client('cursor', 'verified'), client('vscode', 'not_connected')],
    ],
    [
      'Trying the connection of Cursor…',
      [client('claude-desktop', 'verified'), client('cursor', 'connected')],
    ],
    ['Claude Desktop needs you.', clients('vanished')],
  ])('%s', async ([sentence, connections], context) => {
    const window = await open(context, READY);
    await window.tells({ ...READY, clients: connections });
    await expect.poll(() => heading(window)).toBe(sentence);
  });

  it('follows the first load and lets it pause', async (context) => {
    const window = await open(context, READY);
    await window.tells({ ...READY, sync: LOADING });
    const progress = window.page.getByRole('progressbar', { name: 'History loaded' });
    await expect.poll(() => progress.getAttribute('value')).toBe('0.58');
    expect(await window.text()).toContain('March 2023, on the way back to March 2014 · 1,204 workouts');
    await window.press('Pause (history)');
    expect(window.calls).toEqual([{ name: 'sync.pause' }]);
  });

  it('writes numbers as the user’s country does', async (context) => {
    const window = await open(context, READY, { locale: 'de-DE' });
    expect(await window.text()).toContain('2.081 workouts');
  });
});

describe('what can be done', () => {
  it.for([
    ['Sync now (history)', { name: 'sync.start' }],
    ['Sign out (TrainingPeaks)', { name: 'session.signOut' }],
    ['Disconnect (Claude Desktop)', { name: 'client.disconnect', request: { id: 'claude-desktop' } }],
    ['Connect (Cursor)', { name: 'client.connect', request: { id: 'cursor', insist: false } }],
  ] as const)('%s', async ([button, made], context) => {
    const window = await open(context, READY);
    await window.press(button);
    expect(window.calls).toEqual([made]);
  });

  it('a program that was not found is connected on request', async (context) => {
    const window = await open(context, READY);
    await window.page.getByText('Not found on this computer:').click();
    await window.press('Connect anyway (VS Code)');
    expect(window.calls).toEqual([{ name: 'client.connect', request: { id: 'vscode', insist: true } }]);
  });

  it('one button leads while nothing is connected', async (context) => {
    const window = await open(context, READY);
    await window.tells({ ...READY, clients: clients('not_connected') });
    await expect.poll(() => standingOut(window)).toEqual(['Connect (Claude Desktop)']);
  });

  it('shows how an assistant connects over HTTP, without the token', async (context) => {
    const window = await open(context, READY, undefined, (prepared) =>
      prepared.replies('mcp.access', () =>
        Promise.resolve({ ok: true, value: { url: 'http://127.0.0.1:4711/mcp', token: 'secret-token' } }),
      ),
    );
    await window.page.getByText('http://127.0.0.1:4711/mcp').waitFor();
    expect(await window.text()).not.toContain('secret-token');
  });
});

describe('when something is wrong', () => {
  it('offline: told once, with the time of the last sync', async (context) => {
    const window = await open(context, OFFLINE);
    const text = await window.text();
    expect(text).toMatch(
      /No answer within 20 seconds\. These numbers are from 22 Nov 2026, 18:40\. Try again.*Last synced 14 hours ago 2,081 workouts/u,
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
    expect(await heading(window)).toBe('Your sign-in could not be checked.');
    expect(text.split('No answer')).toHaveLength(2);
    expect(text).toContain('Vera Held Your history stays on this computer.');
  });

  const ENDED = { code: 'session_expired', message: 'The TrainingPeaks session has ended.' } as const;
  const EXPIRED: AppStatus = {
    ...READY,
    session: { ...SIGNED_IN, state: 'expired', problem: ENDED },
    today: { ...TODAY, stale: true },
    sync: { ...SYNCED, state: 'failed', problem: ENDED },
  };

  it('session ended: told once, and the way out is beside it', async (context) => {
    const window = await open(context, EXPIRED);
    expect(await heading(window)).toBe('TrainingPeaks wants you to sign in.');
    const text = await window.text();
    expect(text.split('session has ended')).toHaveLength(2);
    expect(text).toContain(
      'Your session has ended. These numbers are from 23 Nov 2026, 08:58. Sign in again to get newer ones.',
    );
    expect(text).toContain('Last synced 2 minutes ago');
    expect(await window.page.locator('.item .mark.attention').count()).toBe(0);
    expect(await standingOut(window)).toEqual(['Sign in again']);
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
    expect(await window.page.getByRole('button', { name: /^sign/iu }).count()).toBe(0);
  });

  it('signing in again: the page waits, and brings the window to the front', async (context) => {
    const window = await open(context, EXPIRED);
    await window.tells({ ...EXPIRED, session: { ...EXPIRED.session, signIn: 'open' } });
    await expect.poll(() => heading(window)).toBe('Finish signing in, in the window that is open.');
    await window.press('Show the window');
    expect(window.calls).toEqual([{ name: 'session.signIn' }]);
  });

  it('the keychain is locked: told once, with what to do', async (context) => {
    const message = 'The keyring is locked. Unlock it, then try again.';
    const problem = { code: 'keychain_unavailable', message } as const;
    const session = { ...SIGNED_OUT, state: 'unknown', problem } as const;
    const window = await open(context, READY);
    await window.tells({ ...READY, session });
    await window.page.getByText('Your system keychain cannot be used.').waitFor();
    expect((await window.text()).split(message)).toHaveLength(2);
    expect(await standingOut(window)).toEqual(['Check again']);
    expect(await window.page.getByRole('button', { name: /cookie/u }).count()).toBe(0);
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
      await window.page.getByRole('main').getByRole('button', { name: label }).first().waitFor();
      expect(await window.page.getByRole('navigation').count()).toBe(1);
    },
  );

  it.for(['needs_restart', 'failing'] as const)(
    'who was connected starts in the dashboard: %s',
    async (state, context) => {
      const window = await open(context, { ...READY, clients: clients(state) });
      expect(await heading(window)).toBe('Claude Desktop needs you.');
    },
  );

  it('a moved app is repaired here', async (context) => {
    const window = await open(context, { ...READY, clients: clients('moved') });
    expect(await standingOut(window)).toEqual(['Repair (Claude Desktop)']);
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
});

describe('the demo', () => {
  it('touches nothing of the user’s', async (context) => {
    const window = await open(context, { ...READY, demo: true });
    expect(await heading(window)).toBe('You are looking at the demo athlete.');
    expect(
      await window.page
        .getByRole('main')
        .getByRole('button', { name: /Sign|onnect/u })
        .count(),
    ).toBe(0);
    await window.press('Sync now (history)');
    expect(window.calls).toEqual([{ name: 'sync.start' }]);
  });
});
