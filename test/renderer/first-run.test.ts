import { describe, expect, it } from 'vitest';
import type { AppStatus, ClientStatus, SyncStatus } from '../../src/shared/app-status.ts';
import { openInChromium } from './open-in-chromium.ts';
import {
  client,
  clients,
  FRESH,
  HALFWAY,
  LOADING,
  NO_HISTORY,
  READY,
  SIGNED_IN,
  SYNCED,
  TODAY,
} from './statuses.ts';

const open = openInChromium();

describe('step 2, connect Claude Desktop', () => {
  const withDesktop = (state: ClientStatus['state'], message?: string): AppStatus => ({
    ...HALFWAY,
    clients: clients(state, message),
  });
  const connect = {
    name: 'client.connect',
    request: { id: 'claude-desktop', insist: false },
  };

  it.for<{ state: ClientStatus['state']; message?: string; says: string[]; press?: string; call?: object }>([
    {
      state: 'not_installed',
      says: ['Claude Desktop was not found on this computer'],
      press: 'Get Claude Desktop',
      call: { name: 'open.page', request: { page: 'claude-download' } },
    },
    {
      state: 'not_installed',
      message: 'Claude Desktop is here as a flatpak.',
      says: ['is here as a flatpak. Install it', 'install it later'],
      press: 'Connect anyway',
      call: { name: 'client.connect', request: { id: 'claude-desktop', insist: true } },
    },
    {
      state: 'not_connected',
      says: [
        'Your other entries stay as they are; a copy of the file is kept.',
        '/home/vera/.config/Claude/claude_desktop_config.json',
      ],
      press: 'Connect',
      call: connect,
    },
    {
      state: 'not_connected',
      message: 'The disk is full. The file is as it was.',
      says: ['The disk is full. The file is as it was.'],
      press: 'Connect',
      call: connect,
    },
    { state: 'working', says: ['Connecting Claude Desktop'] },
    {
      state: 'connected',
      says: ['Trying the connection of Claude Desktop', 'claude_desktop_config.json'],
      press: 'Disconnect',
      call: { name: 'client.disconnect', request: { id: 'claude-desktop' } },
    },
    {
      state: 'verified',
      says: ['Claude Desktop is connected', 'it answered'],
      press: 'Disconnect',
      call: { name: 'client.disconnect', request: { id: 'claude-desktop' } },
    },
    {
      state: 'needs_restart',
      says: ['Start Claude Desktop again', 'Closing the window is not enough.'],
      press: 'Look again',
      call: { name: 'app.check' },
    },
    {
      state: 'needs_restart',
      says: ['Start Claude Desktop again'],
      press: 'Quit it for me',
      call: { name: 'client.goOn', request: { id: 'claude-desktop', how: 'quit' } },
    },
    {
      state: 'waiting_for_quit',
      says: ['Quit Claude Desktop, and it is connected', 'is running', 'goes on by itself'],
      press: 'Quit it for me',
      call: { name: 'client.goOn', request: { id: 'claude-desktop', how: 'quit' } },
    },
    {
      state: 'waiting_for_quit',
      message: 'It was asked to quit, but it is still running.',
      says: ['It was asked to quit, but it is still running.', 'Closing the window is not enough.'],
      press: 'Connect without quitting',
      call: { name: 'client.goOn', request: { id: 'claude-desktop', how: 'write' } },
    },
    {
      state: 'waiting_for_quit',
      says: ['Quit Claude Desktop'],
      press: 'Do not connect',
      call: { name: 'client.disconnect', request: { id: 'claude-desktop' } },
    },
    {
      state: 'waiting_to_disconnect',
      says: ['Quit Claude Desktop, and it is disconnected', 'is running', 'goes on by itself'],
      press: 'Disconnect without quitting',
      call: { name: 'client.goOn', request: { id: 'claude-desktop', how: 'write' } },
    },
    {
      state: 'waiting_to_disconnect',
      says: ['Quit Claude Desktop'],
      press: 'Stay connected',
      call: connect,
    },
    {
      state: 'verified',
      says: ['Claude Desktop is connected'],
      press: 'Open Claude',
      call: { name: 'open.page', request: { page: 'claude' } },
    },
    {
      state: 'working',
      message: 'Waiting for Claude Desktop to quit…',
      says: ['Waiting for Claude Desktop to quit…'],
    },
    {
      state: 'failing',
      message: 'The program ended before it answered.',
      says: ['Claude Desktop would get no answer', 'The program ended before it answered.'],
      press: 'Repair',
      call: connect,
    },
    { state: 'moved', says: ['needs repair', 'Repair writes its new place'], press: 'Repair', call: connect },
    {
      state: 'vanished',
      says: ['Claude Desktop is no longer connected', 'was removed from claude_desktop_config.json'],
      press: 'Repair',
      call: connect,
    },
    {
      state: 'vanished',
      says: ['Repair writes it again'],
      press: 'Leave it disconnected',
      call: { name: 'client.disconnect', request: { id: 'claude-desktop' } },
    },
    {
      state: 'foreign_entry',
      says: ['Another server is called trainingpeaks', 'TP Tray did not write'],
      press: 'Replace it',
      call: { name: 'client.connect', request: { id: 'claude-desktop', insist: true } },
    },
    {
      state: 'unreadable',
      message: 'Line 12 is not JSON.',
      says: ['claude_desktop_config.json cannot be used', 'Line 12 is not JSON.'],
      press: 'Open the file',
      call: { name: 'open.clientFile', request: { id: 'claude-desktop' } },
    },
  ])('$state: $press', async ({ state, message, says, press, call }, context) => {
    const window = await open(context, withDesktop(state, message));
    const text = await window.step(2).innerText();
    for (const words of says) expect(text).toContain(words);
    if (press === undefined) {
      expect(await window.step(2).getByRole('button').count()).toBe(0);
      return;
    }
    await window.step(2).getByRole('button', { name: press }).click();
    expect(window.calls).toEqual([call]);
  });

  it.for([
    [0, 'Everything else in it stays as it is; a copy'],
    [1, 'Your other server stays as it is; a copy'],
    [2, 'Your two other servers stay as they are; a copy'],
    [14, 'Your 14 other servers stay as they are; a copy'],
  ] as const)('says what becomes of %d other servers', async ([otherServers, words], context) => {
    const desktop = { ...client('claude-desktop', 'not_connected'), otherServers };
    const window = await open(context, { ...HALFWAY, clients: [desktop] });
    expect(await window.step(2).innerText()).toContain(words);
  });

  it('breaks the path of the file between folders, not inside their names', async (context) => {
    const file =
      '/home/vera-held/.config-of-the-team/Claude-Desktop/profiles-of-vera/claude_desktop_config.json';
    const desktop = { ...client('claude-desktop', 'not_connected'), file };
    const window = await open(context, { ...HALFWAY, clients: [desktop] });
    const path = window.step(2).locator('.file');
    expect(await path.innerText()).toBe(file);
    const lines = await window.page.evaluate<{ ofNames: number[]; ofPath: number }>(`(() => {
      const lines = (node) => {
        const range = document.createRange();
        range.selectNodeContents(node);
        return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size;
      };
      const path = document.querySelector('.file');
      return { ofNames: [...path.children].map(lines), ofPath: lines(path) };
    })()`);
    expect(new Set(lines.ofNames)).toEqual(new Set([1]));
    expect(lines.ofPath).toBeGreaterThan(1);
  });

  it.for([
    ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)', 'press ⌘Q'],
    ['Mozilla/5.0 (Windows NT 10.0; Win64; x64)', 'near the clock'],
    ['Mozilla/5.0 (X11; Linux x86_64)', 'tray or File menu'],
  ] as const)('says how to quit Claude: %s', async ([userAgent, words], context) => {
    const window = await open(context, withDesktop('needs_restart'), { userAgent });
    expect(await window.step(2).innerText()).toContain(words);
  });

  it.for(['needs_restart', 'waiting_for_quit', 'waiting_to_disconnect'] as const)(
    'offers no quitting where it cannot be asked for, and says how: %s',
    async (state, context) => {
      const desktop = { ...client('claude-desktop', state), canBeQuit: false };
      const userAgent = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)';
      const window = await open(context, { ...HALFWAY, clients: [desktop] }, { userAgent });
      expect(await window.step(2).innerText()).toMatch(/Right-click Claude’s icon.*is not enough/su);
      expect(await window.step(2).getByRole('button', { name: 'Quit it for me' }).count()).toBe(0);
      await window.step(2).getByRole('button', { name: 'Look again' }).click();
      expect(window.calls).toEqual([{ name: 'app.check' }]);
    },
  );

  it('keeps the other programs folded away, and connects them too', async (context) => {
    const window = await open(context, HALFWAY);
    expect(await window.text()).not.toContain('Connect Cursor');
    await window.page.getByText('Also on this computer: Claude Code and Cursor').click();
    await window.press('Connect (Cursor)');
    expect(window.calls).toEqual([{ name: 'client.connect', request: { id: 'cursor', insist: false } }]);
  });

  it('unfolds them when one needs the user', async (context) => {
    const status = {
      ...HALFWAY,
      clients: [...clients('not_connected').slice(0, 1), client('vscode', 'moved')],
    };
    const window = await open(context, status);
    await window.press('Repair (VS Code)');
    expect(window.calls).toHaveLength(1);
  });
});

