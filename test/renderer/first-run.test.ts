import { describe, expect, it } from 'vitest';
import type { AppStatus, ClientStatus, SyncStatus } from '../../src/shared/app-status.ts';
import { openInChromium } from './open-in-chromium.ts';
import { client, clients, FRESH, HALFWAY, LOADING, NO_HISTORY, READY, SYNCED } from './statuses.ts';

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
      says: ['install it later'],
      press: 'Connect anyway',
      call: { name: 'client.connect', request: { id: 'claude-desktop', insist: true } },
    },
    {
      state: 'not_connected',
      says: [
        'Your other entries stay as they are; a copy of the file is kept.',
        'claude_desktop_config.json',
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
      says: ['Claude Desktop is connected', 'claude_desktop_config.json'],
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
    { state: 'moved', says: ['wrong place', 'Repair writes its new place'], press: 'Repair', call: connect },
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
    ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)', 'press ⌘Q'],
    ['Mozilla/5.0 (Windows NT 10.0; Win64; x64)', 'near the clock'],
    ['Mozilla/5.0 (X11; Linux x86_64)', 'tray or File menu'],
  ] as const)('says how to quit Claude: %s', async ([userAgent, words], context) => {
    const window = await open(context, withDesktop('needs_restart'), { userAgent });
    expect(await window.step(2).innerText()).toContain(words);
  });

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
      what: 'has not begun',
      status: withSync({}),
      says: ['newest first'],
      press: 'Start',
      calls: 'sync.start',
    },
    {
      what: 'loads',
      status: HALFWAY,
      says: ['Back to March 2023 · 1,204 workouts · 58%', 'You can close this window.'],
      press: 'Pause',
      calls: 'sync.pause',
    },
    {
      what: 'is paused',
      status: withSync({ ...LOADING, state: 'paused' }),
      says: ['Your history is paused', 'Nothing is lost'],
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
      what: 'is there, without a workout',
      status: withSync({ syncedAt: SYNCED.syncedAt }),
      says: ['No numbers yet', 'has no workouts yet'],
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
});

describe('going on', () => {
  it('goes to the status page when the last step is done, with the focus on its sentence', async (context) => {
    const window = await open(context, { ...READY, clients: clients('not_connected') });
    await window.tells({ ...READY, clients: clients('working') });
    expect(await window.text()).toContain('Ask Claude about your training');
    await window.tells(READY);
    await window.page.getByText('Synced 2 minutes ago').waitFor();
    expect(await window.focused()).toBe('You are tired enough to gain fitness.');
  });

  it('resumes where it was left, whatever came first', async (context) => {
    const window = await open(context, { ...FRESH, clients: clients('verified') });
    expect(await window.step(1).innerText()).toContain('Sign in to TrainingPeaks');
    expect(await window.step(2).innerText()).toContain('Claude Desktop is connected');
    expect(await window.text()).toContain('Sign in, and TP Tray goes on where it was.');
  });

  it('lets the user go on without Claude', async (context) => {
    const window = await open(context, { ...READY, clients: clients('not_installed') });
    await window.press('Go to the status page');
    await window.page.getByRole('heading', { name: 'You are tired enough to gain fitness.' }).waitFor();
  });

  it('shows the demo on request', async (context) => {
    const window = await open(context, FRESH);
    window.answersWith('demo.show', { ...READY, demo: true });
    await window.press('Look around with a demo athlete');
    await window.page.getByText('Demo athlete.').waitFor();
    expect(window.calls).toEqual([{ name: 'demo.show', request: { enabled: true } }]);
  });
});
