import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { Peaks } from '../../src/mcp/tools/tp-get-peaks.ts';
import type { Reply } from '../../src/shared/ipc.ts';
import type { ToolAnswer } from '../../src/shared/views/ask.ts';
import { askTool, numberOf } from './ask-tool.ts';
import { violations } from './axe.ts';
import { demoWindow, type DemoApp } from './demo-window.ts';
import type { WindowUnderTest } from './window-lab.ts';

const { open, app } = demoWindow();

const ask = async (sport: string, days: number) =>
  (await askTool(app(), 'tp_get_peaks', { sport, days })) as Peaks;

/** The rows of the table: what the effort is over, its value as shown, its workout. */
async function shownRows(page: Page) {
  const shown = page.locator('.peaks-table tbody tr[data-length]');
  await shown.first().waitFor();
  const rows = await shown.all();
  return Promise.all(
    rows.map(async (row) => ({
      over: await row.locator('th').innerText(),
      value:
        (await row.locator('td.best strong').count()) === 0
          ? null
          : await row.locator('td.best strong').innerText(),
      href:
        (await row.locator('.workout').count()) === 0
          ? null
          : await row.locator('.workout').getAttribute('href'),
    })),
  );
}

test('shows the bests of tp_get_peaks, with the workouts they come from', async (context) => {
  const { page } = await open(context, '#/peaks?against=none');
  const { peaks } = await ask('Bike', 90);
  const power = peaks.filter((peak) => peak.class === 'Power');
  expect(power.length).toBeGreaterThan(8);
  expect(await shownRows(page)).toEqual(
    power.map((peak) => ({
      over: peak.over,
      value: String(peak.value),
      href: `#/workouts/${String(peak.workout_id)}`,
    })),
  );
  const next = await page.locator('.peaks-table tbody tr').first().locator('.next strong').allInnerTexts();
  expect(next).toEqual(power[0]?.next_best.map(({ value }) => String(value)));
  await page.getByRole('radio', { name: 'Heart rate' }).check();
  const heart = peaks.filter((peak) => peak.class === 'HeartRate');
  await expect
    .poll(async () => (await shownRows(page)).map(({ value }) => value))
    .toEqual(heart.map(({ value }) => String(value)));
});

test('tells pace by distance for runs, with the time it took', async (context) => {
  const { page } = await open(context, '#/peaks?sport=Run&against=none');
  const told = (await ask('Run', 90)).peaks.filter(
    (peak) => peak.class === 'Speed' && peak.distance_meters !== null,
  );
  const rows = await shownRows(page);
  expect(rows.map(({ over }) => over)).toEqual(told.map(({ over }) => over));
  for (const [index, { value }] of rows.entries()) {
    const [minutes, seconds] = (value ?? '').split(':').map(Number);
    const pace = 1000 / (told[index]?.value ?? Number.NaN);
    expect(Math.abs((minutes ?? 0) * 60 + (seconds ?? 0) - pace)).toBeLessThanOrEqual(0.51);
  }
  await page.getByRole('radio', { name: 'Time', exact: true }).check();
  await expect.poll(async () => (await shownRows(page))[0]?.over).toBe('5 s');
});

test('compares with all time, and says whose best it is first', { timeout: 60_000 }, async (context) => {
  const { page } = await open(context, '#/peaks');
  const [recent, ever] = await Promise.all([ask('Bike', 90), ask('Bike', 20_000)]);
  const sprint = (peaks: Peaks) => peaks.peaks.find((peak) => peak.class === 'Power' && peak.over === '5 s');
  const cell = page.locator('.peaks-table tr[data-length="5"] td').last();
  await expect.poll(() => cell.locator('strong').count()).toBe(1);
  expect(await numberOf(cell.locator('strong'))).toBe(sprint(ever)?.value);
  const share = Math.round(((sprint(recent)?.value ?? 0) / (sprint(ever)?.value ?? 1)) * 100);
  expect(await numberOf(cell.locator('.share'))).toBe(share);
  expect(await page.getByRole('heading', { level: 1 }).innerText()).toMatch(/^\d+ W for 20 min in the last/);
  // Both lines are named where they end.
  expect(await page.locator('.curve-end').allTextContents()).toEqual(
    expect.arrayContaining(['90 days', 'All time']),
  );
});