describe('step 3, getting your history', () => {
  const withSync = (sync: Partial<SyncStatus>, status = HALFWAY): AppStatus => ({
    ...status,
    sync: { ...NO_HISTORY, ...sync },
  });

  it.for<{ what: string; status: AppStatus; says: string[]; press?: string; calls?: string }>([
    { what: 'waits for the sign-in', status: FRESH, says: ['Starts by itself once you are signed in.'] },
    {
      what: 'is about to begin by itself',
      status: withSync({}),
      says: ['Getting your history', 'newest first'],
    },
    {
      what: 'loads',
      status: HALFWAY,
      says: [
        'March 2023, on the way back to March 2014 · 1,204 workouts · about 40 seconds left. You can close this window.',
      ],
      press: 'Pause',
      calls: 'sync.pause',
    },
    {
      what: 'is paused',
      status: withSync({ ...LOADING, state: 'paused' }),
      says: [
        'Your history is paused',
        'March 2023, on the way back to March 2014 · 1,204 workouts. Nothing is lost',
      ],
      press: 'Continue',
      calls: 'sync.start',
    },
    {
      what: 'failed',
      status: withSync({
        state: 'failed',
        workoutCount: 300,
        problem: { code: 'rate_limited', message: 'It goes on in 40 seconds.' },
      }),
      says: ['TrainingPeaks asks for a pause', 'It goes on in 40 seconds.', '300 workouts'],
      press: 'Try again',
      calls: 'sync.start',
    },
    {
      what: 'is older than the account, whose age says nothing then',
      status: withSync({ ...LOADING, loadedFrom: '2014-03-01', secondsLeft: null }),
      says: ['Back to March 2014 · 1,204 workouts. You can'],
      press: 'Pause',
      calls: 'sync.pause',
    },
    {
      what: 'waits for a session that has ended',
      status: {
        ...withSync({
          ...LOADING,
          state: 'failed',
          problem: { code: 'session_expired', message: 'Its end.' },
        }),
        session: { ...SIGNED_IN, state: 'expired' },
      },
      says: ['1,204 workouts. It goes on by itself once you are signed in.'],
    },
    {
      what: 'waits for TrainingPeaks, which the first step tells of',
      status: {
        ...withSync({ state: 'failed', problem: { code: 'upstream_down', message: 'No answer.' } }),
        session: { ...SIGNED_IN, state: 'unknown' },
      },
      says: ['Starts by itself once TrainingPeaks can be reached.'],
    },
    {
      what: 'is there, without a workout',
      status: withSync({ syncedAt: SYNCED.syncedAt }),
      says: ['No numbers yet', 'has no completed workout yet'],
      press: 'Sync now',
      calls: 'sync.start',
    },
  ])('$what', async ({ status, says, press, calls }, context) => {
    const window = await open(context, status);
    const text = await window.step(3).innerText();
    for (const words of says) expect(text).toContain(words);
    if (press === undefined) {
      expect(await window.step(3).getByRole('button').count()).toBe(0);
      return;
    }
    await window.step(3).getByRole('button', { name: press }).click();
    expect(window.calls).toEqual([{ name: calls }]);
  });

  it('shows how far it is, and only that it works when nobody can tell', async (context) => {
    const window = await open(context, HALFWAY);
    const bar = window.page.getByRole('progressbar', { name: 'History loaded' });
    expect(await bar.getAttribute('value')).toBe('0.58');
    await window.tells(withSync({ ...LOADING, progress: null }));
    await expect.poll(() => bar.getAttribute('value')).toBeNull();
  });

  it('ends in the numbers of today, with a sentence', async (context) => {
    const window = await open(context, { ...READY, clients: clients('not_connected') });
    const text = await window.step(3).innerText();
    expect(text.replaceAll(/\s+/gu, ' ')).toMatch(/Fitness 72 .*Fatigue 85 .*Form −12/u);
    expect(text).toContain('You are tired enough to gain fitness.');
  });

  it('does not say what numbers mean that are not of now', async (context) => {
    const window = await open(context, {
      ...READY,
      session: { ...SIGNED_IN, state: 'expired' },
      today: { ...TODAY, stale: true },
      clients: clients('not_connected'),
    });
    const text = await window.step(3).innerText();
    expect(text).toContain('These numbers are from 23 Nov 2026, 08:58.');
    expect(text).not.toContain('You are tired');
  });
});

