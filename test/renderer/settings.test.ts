import { describe, expect, it } from 'vitest';
import type { AppStatus } from '../../src/shared/app-status.ts';
import type { Preferences } from '../../src/shared/preferences.ts';
import type { StoredData } from '../../src/shared/stored-data.ts';
import { violations } from './axe.ts';
import { openInChromium } from './open-in-chromium.ts';
import { FRESH, READY } from './statuses.ts';
import type { WindowUnderTest } from './window-lab.ts';

const openAt = openInChromium('#/settings');

const STORED: StoredData = {
  folder: '/home/vera/.local/share/tp-tray',
  items: [
    {
      kind: 'history',
      paths: ['history.db', 'history.db-wal'].map((name) => `/home/vera/.local/share/tp-tray/${name}`),
      bytes: 12_400_000,
    },
    { kind: 'settings', paths: ['/home/vera/.local/share/tp-tray/settings.json'], bytes: 120 },
  ],
};

const open: typeof openAt = async (context, status, options) => {
  const window = await openAt(context, status, options, (prepared) =>
    prepared.replies('data.stored', () => Promise.resolve({ ok: true, value: STORED })),
  );
  await window.page.getByText('Training history').waitFor();
  window.calls.splice(0);
  return window;
};

/** A clipboard as an app or a secure page has it; a page of this test has none. */
const CLIPBOARD = `Object.defineProperty(navigator, 'clipboard', {
  value: { writeText(text) { this.copied = text; return Promise.resolve(); } },
})`;

const preferring = (change: Partial<Preferences>): AppStatus => ({
  ...READY,
  preferences: { ...READY.preferences, ...change },
});
const row = (window: WindowUnderTest, name: string) => window.page.locator('.setting', { hasText: name });

describe('a choice', () => {
  it.for<[string, string, Partial<Preferences>]>([
    ['Units', 'Imperial', { units: 'imperial' }],
    ['First day of the week', 'Sunday', { weekStart: 'sunday' }],
    ['Theme', 'Light', { theme: 'light' }],
    ['Form (TSB) of a day', 'End of the day', { formConvention: 'end_of_day' }],
  ])('%s is kept at once, by the keyboard, and says so', async ([name, option, change], context) => {
    const window = await open(context, READY);
    window.answersWith('preferences.change', preferring(change));
    const group = window.page.getByRole('group', { name });
    await group.locator('input:checked').press('ArrowRight');
    await expect.poll(() => row(window, name).getByRole('status').innerText()).toBe('Saved');
    expect(window.calls).toEqual([{ name: 'preferences.change', request: change }]);
    expect(await group.getByRole('radio', { name: option }).isChecked()).toBe(true);
  });

  it('changes the sentence of the page, which says how numbers are shown', async (context) => {
    const window = await open(context, READY);
    const heading = window.page.getByRole('heading', { level: 1 });
    expect(await heading.innerText()).toBe('Kilometres, weeks from Monday, and the form you wake up with.');
    await window.tells(preferring({ units: 'imperial', weekStart: 'sunday', formConvention: 'end_of_day' }));
    await expect
      .poll(() => heading.innerText())
      .toBe('Miles, weeks from Sunday, and the form you go to bed with.');
  });

  it('that was not kept is not shown as if it were, and the reason is said', async (context) => {
    const window = await open(context, READY);
    window.replies('preferences.change', () =>
      Promise.resolve({ ok: false, error: { code: 'storage_failed', message: 'The disk is full.' } }),
    );
    await window.page.getByRole('radio', { name: 'Imperial' }).click();
    await expect
      .poll(() => row(window, 'Units').getByRole('alert').innerText())
      .toContain('The disk is full.');
    expect(await window.page.getByRole('radio', { name: 'Metric' }).isChecked()).toBe(true);
    expect(await row(window, 'Units').getByRole('status').innerText()).toBe('');
  });

  it('of a theme colours the page', async (context) => {
    const window = await open(context, READY);
    const background = () => window.page.evaluate('getComputedStyle(document.body).backgroundColor');
    const light = await background();
    await window.tells(preferring({ theme: 'dark' }));
    await expect.poll(background).not.toBe(light);
  });
});