test('draws no line over lengths that the longer period does not list', async (context) => {
  const { page } = await open(context, '#/peaks');
  await page.locator('.curve-end.against').waitFor();
  const pieces = async (stroke: string) => {
    const line = page.locator(`.recharts-line-curve[stroke="var(--${stroke})"]`);
    return ((await line.getAttribute('d')) ?? '').split('M').length - 1;
  };
  expect(await pieces('fitness')).toBe(1);
  expect(await pieces('ink-3')).toBeGreaterThan(1);
  expect(await page.locator('.peaks-table tr[data-length="10"] td').last().innerText()).toContain(
    'not listed',
  );
});

test('fits into a window of 900 pixels, and shows at an edge that more lies behind', async (context) => {
  const { page } = await open(context, '#/peaks');
  await page.locator('.peaks-table .share').first().waitFor();
  await page.setViewportSize({ width: 900, height: 700 });
  const ofScroll = (expression: string) =>
    page.evaluate(
      `(() => { const scroll = document.querySelector('.peaks-scroll'); return ${expression}; })()`,
    );
  await expect.poll(() => ofScroll('scroll.scrollWidth - scroll.clientWidth')).toBe(0);
  expect(await ofScroll('getComputedStyle(scroll).backgroundAttachment')).toBe(
    'local, local, scroll, scroll',
  );
});

test('gives the five miles of 90 days', async (context) => {
  const { page } = await open(context, '#/peaks?sport=Run');
  const cell = page
    .locator('.peaks-table tr', { has: page.getByText('5 mi', { exact: true }) })
    .locator('td.best');
  await expect.poll(() => cell.innerText(), { timeout: 10_000 }).toMatch(/^\d:\d\d \/km$/);
});

test('gives watts per kilogram where the weight is known', async (context) => {
  const { page } = await open(context, '#/peaks?against=none');
  const cell = page.locator('.peaks-table tr[data-length="1200"] td').nth(1);
  await expect.poll(() => cell.innerText()).toMatch(/^\d\.\d\d W\/kg$/);
  const watts = await numberOf(page.locator('.peaks-table tr[data-length="1200"] td.best'));
  const kilograms = watts / (await numberOf(cell));
  expect(kilograms).toBeGreaterThan(55);
  expect(kilograms).toBeLessThan(70);
});

test('has no such column where nobody knows the weight', async (context) => {
  const window = await open(context, '#/workouts');
  window.answersFrom((name, request) =>
    name === 'view.weights' ? Promise.resolve({ ok: true, value: [] }) : app().answer(name, request),
  );
  await window.page.getByRole('link', { name: 'Peaks' }).click();
  await shownRows(window.page);
  expect(await window.page.locator('.peaks-table thead').innerText()).not.toContain('Per kg');
});

test('choices stay in the address', async (context) => {
  const { page } = await open(context, '#/peaks');
  await page.getByLabel('Sport').selectOption('Swim');
  await page.getByRole('radio', { name: '1 year' }).check();
  await shownRows(page);
  await page.reload();
  await expect.poll(() => page.getByLabel('Sport').inputValue()).toBe('Swim');
  expect(await page.getByRole('radio', { name: '1 year' }).isChecked()).toBe(true);
  await expect.poll(() => page.locator('.page-sub').innerText()).toMatch(/^Swim · /);
});

test('a sport without bests says why', async (context) => {
  const { page } = await open(context, '#/peaks?sport=Walk&against=none');
  await page.getByRole('heading', { name: 'Nothing to show here' }).waitFor();
  expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe(
    'No best efforts are known for Walk in the last 90 days.',
  );
});

interface OpenQuestion {
  readonly askId: string;
  readonly answer: (answer: ToolAnswer) => void;
  readonly fail: () => void;
}