describe('going on', () => {
  it('goes to the dashboard when the last step is done, and the focus with it', async (context) => {
    const window = await open(context, { ...READY, clients: clients('not_connected') });
    await window.tells({ ...READY, clients: clients('working') });
    expect(await window.text()).toContain('Ask Claude about your training');
    await window.tells(READY);
    await window.page.getByText('Synced 2 minutes ago').first().waitFor();
    expect(await window.page.evaluate('document.activeElement.matches("main.page")')).toBe(true);
  });

  it.for(['needs_restart', 'failing'] as const)(
    'stays until Claude can use it: %s',
    async (state, context) => {
      const window = await open(context, { ...READY, clients: clients('not_connected') });
      await window.tells({ ...READY, clients: clients(state) });
      await expect.poll(() => window.page.getByRole('status').first().innerText()).toMatch(/^Almost there/u);
      expect(await window.text()).toContain('Ask Claude about your training');
    },
  );

  it('resumes where it was left, whatever came first', async (context) => {
    const window = await open(context, { ...FRESH, clients: clients('verified') });
    expect(await window.step(1).innerText()).toContain('Sign in to TrainingPeaks');
    expect(await window.step(2).innerText()).toContain('Claude Desktop is connected');
    expect(await window.text()).toContain('Sign in, and TP Tray goes on where it was.');
  });

  it('lets the user go on without Claude', async (context) => {
    const window = await open(context, { ...READY, clients: clients('not_installed') });
    await window.press('Go to the dashboard');
    await window.page.getByRole('navigation').waitFor();
  });

  it('shows the demo on request', async (context) => {
    const window = await open(context, FRESH);
    window.answersWith('demo.show', { ...READY, demo: true });
    await window.press('Look around with a demo athlete');
    await window.page.getByText('Demo athlete.').waitFor();
    expect(window.calls).toEqual([{ name: 'demo.show', request: { enabled: true } }]);
  });
});

