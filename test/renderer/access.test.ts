import { describe, expect, it } from 'vitest';
import type { AppStatus } from '../../src/shared/app-status.ts';
import type { Reply } from '../../src/shared/ipc.ts';
import { violations } from './axe.ts';
import { later } from './later.ts';
import { openInChromium } from './open-in-chromium.ts';
import { clients, FRESH, HALFWAY, LOADING, READY, SIGNED_IN, SIGNED_OUT, SYNCED, TODAY } from './statuses.ts';
import type { OpenOptions, WindowUnderTest } from './window-lab.ts';

// The steps of the set-up, and the page of the dashboard on which the same is mended later.
const open = openInChromium('#/connections');

const ALARMED: AppStatus = {
  ...READY,
  session: { ...SIGNED_IN, state: 'expired' },
  today: { ...TODAY, stale: true },
  sync: {
    ...SYNCED,
    state: 'failed',
    problem: { code: 'session_expired', message: 'TrainingPeaks no longer accepts the session.' },
  },
  clients: clients('moved'),
};

const SCENES: Readonly<Record<string, AppStatus>> = {
  fresh: FRESH,
  halfway: HALFWAY,
  'sign-in failed': {
    ...FRESH,
    session: { ...SIGNED_OUT, signInProblem: 'The window was closed.' },
    clients: clients('unreadable', 'Line 12 is not JSON.'),
  },
  'without a keychain': {
    ...FRESH,
    session: {
      ...SIGNED_OUT,
      problem: {
        code: 'keychain_unavailable',
        message: 'No keyring service runs in this session. Install one: sudo apt install gnome-keyring.',
      },
    },
  },
  offline: {
    ...READY,
    today: { ...TODAY, stale: true },
    sync: { ...SYNCED, state: 'failed', problem: { code: 'upstream_down', message: 'No answer in time.' } },
  },
  'no answer for Claude': { ...READY, clients: clients('failing', 'The program ended at once.') },
  'numbers there, Claude missing': { ...READY, clients: clients('not_installed') },
  ready: READY,
  alarmed: ALARMED,
  demo: { ...READY, demo: true },
};

const LOOKS: Readonly<Record<string, OpenOptions>> = {
  light: { colorScheme: 'light' },
  dark: { colorScheme: 'dark' },
  'forced colours': { forcedColors: 'active' },
  'more contrast': { contrast: 'more' },
  'more contrast, dark': { contrast: 'more', colorScheme: 'dark' },
};

describe('axe-core finds nothing', () => {
  it.for(Object.entries(LOOKS))('%s', { timeout: 90_000 }, async ([, look], context) => {
    const window = await open(context, FRESH, look);
    for (const [scene, status] of Object.entries(SCENES)) {
      await window.tells(status);
      await window.page.getByRole('heading', { level: 1 }).waitFor();
      await window.page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))");
      expect({ scene, violations: await violations(window.page) }).toEqual({ scene, violations: [] });
    }
    await window.tells(FRESH);
    await window.press(/The login page does not work/);
    expect(await violations(window.page)).toEqual([]);
  });

  it('and would have: a button without a name', async (context) => {
    const window = await open(context, FRESH);
    await window.page.evaluate("document.querySelector('main').append(document.createElement('button'))");
    expect((await violations(window.page)).join()).toContain('button-name');
  });
});

describe('large text and narrow windows', () => {
  it.for<[string, OpenOptions]>([
    ['text of 200 %, 900 pixels wide', { viewport: { width: 900, height: 700 }, textScale: 2 }],
    ['zoom of 200 %, 900 pixels wide', { viewport: { width: 450, height: 350 }, deviceScaleFactor: 2 }],
    ['320 pixels wide', { viewport: { width: 320, height: 640 } }],
  ])('nothing is lost: %s', async ([, options], context) => {
    const window = await open(context, FRESH, options);
    for (const [scene, status] of Object.entries(SCENES)) {
      await window.tells(status);
      await window.page.getByRole('heading', { level: 1 }).waitFor();
      expect({ scene, ...(await overflow(window)) }).toEqual({ scene, sideways: 0, cut: [] });
    }
    await window.tells(FRESH);
    await window.press(/The login page does not work/);
    const dialog = await window.page.getByRole('dialog').boundingBox();
    const width = options.viewport?.width ?? 0;
    expect(dialog?.x).toBeGreaterThanOrEqual(0);
    expect((dialog?.x ?? 0) + (dialog?.width ?? 0)).toBeLessThanOrEqual(width);
    expect(
      await window.page.evaluate(
        "document.querySelector('dialog').scrollWidth - document.querySelector('dialog').clientWidth",
      ),
    ).toBe(0);
  });
});

