import { describe, expect, it } from 'vitest';
import type { AppStatus, SessionStatus } from '../../src/shared/app-status.ts';
import { later } from './later.ts';
import { openInChromium } from './open-in-chromium.ts';
import { clients, FRESH, HALFWAY, NO_HISTORY, SIGNED_IN, SIGNED_OUT } from './statuses.ts';

const open = openInChromium();

describe('step 1, sign in', () => {
  const withSession = (session: Partial<SessionStatus>): AppStatus => ({
    ...FRESH,
    session: { ...SIGNED_OUT, ...session },
  });
  const signedIn = (session: Partial<SessionStatus>): AppStatus => ({
    ...HALFWAY,
    session: { ...SIGNED_IN, ...session },
  });

  it.for<{ what: string; status: AppStatus; says: string[]; press?: string; calls?: string }>([
    {
      what: 'signed out',
      status: FRESH,
      says: ['Sign in to TrainingPeaks', 'never the password'],
      press: 'Sign in',
      calls: 'session.signIn',
    },
    {
      what: 'still checking',
      status: withSession({ state: 'checking' }),
      says: ['Sign in to TrainingPeaks', 'Looking for your session…'],
    },
    {
      what: 'signing in',
      status: withSession({ signIn: 'open' }),
      says: ['The TrainingPeaks window is open. Finish there'],
      press: 'Show the window',
      calls: 'session.signIn',
    },
    {
      what: 'failed to sign in',
      status: withSession({ signInProblem: 'The window was closed before the sign-in was complete.' }),
      says: ['You are not signed in yet', 'The window was closed before the sign-in was complete.'],
      press: 'Try again',
      calls: 'session.signIn',
    },
    {
      what: 'signed in',
      status: signedIn({}),
      says: ['Signed in as Vera Held', 'system keychain', 'good until 14 December'],
      press: 'Sign out',
      calls: 'session.signOut',
    },
    {
      what: 'expiring',
      status: signedIn({ state: 'expiring', expectedExpiryDay: '2026-11-25' }),
      says: ['Signed in as Vera Held', 'This session ends on 25 November.'],
      press: 'Sign in again',
      calls: 'session.signIn',
    },
    {
      what: 'expired before there was a history',
      status: { ...FRESH, session: { ...SIGNED_IN, state: 'expired' } },
      says: ['Your session has ended'],
      press: 'Sign in again',
      calls: 'session.signIn',
    },
    {
      what: 'unknown because TrainingPeaks did not answer',
      status: withSession({
        state: 'unknown',
        problem: { code: 'upstream_down', message: 'No answer within 20 seconds.' },
      }),
      says: ['TrainingPeaks did not answer', 'No answer within 20 seconds.'],
      press: 'Check again',
      calls: 'app.check',
    },
    {
      what: 'unknown for no known reason',
      status: withSession({ state: 'unknown' }),
      says: ['Your session could not be checked', 'Check your connection'],
      press: 'Check again',
      calls: 'app.check',
    },
    {
      what: 'without a keychain',
      status: withSession({
        problem: { code: 'keychain_unavailable', message: 'Install one: sudo apt install gnome-keyring.' },
      }),
      says: ['Your system keychain cannot be used', 'sudo apt install gnome-keyring'],
      press: 'Check again',
      calls: 'app.check',
    },
  ])('$what', async ({ status, says, press, calls }, context) => {
    const window = await open(context, status);
    const text = await window.text();
    for (const words of says) expect(text).toContain(words);
    if (press === undefined) {
      expect(await window.step(1).getByRole('button').count()).toBe(0);
      return;
    }
    await window.step(1).getByRole('button', { name: press }).first().click();
    expect(window.calls).toEqual([{ name: calls }]);
  });

  it('tells of an unusable keychain once, before anybody signs in, with one thing to do', async (context) => {
    const message = 'No keyring service runs in this session. Install one: sudo apt install gnome-keyring.';
    const problem = { code: 'keychain_unavailable', message } as const;
    const window = await open(context, {
      ...FRESH,
      session: { ...SIGNED_OUT, problem, signInProblem: message },
    });
    const told = async () => {
      const text = await window.text();
      expect(text.split(message)).toHaveLength(2);
      expect(text.split('cannot be used')).toHaveLength(2);
      expect(await window.page.locator('.button.primary:visible').allTextContents()).toEqual([
        'Check again (TrainingPeaks)',
      ]);
      expect(await window.page.getByRole('button', { name: /cookie/u }).count()).toBe(0);
    };
    await told();
    await window.tells({
      ...FRESH,
      session: { ...SIGNED_OUT, state: 'unknown', problem },
      sync: { ...NO_HISTORY, state: 'failed', problem },
      clients: clients('verified'),
    });
    await expect.poll(() => window.text()).toContain('Claude Desktop is connected');
    await told();
  });

  it.for([
    ['valid', 'The session you have goes on.'],
    ['expiring', 'The session you have ends on 14 December.'],
  ] as const)('a refused sign-in leaves a session that is %s', async ([state, words], context) => {
    const refused = 'TrainingPeaks does not accept this cookie.';
    const window = await open(context, signedIn({ state, signInProblem: refused }));
    const text = await window.step(1).innerText();
    expect(text).toContain('Still signed in as Vera Held');
    expect(text).toContain(`The new sign-in did not work. ${refused} ${words}`);
    expect(text).not.toContain('system keychain');
    expect(await window.page.locator('.button.primary:visible').allTextContents()).toEqual([
      'Sign in again (TrainingPeaks)',
    ]);
    await window.step(1).getByRole('button', { name: 'Sign in again' }).click();
    expect(window.calls).toEqual([{ name: 'session.signIn' }]);
  });

  it.for([
    ['expired', 'Your session has ended', 'Signing in again did not work. No network.'],
    ['unknown', 'Your session could not be checked', 'Signing in did not work. No network.'],
  ] as const)('a failed sign-in after one that is %s', async ([state, title, words], context) => {
    const window = await open(context, signedIn({ state, signInProblem: 'No network.' }));
    const text = await window.step(1).innerText();
    expect(text).toContain(title);
    expect(text).toContain(words);
    expect(text).not.toContain('no longer accepts');
    await window.step(1).getByRole('button', { name: 'Try again' }).click();
    expect(window.calls).toEqual([{ name: 'session.signIn' }]);
  });

  it('leaves a session from the environment alone', async (context) => {
    const window = await open(context, signedIn({ cookieFrom: 'environment' }));
    expect(await window.text()).toContain('The session comes from TP_AUTH_COOKIE');
    expect(await window.step(1).getByRole('button').count()).toBe(0);
  });

  it('speaks of a failed call in our words and offers it once more', async (context) => {
    const window = await open(context, FRESH);
    window.replies('session.signIn', () =>
      Promise.resolve({ ok: false, error: { code: 'storage_failed', message: 'The disk is full.' } }),
    );
    await window.press('Sign in (TrainingPeaks)');
    const alert = window.page.getByRole('alert');
    await expect.poll(() => alert.innerText()).toContain('The data folder cannot be used. The disk is full.');
    window.answersWith('session.signIn', HALFWAY);
    await alert.getByRole('button', { name: 'Try again' }).click();
    await window.page.getByRole('heading', { name: 'Signed in as Vera Held' }).waitFor();
    expect(await alert.count()).toBe(0);
    expect(window.calls).toHaveLength(2);
  });

  it('answers a second press only when the first is answered', async (context) => {
    const window = await open(context, FRESH);
    const { promise, fulfil } = later<{ ok: true; value: AppStatus }>();
    window.replies('session.signIn', () => promise);
    await window.press('Sign in (TrainingPeaks)');
    await window.page.getByRole('button', { name: 'Sign in', disabled: true }).click({ force: true });
    expect(window.calls).toHaveLength(1);
    fulfil({ ok: true, value: HALFWAY });
    await window.page.getByRole('heading', { name: 'Signed in as Vera Held' }).waitFor();
  });
});