it('leads back to a page of the dashboard that the address names, where there is something to see', async (context) => {
  const window = await open(context, { ...READY, clients: clients('not_connected') });
  await window.press('Go to the dashboard');
  await window.page.getByRole('link', { name: 'Load', exact: true }).click();
  await window.page.reload();
  await window.page.getByRole('link', { name: 'Load', exact: true }).waitFor();
  expect(await window.page.locator('nav [aria-current=page]').innerText()).toBe('Load');
});

describe('who hears the page', () => {
  it('is told what comes next when a state changes', async (context) => {
    const window = await open(context, FRESH);
    const sentence = window.page.getByRole('status').first();
    expect(await sentence.innerText()).toContain('Three steps, about a minute.');
    await window.tells(HALFWAY);
    await expect
      .poll(() => sentence.innerText())
      .toBe('You are signed in. Now connect Claude; your history comes by itself.');
    await window.tells({ ...READY, clients: clients('not_connected') });
    await expect.poll(() => sentence.innerText()).toContain('your history is here');
    await window.tells({ ...READY, clients: clients('needs_restart') });
    await expect.poll(() => sentence.innerText()).toBe('Almost there: start Claude again.');
    await window.tells({ ...READY, clients: clients('moved') });
    await expect
      .poll(() => sentence.innerText())
      .toBe('Almost there: the connection of Claude needs repair.');
    await window.tells({ ...READY, clients: clients('failing') });
    await expect.poll(() => sentence.innerText()).toBe('Almost there: Claude would not get an answer yet.');
  });
});