/** A window whose questions about bests the test answers, one at a time; all else is the real engine. */
async function withSlowPeaks(window: WindowUnderTest, demo: DemoApp) {
  const openQuestions = new Map<string, OpenQuestion>();
  const cancelled: string[] = [];
  window.answersFrom((name, request) => {
    const { askId } = (request ?? {}) as { askId: string };
    if (name === 'tool.cancel') {
      cancelled.push(askId);
      openQuestions.delete(askId);
    }
    if (name !== 'tool.ask') return demo.answer(name, request);
    return new Promise((resolve) => {
      const end = (reply: Reply<ToolAnswer>) => {
        openQuestions.delete(askId);
        resolve(reply);
      };
      openQuestions.set(askId, {
        askId,
        answer: (value) => end({ ok: true, value }),
        fail: () => end({ ok: false, error: { code: 'upstream_down', message: 'No answer.' } }),
      });
    });
  });
  await window.page.evaluate("location.hash = '#/peaks?against=none'");
  /** The one question that is open now. */
  const question = async (): Promise<OpenQuestion> => {
    await expect.poll(() => openQuestions.size).toBe(1);
    const [only] = openQuestions.values();
    if (only === undefined) throw new Error('No question is open.');
    return only;
  };
  return { question, cancelled };
}

async function realAnswer(): Promise<ToolAnswer> {
  const reply = await app().answer('tool.ask', {
    askId: 'test',
    tool: 'tp_get_peaks',
    input: { sport: 'Bike', days: 90 },
  });
  if (!reply.ok) throw new Error('The demo athlete has bests.');
  return reply.value as ToolAnswer;
}

test('a long reading shows how far it is, can be stopped, and read on', async (context) => {
  const window = await open(context, '#/workouts');
  const { page } = window;
  const { question, cancelled } = await withSlowPeaks(window, app());
  const { askId } = await question();
  const top = async () => (await page.locator('.peaks-waiting-curve').boundingBox())?.y;
  const before = await top();
  await window.sends('ask.progress', { askId, done: 12, total: 41, message: 'Reading the best averages' });
  await page.getByText('Reading the best averages, 12 of 41').waitFor();
  // Nothing moves when the line comes.
  expect(await top()).toBe(before);
  expect(before).toBeGreaterThan(0);
  expect(await page.getByRole('progressbar').getAttribute('value')).toBe('12');
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Stop' }).click();
  await page.getByText('stopped; what was read is kept').waitFor();
  expect(cancelled).toContain(askId);
  await page.getByRole('button', { name: 'Read on' }).click();
  (await question()).answer(await realAnswer());
  expect((await shownRows(page)).length).toBeGreaterThan(8);
});

test('an answer from a part of the workouts says so, and goes on', async (context) => {
  const window = await open(context, '#/workouts');
  const { page } = window;
  const { question } = await withSlowPeaks(window, app());
  const whole = await realAnswer();
  const note = '20 workouts could not be read yet.';
  (await question()).answer({
    data: { ...whole.data, workouts_read: 12 },
    about: { ...whole.about, partial: true, notes: [note] },
  });
  await page.getByText(/12 of \d+ workouts are read so far/).waitFor();
  await page.getByText(note).waitFor();
  await page.getByRole('button', { name: 'Read on' }).click();
  (await question()).answer(whole);
  await expect.poll(() => page.getByText('are read so far').count()).toBe(0);
  await expect.poll(() => page.getByText(note).count()).toBe(0);
});

test('of workouts that could not be read it says nothing but that', async (context) => {
  const window = await open(context, '#/workouts');
  const { page } = window;
  const { question } = await withSlowPeaks(window, app());
  const whole = await realAnswer();
  (await question()).answer({
    data: { ...whole.data, workouts_read: 0, peaks: [] },
    about: { ...whole.about, partial: true, notes: ['41 workouts could not be read yet.'] },
  });
  await page.getByRole('heading', { name: 'Not read yet', exact: true }).waitFor();
  expect(await page.locator('main').innerText()).not.toMatch(
    /Nothing to show|No best efforts|only of workouts/,
  );
  await page.getByRole('button', { name: 'Try again' }).click();
  (await question()).answer(whole);
  expect((await shownRows(page)).length).toBeGreaterThan(8);
});

test('a failure says what to do, and the controls stay', async (context) => {
  const window = await open(context, '#/workouts');
  const { question } = await withSlowPeaks(window, app());
  (await question()).fail();
  await window.page.getByRole('button', { name: 'Try again' }).click();
  (await question()).answer(await realAnswer());
  await shownRows(window.page);
});

test.for(['light', 'dark'] as const)(
  'axe finds nothing, %s',
  { timeout: 60_000 },
  async (colorScheme, context) => {
    const { page } = await open(context, '#/peaks', { colorScheme });
    await shownRows(page);
    await page.getByText('Show as a table').click();
    expect(await violations(page)).toEqual([]);
  },
);
