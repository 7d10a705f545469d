import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  afterAll,
  afterEach,
  beforeAll,
  describe,
  expect,
  it,
  onTestFinished,
  type TestContext,
} from 'vitest';
import { createJournal } from '../../src/activity/journal.ts';
import type { AskedQuestion } from '../../src/shared/activity.ts';
import type { AppStatus } from '../../src/shared/app-status.ts';
import type { Calls, Reply } from '../../src/shared/ipc.ts';
import { needsDebianPackages } from '../support/debian-packages.ts';
import { recordingLog } from '../support/mcp-fixture.ts';
import { violations } from './axe.ts';
import { clients, READY } from './statuses.ts';
import { isChromiumHere, WindowLab, type OpenOptions, type WindowUnderTest } from './window-lab.ts';

/** The clock of the page. */
const NOW = Date.parse('2026-11-23T08:00:00Z');
const MINUTE_MILLISECONDS = 60_000;
const DAY_MILLISECONDS = 24 * 60 * MINUTE_MILLISECONDS;

let lab: WindowLab | undefined;
const opened: WindowUnderTest[] = [];
beforeAll(async () => {
  if (isChromiumHere()) lab = await WindowLab.start();
});
afterEach(async () => {
  const complaints = opened.flatMap((window) => window.complaints);
  await Promise.all(opened.splice(0).map((window) => window.close()));
  expect(complaints).toEqual([]);
});
afterAll(() => lab?.close());

const asked = (agoMilliseconds: number, change: Partial<AskedQuestion> = {}): AskedQuestion => ({
  askedAt: new Date(NOW - agoMilliseconds).toISOString(),
  tool: 'tp_get_fitness',
  client: 'claude-ai',
  durationMilliseconds: 184,
  answerCharacters: 3124,
  outcome: 'answered',
  reason: null,
  ...change,
});

const SOME: readonly AskedQuestion[] = [
  asked(3 * DAY_MILLISECONDS, { tool: 'tp_performance_summary', client: null, durationMilliseconds: 80_000 }),
  asked(DAY_MILLISECONDS, { tool: 'tp_refresh_auth', outcome: 'refused', reason: 'session_expired' }),
  asked(DAY_MILLISECONDS - MINUTE_MILLISECONDS, {
    tool: 'tp_training_zones_distribution',
    outcome: 'stale',
    reason: 'upstream_down',
    durationMilliseconds: 15_210,
    answerCharacters: 21_480,
  }),
  asked(20 * MINUTE_MILLISECONDS, { tool: 'trainingpeaks://athlete/snapshot', client: 'claude-code' }),
  asked(2 * MINUTE_MILLISECONDS, { durationMilliseconds: 3 }),
];