describe('the days of the averages', () => {
  it('are kept together, and lead back to those of TrainingPeaks', async (context) => {
    const window = await open(context, READY);
    await window.page.getByLabel('Fitness', { exact: true }).fill('50');
    await window.page.getByLabel('Fatigue', { exact: true }).fill('10');
    window.answersWith('preferences.change', preferring({ ctlDays: 50, atlDays: 10 }));
    await window.page.keyboard.press('Enter');
    await window.press('Back to 42 and 7');
    expect(window.calls.map(({ request }) => request)).toEqual([
      { ctlDays: 50, atlDays: 10 },
      { ctlDays: 42, atlDays: 7 },
    ]);
  });

  it('that make no sense are refused with a reason, and nothing is kept', async (context) => {
    const window = await open(context, READY);
    await window.page.getByLabel('Fitness', { exact: true }).fill('5');
    await window.press('Use these');
    expect(await window.page.getByRole('alert').innerText()).toBe(
      'Fitness must be averaged over more days than fatigue.',
    );
    expect(window.calls).toEqual([]);
  });
});

describe('start at login', () => {
  const NAME = 'Start TP Tray when I log in';

  it('shows what the system says, not what was pressed', async (context) => {
    const window = await open(context, READY);
    const toggle = window.page.getByRole('switch', { name: NAME });
    expect(await toggle.isChecked()).toBe(false);
    window.answersWith('settings.startAtLogin', { ...READY, startAtLogin: true });
    await toggle.press('Space');
    await expect.poll(() => toggle.isChecked()).toBe(true);
    window.replies('settings.startAtLogin', () =>
      Promise.resolve({ ok: false, error: { code: 'storage_failed', message: 'The system refused.' } }),
    );
    await toggle.press('Space');
    await expect.poll(() => window.page.getByRole('alert').innerText()).toContain('The system refused.');
    expect(await toggle.isChecked()).toBe(true);
    expect(window.calls.map(({ request }) => request)).toEqual([{ enabled: true }, { enabled: false }]);
  });

  it('is not offered where the system has none', async (context) => {
    const window = await open(context, { ...READY, startAtLogin: null });
    expect(await window.page.getByRole('switch').count()).toBe(0);
  });
});

describe('privacy and data', () => {
  it('says what is where, how large it is, and what is outside of the folder', async (context) => {
    const window = await open(context, READY);
    const text = await window.page.locator('section', { hasText: 'Privacy and data' }).innerText();
    for (const fact of [
      STORED.folder,
      'history.db, history.db-wal',
      '12.4 MB',
      '1 KB',
      'In your system keychain, and nowhere else.',
      'Entry in Claude Desktop',
      '/home/vera/.config/Claude/claude_desktop_config.json',
    ])
      expect(text).toContain(fact);
    expect(text).not.toContain('Entry in Cursor');
    await window.press('Open data folder');
    expect(window.calls).toEqual([{ name: 'open.dataFolder' }]);
  });

  it('offers no folder where none can be opened', async (context) => {
    const window = await open(context, { ...READY, shell: { ...READY.shell, opensFolders: false } });
    expect(await window.page.getByRole('button', { name: /^Open/u }).count()).toBe(0);
  });

  it.for([
    ['saved', { savedAs: '/home/vera/TP Tray workouts.csv' }, 'Saved as /home/vera/TP Tray workouts.csv'],
    ['not saved, because no place was chosen', null, ''],
  ] as const)('an export that was %s', async ([, end, words], context) => {
    const window = await open(context, READY);
    window.replies('data.export', () => Promise.resolve({ ok: true, value: end }));
    await window.press('Save as CSV (Workouts)');
    await expect.poll(() => window.calls).toEqual([{ name: 'data.export', request: { table: 'workouts' } }]);
    await expect.poll(() => window.page.locator('.setting-told').first().textContent()).toBe(words);
  });

  it('an export that failed says why', async (context) => {
    const window = await open(context, READY);
    window.replies('data.export', () =>
      Promise.resolve({ ok: false, error: { code: 'no_data', message: 'There is no workout yet.' } }),
    );
    await window.press('Save as CSV (Fitness by day)');
    await window.page.getByText('There is no workout yet.').waitFor();
  });
});