/** By how many pixels the page scrolls sideways, and which elements hide part of their text. */
async function overflow({ page }: WindowUnderTest): Promise<{ sideways: number; cut: string[] }> {
  return page.evaluate(`({
    sideways: Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth),
    cut: [...document.querySelectorAll('h1, h2, p, dt, dd, button, summary')]
      .filter((node) => node.scrollWidth > node.clientWidth + 1 && getComputedStyle(node).display !== 'inline')
      .map((node) => node.textContent),
  })`);
}

describe('targets', () => {
  it('are at least 28 pixels high and wide', async (context) => {
    const window = await open(context, FRESH);
    for (const [scene, status] of Object.entries(SCENES)) {
      await window.tells(status);
      await window.page.getByRole('heading', { level: 1 }).waitFor();
      const small = await window.page.evaluate(`[...document.querySelectorAll('button, summary, input')]
        .filter((node) => node.checkVisibility())
        .filter((node) => node.getBoundingClientRect().height < 28 || node.getBoundingClientRect().width < 28)
        .map((node) => node.textContent)`);
      expect({ scene, small }).toEqual({ scene, small: [] });
    }
  });
});

describe('the keyboard alone', () => {
  it('goes through all three steps', async (context) => {
    const window = await open(context, FRESH);
    const { keyboard } = window.page;
    const { promise: signedIn, fulfil: finishSignIn } = later<Reply<AppStatus>>();
    window.replies('session.signIn', async () => {
      await window.tells({ ...FRESH, session: { ...SIGNED_OUT, signIn: 'open' } });
      return signedIn;
    });
    await keyboard.press('Tab');
    expect(await window.focused()).toBe('Sign in (TrainingPeaks)');
    expect(await outlineOfFocus(window)).toBeGreaterThanOrEqual(2);
    await keyboard.press('Enter');
    await expect.poll(() => window.focused()).toContain('Signing in');
    finishSignIn({ ok: true, value: HALFWAY });
    await window.page.getByRole('heading', { name: 'Signed in as Vera Held' }).waitFor();

    await keyboard.press('Tab');
    expect(await window.focused()).toBe('Sign out (TrainingPeaks)');
    await keyboard.press('Tab');
    expect(await window.focused()).toBe('Connect (Claude Desktop)');
    window.answersWith('client.connect', { ...HALFWAY, clients: clients('verified') });
    await keyboard.press('Space');
    await expect.poll(() => window.focused()).toContain('Claude Desktop is connected');

    for (const subject of ['Claude Desktop', 'Claude Desktop', 'history']) {
      await keyboard.press('Tab');
      expect(await window.focused()).toContain(`(${subject})`);
    }
    expect(await window.focused()).toBe('Pause (history)');
    const connected = { ...HALFWAY, clients: clients('verified') };
    window.answersWith('sync.pause', { ...connected, sync: { ...LOADING, state: 'paused' } });
    await keyboard.press('Enter');
    await expect.poll(() => window.focused()).toContain('Your history is paused');
    await keyboard.press('Tab');
    window.answersWith('sync.start', READY);
    await keyboard.press('Enter');
    await expect.poll(() => window.page.evaluate('document.activeElement.matches("main.page")')).toBe(true);
    expect(await outlineOfFocus(window)).toBe(0);
    expect(window.calls.map(({ name }) => name)).toEqual([
      'session.signIn',
      'client.connect',
      'sync.pause',
      'sync.start',
    ]);
  });

  it('opens the cookie guide, stays in it, and comes back', async (context) => {
    const window = await open(context, FRESH);
    const link = window.page.getByRole('button', { name: /The login page does not work/ });
    await link.focus();
    await window.page.keyboard.press('Enter');
    await window.page.getByRole('dialog').waitFor();
    for (let press = 0; press < 8; press += 1) {
      await window.page.keyboard.press('Tab');
      expect(
        await window.page.evaluate(
          "document.activeElement === document.body || document.activeElement.closest('dialog') !== null",
        ),
      ).toBe(true);
    }
    await window.page.keyboard.press('Escape');
    await window.page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await window.focused()).toContain('The login page does not work?');
  });
});

/** How thick the line around the focused element is drawn, in pixels. */
async function outlineOfFocus({ page }: WindowUnderTest): Promise<number> {
  return page.evaluate(`(({ outlineStyle, outlineWidth }) =>
    outlineStyle === 'none' ? 0 : parseFloat(outlineWidth))(getComputedStyle(document.activeElement))`);
}

describe('motion', () => {
  it('there is none', async (context) => {
    const window = await open(context, HALFWAY, { reducedMotion: 'reduce' });
    await window.tells({ ...HALFWAY, sync: { ...LOADING, progress: null } });
    expect(await window.page.evaluate('document.getAnimations().length')).toBe(0);
  });
});