/** The page over a journal on disk. */
async function openActivity(
  context: TestContext,
  questions: readonly AskedQuestion[],
  { path = '', status = READY, ...options }: OpenOptions & { path?: string; status?: AppStatus } = {},
) {
  needsDebianPackages(context, ['chromium']);
  if (lab === undefined) throw new Error('Chromium is here, yet nothing was built.');
  const folder = mkdtempSync(join(tmpdir(), 'tp-tray-activity-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const journal = createJournal(folder, { log: recordingLog([]), now: () => NOW });
  for (const question of questions) journal.add(question);
  const list = async ({ knownRevision }: Calls['activity.list']['request']) => {
    const kept = await journal.list();
    return kept.revision === knownRevision ? null : kept;
  };
  const answer = async (name: string, request: unknown): Promise<Reply<unknown>> => {
    if (name === 'activity.list')
      return { ok: true, value: await list(request as Calls['activity.list']['request']) };
    if (name === 'activity.clear') await journal.clear();
    return { ok: true, value: name === 'activity.clear' ? null : status };
  };
  const { textScale, ...contextOptions } = options;
  const window = await lab.prepare(
    status,
    { viewport: { width: 1180, height: 800 }, ...contextOptions },
    (prepared) => prepared.answersFrom(answer),
    `#/activity${path}`,
  );
  opened.push(window);
  const { page } = window;
  await window.firstScreen();
  await page
    .getByText('TP Tray notes what was asked for')
    .or(page.getByText('Nothing is noted'))
    .first()
    .waitFor();
  await expect.poll(() => page.locator('[aria-busy=true]').count()).toBe(0);
  if (textScale !== undefined) await window.enlargeText(textScale);
  return { window, page, journal };
}

describe('the page', () => {
  it('tells in words who asked what, and how it ended, the newest day first', async (context) => {
    const { page } = await openActivity(context, SOME);
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe(
      'Assistants asked 5 questions in the last 7 days. 1 was not answered.',
    );
    expect(await page.getByRole('heading', { level: 2 }).allInnerTexts()).toEqual([
      'Today',
      'Yesterday',
      'Friday 20 November',
    ]);
    const rows = (await page.locator('.asked').allInnerTexts()).map((row) => row.replace(/\s+/g, ' '));
    expect(rows).toEqual([
      '08:58 Claude asked for fitness, fatigue and form tp_get_fitness under 0.1 s 3,124 characters',
      '08:40 Claude Code read the overview of today trainingpeaks://athlete/snapshot 0.2 s 3,124 characters',
      '09:01 Claude asked for the distribution of intensity Answered from this computer: TrainingPeaks did not answer tp_training_zones_distribution 15 s 21,480 characters',
      '09:00 Claude asked to renew the sign-in Not answered: your session had ended tp_refresh_auth 0.2 s',
      '09:00 An assistant asked for performance in one sport tp_performance_summary 1:20 min 3,124 characters',
    ]);
  });

  it('shows a new question without being asked to', async (context) => {
    const { page, journal } = await openActivity(context, SOME);
    journal.add(asked(1000, { tool: 'tp_get_peaks' }));
    await page.getByText('asked for the best efforts of a period').waitFor();
    expect(await page.locator('.asked').first().innerText()).toContain('best efforts');
  });

  it('shows those alone that ended one way, and keeps it in the address', async (context) => {
    const { page } = await openActivity(context, SOME);
    await page.getByRole('radio', { name: 'Not answered' }).check();
    await expect.poll(() => page.locator('.asked').count()).toBe(1);
    expect(page.url()).toContain('#/activity?show=refused');
    await page.reload();
    await expect.poll(() => page.locator('.asked').allInnerTexts()).toHaveLength(1);
    await page.getByRole('radio', { name: 'All' }).check();
    await expect.poll(() => page.locator('.asked').count()).toBe(5);
  });

  it('offers a way out where none ended that way', async (context) => {
    const { page } = await openActivity(context, [asked(0)], { path: '?show=refused' });
    await page.getByRole('button', { name: 'Show all questions' }).click();
    await expect.poll(() => page.locator('.asked').count()).toBe(1);
  });

  it('draws a long list in pieces', async (context) => {
    const many = Array.from({ length: 450 }, (_, index) => asked((450 - index) * MINUTE_MILLISECONDS));
    const { page } = await openActivity(context, many);
    expect(await page.locator('.asked').count()).toBe(200);
    for (const count of [400, 450]) {
      await page.getByRole('button', { name: 'Show older questions' }).click();
      await expect.poll(() => page.locator('.asked').count()).toBe(count);
    }
    expect(await page.getByRole('button', { name: 'Show older questions' }).count()).toBe(0);
  });

  it('before the first question says what will appear, and how to ask', async (context) => {
    const { window, page } = await openActivity(context, []);
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe(
      'No assistant has asked anything yet.',
    );
    expect(await window.text()).toContain('Ask Claude, in your own words.');
    expect(await page.locator('.example-questions li').count()).toBe(3);
    expect(await page.getByRole('button', { name: 'Clear…' }).count()).toBe(0);
  });

  it('sends to the connections first where no client is connected', async (context) => {
    const { window, page } = await openActivity(context, []);
    await window.tells({ ...READY, clients: clients('not_connected') });
    await page.getByText('First connect Claude').waitFor();
    expect(await page.locator('.view-message').getByRole('link').getAttribute('href')).toBe('#/connections');
  });

  it('shows nothing of the account while the demo is shown', async (context) => {
    const { window, page } = await openActivity(context, SOME, { status: { ...READY, demo: true } });
    await page.getByRole('heading', { name: 'Nothing is noted about the demo athlete.' }).waitFor();
    expect(window.calls.filter(({ name }) => name === 'activity.list')).toEqual([]);
  });
});

describe('clearing the list', () => {
  it('is done by keyboard alone, asks first, and leaves the focus where reading goes on', async (context) => {
    const { page, journal } = await openActivity(context, SOME);
    await page.getByRole('radio', { name: 'All' }).focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Delete this list?' }).waitFor();
    await page.keyboard.press('Escape');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Clear…');
    expect((await journal.list()).questions).toHaveLength(5);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Delete the list' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('Each question of an assistant appears here').waitFor();
    expect((await journal.list()).questions).toEqual([]);
    await expect
      .poll(() => page.evaluate('document.activeElement.textContent'))
      .toBe('Each question of an assistant appears here');
  });

  it('says why when it fails, and keeps the list in view', async (context) => {
    const { window, page } = await openActivity(context, SOME);
    window.answersFrom((name) =>
      Promise.resolve(
        name === 'activity.clear'
          ? { ok: false, error: { code: 'storage_failed', message: 'The list could not be deleted.' } }
          : { ok: true, value: null },
      ),
    );
    await page.getByRole('button', { name: 'Clear…' }).click();
    await page.getByRole('button', { name: 'Delete the list' }).click();
    await page.getByRole('dialog').getByText('The list could not be deleted.').waitFor();
    await page.getByRole('button', { name: 'Keep it' }).click();
    expect(await page.locator('.asked').count()).toBe(5);
  });
});

const LOOKS: Readonly<Record<string, OpenOptions>> = {
  light: { colorScheme: 'light' },
  dark: { colorScheme: 'dark' },
  'forced colours': { forcedColors: 'active' },
  'more contrast': { contrast: 'more' },
};

it.for(Object.entries(LOOKS))('axe-core finds nothing: %s', async ([, look], context) => {
  const { page } = await openActivity(context, SOME, look);
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Clear…' }).click();
  expect(await violations(page)).toEqual([]);
});

it.for<[string, OpenOptions]>([
  ['900 by 700', { viewport: { width: 900, height: 700 } }],
  ['text of 200 %', { textScale: 2 }],
  ['zoom of 200 %', { viewport: { width: 450, height: 350 }, deviceScaleFactor: 2 }],
])('nothing is lost: %s', async ([, options], context) => {
  const { page } = await openActivity(context, SOME, options);
  const found = await page.evaluate(`({
    sideways: Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth),
    cut: [...document.querySelectorAll('.page :is(h1, h2, p, span, time, button)')]
      .filter((node) => !node.closest('.unseen') && getComputedStyle(node).display !== 'inline')
      .filter((node) => node.scrollWidth > node.clientWidth + 1)
      .map((node) => node.textContent),
  })`);
  expect(found).toEqual({ sideways: 0, cut: [] });
});