describe('deleting everything', () => {
  const REMOVED = { status: FRESH, left: [] };

  async function ask(window: WindowUnderTest) {
    await window.press('Delete everything…');
    const dialog = window.page.getByRole('dialog', { name: 'Delete everything on this computer?' });
    await dialog.waitFor();
    return dialog;
  }

  it('asks for a written word, and does nothing without it', async (context) => {
    const window = await open(context, READY);
    const dialog = await ask(window);
    expect(await violations(window.page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Delete everything' }).click();
    expect(await dialog.getByRole('alert').innerText()).toContain('Nothing was deleted.');
    await dialog.getByRole('textbox').fill('delte');
    await window.page.keyboard.press('Enter');
    await window.page.keyboard.press('Escape');
    await expect.poll(() => window.page.getByRole('dialog').count()).toBe(0);
    expect(window.calls).toEqual([]);
    expect(await window.focused()).toBe('Delete everything…');
  });

  it('by the keyboard alone, and ends on the first screen, which says that all is gone', async (context) => {
    const window = await open(context, READY);
    await window.page.getByRole('button', { name: 'Delete everything…' }).press('Enter');
    window.replies('data.removeEverything', () => Promise.resolve({ ok: true, value: REMOVED }));
    await window.page.keyboard.type('Delete');
    await window.page.keyboard.press('Enter');
    const end = window.page.getByRole('dialog', { name: 'Everything is deleted' });
    await end.waitFor();
    expect(window.calls).toEqual([{ name: 'data.removeEverything' }]);
    await window.page.keyboard.press('Escape');
    await window.page.getByRole('heading', { name: 'Ask Claude about your training' }).waitFor();
    expect(await window.page.getByRole('dialog').count()).toBe(0);
  });

  it('names what is left, although the page it began on is gone', async (context) => {
    const window = await open(context, READY);
    await ask(window);
    window.replies('data.removeEverything', async () => {
      await window.tells(FRESH);
      return { ok: true, value: { status: FRESH, left: ['Cursor: The file cannot be read.'] } };
    });
    await window.page.keyboard.type('delete');
    await window.page.keyboard.press('Enter');
    const end = window.page.getByRole('dialog', { name: 'Not everything could be deleted' });
    expect(await end.innerText()).toContain('Cursor: The file cannot be read.');
    expect(await violations(window.page)).toEqual([]);
  });

  it('says that a client that runs may undo it', async (context) => {
    const window = await open(context, READY);
    await ask(window);
    const message = 'It is still running and may write it back.';
    const clients = FRESH.clients.map((each, index) => (index === 0 ? { ...each, message } : each));
    window.replies('data.removeEverything', () =>
      Promise.resolve({ ok: true, value: { status: { ...FRESH, clients }, left: [] } }),
    );
    await window.page.keyboard.type('delete');
    await window.page.keyboard.press('Enter');
    const end = window.page.getByRole('dialog', { name: 'Everything is deleted' });
    expect(await end.innerText()).toContain(`Claude Desktop: ${message}`);
  });

  it('that is refused says why, and the question stays', async (context) => {
    const window = await open(context, READY);
    const dialog = await ask(window);
    window.replies('data.removeEverything', () =>
      Promise.resolve({ ok: false, error: { code: 'bad_input', message: 'TP_AUTH_COOKIE is set.' } }),
    );
    await window.page.keyboard.type('delete');
    await window.page.keyboard.press('Enter');
    await expect.poll(() => dialog.getByRole('alert').innerText()).toContain('TP_AUTH_COOKIE is set.');
  });

  it('is not offered in the demo', async (context) => {
    const window = await open(context, { ...READY, demo: true });
    expect(await window.page.getByRole('button', { name: /Delete/u }).count()).toBe(0);
  });
});

describe('when something is wrong', () => {
  it('a report is made when it is asked for, to be read and copied', async (context) => {
    const window = await open(context, READY);
    await window.page.evaluate(CLIPBOARD);
    const text = 'TP Tray 0.1.0 on linux\nKeychain: ready';
    window.replies('diagnostics.report', () => Promise.resolve({ ok: true, value: { text } }));
    expect(window.calls).toEqual([]);
    await window.press('Make a report');
    expect(await window.page.getByRole('region', { name: 'Report' }).innerText()).toBe(text);
    await window.press('Copy the report');
    await window.page.getByText('The report is copied.').waitFor();
    expect(await window.page.evaluate('navigator.clipboard.copied')).toBe(text);
    expect(await violations(window.page)).toEqual([]);
  });

  it('a report that cannot be copied can be selected', async (context) => {
    const window = await open(context, READY);
    window.replies('diagnostics.report', () => Promise.resolve({ ok: true, value: { text: 'TP Tray' } }));
    await window.press('Make a report');
    await window.press('Copy the report');
    await window.page.getByText('could not be copied. Select its text').waitFor();
  });

  it('the logs are a press away', async (context) => {
    const window = await open(context, READY);
    await window.press('Open logs');
    expect(window.calls).toEqual([{ name: 'open.logs' }]);
  });
});