describe('the copied cookie', () => {
  it('is explained for each browser and never has a field', async (context) => {
    const window = await open(context, FRESH);
    await window.press(/The login page does not work/);
    const dialog = window.page.getByRole('dialog');
    expect(await dialog.getByRole('listitem').count()).toBe(5);
    expect(await dialog.innerText()).toContain('Production_tpAuth');
    await dialog.getByRole('radio', { name: 'Firefox' }).check();
    expect(await dialog.innerText()).toContain('choose Storage');
    await dialog.getByRole('radio', { name: 'Safari' }).check();
    expect(await dialog.innerText()).toContain('Show features for web developers');
    expect(await window.page.locator('input:not([type=radio]), textarea, [contenteditable]').count()).toBe(0);
    await dialog.getByRole('button', { name: 'app.trainingpeaks.com' }).click();
    expect(window.calls).toEqual([{ name: 'open.page', request: { page: 'trainingpeaks' } }]);
  });

  it('is refused with a reason, then taken', async (context) => {
    const window = await open(context, FRESH);
    await window.press(/The login page does not work/);
    const refused = 'The clipboard holds no TrainingPeaks cookie.';
    window.answersWith('session.useCopiedCookie', {
      ...FRESH,
      session: { ...SIGNED_OUT, signInProblem: refused },
    });
    const dialog = window.page.getByRole('dialog');
    await window.press('Use the copied cookie');
    await expect.poll(() => dialog.getByRole('alert').innerText()).toContain(refused);
    window.answersWith('session.useCopiedCookie', HALFWAY);
    await window.press('Use the copied cookie');
    await dialog.waitFor({ state: 'detached' });
    await window.page.getByRole('heading', { name: 'Signed in as Vera Held' }).waitFor();
    expect(window.calls.map(({ name }) => name)).toEqual([
      'session.useCopiedCookie',
      'session.useCopiedCookie',
    ]);
  });
});
