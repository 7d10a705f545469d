import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { addDays, daysBetween } from '../../src/analytics/calendar.ts';
import { formBand, formDigits } from '../../src/analytics/form-bands.ts';
import type { PerformanceView } from '../../src/shared/views/performance.ts';
import { violations } from './axe.ts';
import { demoWindow } from './demo-window.ts';

const { open, app } = demoWindow();

const EVERYTHING = { from: '1970-01-01', to: '2199-12-31' };

/** What the main process answers the page with. */
async function answered(name: string, request: unknown): Promise<unknown> {
  const reply = await app().answer(name, request);
  if (!reply.ok) throw new Error(reply.error.message);
  return reply.value;
}

async function view(): Promise<PerformanceView> {
  return (await answered('view.performance', { sportIds: null, ctlDays: 42, atlDays: 7 })) as PerformanceView;
}

const plot = (page: Page) => page.getByRole('application', { name: /day by day/ });
const tip = (page: Page) => page.locator('.day-tip');
const live = (page: Page) => page.locator('.performance-chart [aria-live]');
const navigator = (page: Page, name: string) => page.getByRole('slider', { name });
const toggle = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

/** Days in view, as the navigator says them. */
const inView = (page: Page) => navigator(page, 'Days in view').getAttribute('aria-valuetext');

/** Days in view once the last move is drawn. */
async function settled(page: Page): Promise<string | null> {
  let last: string | null = null;
  const isStill = async () => {
    const before = last;
    last = await inView(page);
    return last === before;
  };
  await expect.poll(isStill, { interval: 150 }).toBe(true);
  return last;
}

/** `−12` as a number. */
function numberIn(text: string | undefined): number {
  return Number(text?.replace('−', '-').replace('+', ''));
}

/** The numbers of the tooltip. */
async function tipNumbers(page: Page) {
  const text = (await tip(page).innerText()).replaceAll(/\s+/gu, ' ');
  const found =
    /Fitness (?<ctl>\S+) Fatigue (?<atl>\S+) Form, (?:morning|end of day) (?<tsb>\S+) (?<rest>.*)/u.exec(
      text,
    )?.groups;
  return {
    text,
    ctl: numberIn(found?.['ctl']),
    atl: numberIn(found?.['atl']),
    tsb: numberIn(found?.['tsb']),
    rest: found?.['rest'] ?? '',
  };
}

function numbersOf({ ctl, atl, tsbMorning }: PerformanceView, index: number) {
  const rounded = (value: number | undefined) => Math.round(value ?? NaN) + 0;
  const tsb = tsbMorning[index] ?? NaN;
  // Near the edge of a band form has a decimal, so that number and name agree.
  const form = Number(tsb.toFixed(formDigits(tsb))) + 0;
  return { ctl: rounded(ctl[index]), atl: rounded(atl[index]), tsb: form };
}

/** Where the plot of the panels is on the screen, and the day at a share of its width. */
async function plotArea(page: Page) {
  const area = await page.locator('.recharts-cartesian-grid').first().boundingBox();
  if (area === null) throw new Error('The chart has no grid.');
  return area;
}

async function hover(page: Page, share: number): Promise<void> {
  const { x, y, width, height } = await plotArea(page);
  await page.mouse.move(x + width * share, y + height / 2);
}

describe('the cursor', () => {
  test('shows the exact numbers of the day, wherever it is', async (context) => {
    const { page } = await open(context, '#/?period=all');
    const performance = await view();
    const days: string[] = [];
    for (const share of [0.1, 0.35, 0.6, 0.85, 0.99]) {
      await hover(page, share);
      const { text, rest, ...numbers } = await tipNumbers(page);
      const [from, to] = [performance.firstTrustedIndex, performance.ctl.length];
      const index = Array.from({ length: to - from }, (_, place) => from + place).find((each) =>
        text.startsWith(spokenDay(addDays(performance.firstDay, each))),
      );
      expect(numbers).toEqual(numbersOf(performance, index ?? NaN));
      expect(rest).toContain(formBand(performance.tsbMorning[index ?? NaN] ?? NaN).label);
      days.push(text.slice(0, 12));
    }
    expect(new Set(days).size).toBe(5);
  });

  test('names the workouts behind the day', async (context) => {
    const { page } = await open(context, '#/?period=3m');
    const performance = await view();
    const { entries } = (await answered('view.days', {
      from: addDays(performance.today, -30),
      to: performance.today,
      sportIds: null,
    })) as { entries: { day: string; status: string; title: string | null; tss: number | null }[] };
    const done = entries.filter(({ status }) => status === 'completed').at(-1);
    if (done === undefined) throw new Error('The demo athlete trained in the last month.');
    await plot(page).focus();
    for (let back = daysBetween(done.day, performance.today); back > 0; back -= 1)
      await page.keyboard.press('ArrowLeft');
    await expect.poll(() => tip(page).innerText()).toContain(done.title ?? '');
    expect(await live(page).innerText()).toContain(done.title ?? '');
    expect(await tip(page).innerText()).toContain(`${String(Math.round(done.tss ?? NaN))} TSS`);
  });

  test('stands on the curves', async (context) => {
    const { page } = await open(context, '#/?period=6w');
    await plot(page).focus();
    await page.keyboard.press('ArrowLeft');
    for (const [curve, dot] of [
      ['.curve-ctl.curve', '.dot-ctl'],
      ['.curve-atl.curve', '.dot-atl'],
      ['.curve-tsb.curve', '.dot-tsb'],
    ]) {
      const distance = await page.evaluate(`(() => {
        const dot = document.querySelector('${String(dot)}').getBoundingClientRect();
        const [x, y] = [dot.left + dot.width / 2, dot.top + dot.height / 2];
        const path = document.querySelector('${String(curve)}:not(.curve-future)');
        const { left, top } = path.ownerSVGElement.getBoundingClientRect();
        const points = path.getAttribute('d').match(/[ML][^ML]+/g).map((point) => point.slice(1).split(' ').map(Number));
        return Math.min(...points.map(([px, py]) => Math.hypot(left + px - x, top + py - y)));
      })()`);
      expect(Number(distance)).toBeLessThan(0.6);
    }
  });

  test('draws nothing of the panels anew', async (context) => {
    const { page } = await open(context, '#/?period=all');
    await hover(page, 0.2);
    await page.evaluate(`
      window.changes = 0;
      new MutationObserver((all) => { window.changes += all.length; })
        .observe(document.querySelector('.performance-panels'), { subtree: true, childList: true, attributes: true });
    `);
    const before = await tip(page).innerText();
    for (const share of [0.3, 0.4, 0.5, 0.6]) await hover(page, share);
    expect(await tip(page).innerText()).not.toBe(before);
    expect(await page.evaluate('window.changes')).toBe(0);
  });

  test('leaves with the pointer', async (context) => {
    const { page } = await open(context, '#/');
    await hover(page, 0.5);
    await tip(page).waitFor();
    await page.mouse.move(5, 5);
    await tip(page).waitFor({ state: 'detached' });
  });
});

/** A day as the demo's window writes it, its first words. */
function spokenDay(day: string): string {
  const thisYear = day.startsWith('2026');
  return new Intl.DateTimeFormat('en-GB', {
    timeZone: 'UTC',
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(thisYear ? {} : { year: 'numeric' }),
  }).format(new Date(`${day}T00:00:00Z`));
}

describe('by keys', () => {
  test('the cursor moves a day, with Shift a week, and is read aloud', async (context) => {
    const { page } = await open(context, '#/?period=3m');
    const performance = await view();
    await plot(page).focus();
    const at = async (offset: number) => {
      const { ctl, atl } = numbersOf(performance, performance.todayIndex + offset);
      const start = spokenDay(addDays(performance.today, offset));
      await expect.poll(() => live(page).innerText()).toMatch(new RegExp(`^${start}\\b`, 'u'));
      expect(await live(page).innerText()).toContain(`fitness ${String(ctl)}, fatigue ${String(atl)},`);
    };
    await at(0);
    await page.keyboard.press('ArrowLeft');
    await at(-1);
    await page.keyboard.press('Shift+ArrowLeft');
    await at(-8);
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await at(1);
    expect(await live(page).innerText()).toContain('planned');
    await page.keyboard.press('Escape');
    await tip(page).waitFor({ state: 'detached' });
    expect(await live(page).innerText()).toBe('');
  });

  test('Home and End go to the ends, and beyond them the days in view follow', async (context) => {
    const { page } = await open(context, '#/?period=6w');
    const before = await inView(page);
    await plot(page).focus();
    await page.keyboard.press('End');
    await expect.poll(() => live(page).innerText()).not.toBe('');
    await page.keyboard.press('Home');
    expect(await inView(page)).toBe(before);
    const first = await live(page).innerText();
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => inView(page)).not.toBe(before);
    expect(await live(page).innerText()).not.toBe(first);
    await tip(page).waitFor();
  });

  test('Enter opens the day', async (context) => {
    const { page } = await open(context, '#/');
    const { today } = await view();
    await plot(page).focus();
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.url()).toContain(`day=${addDays(today, -1)}`);
  });

  test('plus and minus zoom', async (context) => {
    const { page } = await open(context, '#/?period=1y');
    const days = async () =>
      Number(await navigator(page, 'Last day').getAttribute('aria-valuenow')) -
      Number(await navigator(page, 'First day').getAttribute('aria-valuenow'));
    const before = await days();
    await plot(page).focus();
    await page.keyboard.press('+');
    await expect.poll(days).toBeLessThan(before);
    await settled(page);
    const zoomed = await days();
    await page.keyboard.press('-');
    await expect.poll(days).toBeGreaterThan(zoomed);
  });
});

describe('by pointer', () => {
  test('a wheel scrolls the page, with Ctrl it zooms, and a double click resets', async (context) => {
    const { page } = await open(context, '#/', { viewport: { width: 1180, height: 700 } });
    const before = await inView(page);
    await hover(page, 0.5);
    await page.mouse.wheel(0, 120);
    await expect.poll(() => page.evaluate('scrollY')).toBeGreaterThan(0);
    expect(await inView(page)).toBe(before);
    await page.evaluate('scrollTo(0, 0)');
    await hover(page, 0.5);
    await page.keyboard.down('Control');
    await page.mouse.wheel(0, -300);
    await page.keyboard.up('Control');
    await expect.poll(() => inView(page)).not.toBe(before);
    expect(await page.evaluate('scrollY')).toBe(0);
    const { x, y, width } = await plotArea(page);
    await page.mouse.dblclick(x + width / 2, y + 40);
    await expect.poll(() => inView(page)).toBe(before);
    expect(page.url()).not.toContain('day=');
  });

  test('dragging moves the days in view, and is no click', async (context) => {
    const { page } = await open(context, '#/?period=6m');
    const before = await inView(page);
    await hover(page, 0.3);
    await page.mouse.down();
    await hover(page, 0.6);
    await page.mouse.up();
    await expect.poll(() => inView(page)).not.toBe(before);
    await expect.poll(() => page.url()).toContain('from=');
    await page.waitForTimeout(400);
    expect(page.url()).not.toContain('day=');
  });

  test('a click opens the day', async (context) => {
    const { page } = await open(context, '#/');
    await hover(page, 0.5);
    await page.mouse.down();
    await page.mouse.up();
    await expect.poll(() => page.url()).toContain('day=');
  });
});

describe('the navigator', () => {
  test('moves its edges and its window by keys', async (context) => {
    const { page } = await open(context, '#/?period=6m');
    const from = async () => Number(await navigator(page, 'First day').getAttribute('aria-valuenow'));
    const to = async () => Number(await navigator(page, 'Last day').getAttribute('aria-valuenow'));
    const [first, last] = [await from(), await to()];
    await navigator(page, 'First day').press('ArrowLeft');
    await expect.poll(from).toBe(first - 7);
    expect(await to()).toBe(last);
    await navigator(page, 'Last day').press('ArrowLeft');
    await expect.poll(to).toBe(last - 7);
    await navigator(page, 'Days in view').press('Shift+ArrowLeft');
    await expect.poll(from).toBe(first - 37);
    expect(await to()).toBe(last - 37);
    await navigator(page, 'Days in view').press('Home');
    await expect.poll(from).toBe(Number(await navigator(page, 'First day').getAttribute('aria-valuemin')));
  });

  test('is dragged by its edges and its middle', async (context) => {
    const { page } = await open(context, '#/?period=6m');
    const drag = async (name: string, by: number) => {
      await navigator(page, name).scrollIntoViewIfNeeded();
      const box = await navigator(page, name).boundingBox();
      if (box === null) throw new Error(`There is no ${name}.`);
      expect(box.width).toBeGreaterThanOrEqual(28);
      expect(box.height).toBeGreaterThanOrEqual(28);
      await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
      await page.mouse.down();
      await page.mouse.move(box.x + box.width / 2 + by, box.y + box.height / 2, { steps: 3 });
      await page.mouse.up();
    };
    const before = await inView(page);
    await drag('First day', -60);
    await expect.poll(() => inView(page)).not.toBe(before);
    const [, end] = (before ?? '').split(' to ');
    const widened = await settled(page);
    expect(widened).toMatch(new RegExp(`to ${String(end)}$`, 'u'));
    await drag('Days in view', -80);
    await expect.poll(() => inView(page)).not.toBe(widened);
    const moved = await settled(page);
    await drag('Last day', -20);
    await expect.poll(() => inView(page)).not.toBe(moved);
    expect((await inView(page))?.split(' to ')[0]).toBe(moved?.split(' to ')[0]);
  });
});

test('series are shown and hidden, and form takes its panel with it', async (context) => {
  const { page } = await open(context, '#/');
  const curves = (name: string) => page.locator(`.performance-plot .curve-${name}.curve`);
  expect(await curves('atl').count()).toBe(2);
  await toggle(page, 'Fatigue').click();
  await expect.poll(() => curves('atl').count()).toBe(0);
  expect(await toggle(page, 'Fatigue').getAttribute('aria-pressed')).toBe('false');
  await expect.poll(() => page.url()).toContain('hide=atl');
  await toggle(page, 'Form').click();
  await expect.poll(() => page.locator('.performance-panels .recharts-wrapper').count()).toBe(1);
  await toggle(page, 'Form').click();
  await toggle(page, 'Fatigue').click();
  await expect.poll(() => curves('atl').count()).toBe(2);
  await toggle(
    page,
    /load/.test(await page.locator('.series-toggles').innerText()) ? 'Daily load' : 'Weekly load',
  ).click();
  await expect.poll(() => page.locator('.load-done').count()).toBe(0);
});

test('without any series the chart says so, and the tooltip lists what is shown', async (context) => {
  const { page } = await open(context, '#/?hide=ctl+atl+load');
  const words = page.locator('.panel-words');
  await expect
    .poll(() => words.innerText(), { timeout: 8_000 })
    .toContain('Fitness, fatigue and load are hidden');
  await hover(page, 0.5);
  expect(await tip(page).innerText()).toMatch(/Form, morning/u);
  expect(await tip(page).innerText()).not.toMatch(/Fitness|Fatigue|Load/u);
  await toggle(page, 'Form').click();
  await expect
    .poll(() => words.innerText(), { timeout: 8_000 })
    .toContain('Everything is hidden: choose above what to show.');
  await toggle(page, 'Fitness').click();
  await expect.poll(() => words.innerText(), { timeout: 8_000 }).not.toContain('hidden');
});

test.for(['6w', '1y', 'all'])('what is planned is called so, in %s too', async (period, context) => {
  const { page } = await open(context, `#/?period=${period}`);
  await plot(page).waitFor();
  expect(await page.locator('.future-word').innerText()).toBe('planned');
  for (const curve of ['ctl', 'atl'])
    expect(await page.locator(`.curve-name-${curve} small`).innerText()).toMatch(/^planned, \d+ \p{L}+$/u);
});

test('of one sport the chart has no bands', async (context) => {
  const { page } = await open(context, '#/?sport=2');
  await plot(page).waitFor();
  await hover(page, 0.5);
  expect(await page.locator('.form-band, .band-name, .band-edge, .tip-note').count()).toBe(0);
});

test('text of 200 % leaves every band its name, and the values between them', async (context) => {
  const { page } = await open(context, '#/', { textScale: 2 });
  await expect
    .poll(() => page.locator('.band-name').allInnerTexts(), { timeout: 8_000 })
    .toEqual(['High risk', 'Optimal training', 'Grey zone', 'Fresh', 'Transition']);
  expect(await page.locator('.band-edge').count()).toBe(4);
});

test('long windows show weekly bars and simpler curves', async (context) => {
  const { page } = await open(context, '#/?period=all');
  const performance = await view();
  await toggle(page, 'Weekly load').waitFor();
  const { width } = await plotArea(page);
  const path = await page.locator('.curve-atl.curve:not(.curve-future)').getAttribute('d');
  const points = (path ?? '').split('L').length;
  expect(points).toBeLessThanOrEqual(width + 4);
  expect(points).toBeLessThan(performance.todayIndex);
  await hover(page, 0.5);
  expect(await tip(page).innerText()).toContain('Its week');
});

test('races are flags with their letter, named where there is room, and by the tooltip', async (context) => {
  const { page } = await open(context, '#/?period=1y');
  const { marks } = (await answered('view.marks', EVERYTHING)) as {
    marks: { day: string; kind: string; priority: string | null; title: string }[];
  };
  const { today } = await view();
  const race = marks.find(({ kind, priority, day }) => kind === 'race' && priority === 'A' && day >= today);
  if (race === undefined) throw new Error('The demo athlete has an A race ahead.');
  await expect.poll(() => page.locator('.flag-A').last().innerText()).toBe('A');
  await plot(page).focus();
  for (let ahead = daysBetween(today, race.day); ahead > 0; ahead -= ahead >= 7 ? 7 : 1)
    await page.keyboard.press(ahead >= 7 ? 'Shift+ArrowRight' : 'ArrowRight');
  await expect.poll(() => tip(page).innerText()).toContain(`A race: ${race.title}`);
});

test('another future replaces the plan and leaves the past alone', async (context) => {
  const { page } = await open(context, '#/?period=6m');
  const path = (selector: string) => page.locator(`.performance-plot ${selector}`).getAttribute('d');
  const future = '.curve-ctl.curve-future';
  const past = '.curve-ctl.curve:not(.curve-future)';
  const planned = { future: await path(future), past: await path(past) };
  expect(await page.locator('.future-word').innerText()).toBe('planned');
  await page.getByRole('slider', { name: 'What if' }).fill('0');
  await expect.poll(() => page.locator('.future-word').innerText()).toBe('what if');
  expect(await path(future)).not.toBe(planned.future);
  expect(await path(past)).toBe(planned.past);
  const performance = await view();
  await plot(page).focus();
  await page.keyboard.press('ArrowRight');
  const { ctl, text } = await tipNumbers(page);
  expect(ctl).toBe(Math.round(performance.todayIfPlanDone.ctl * (1 - 1 / 42)));
  expect(text).toContain('what if');
});

test('an earlier season is a lighter line with its name, and its day in the tooltip', async (context) => {
  const { page } = await open(context, '#/?period=6m&compare=1y');
  const performance = await view();
  await page.locator('.curve-ctl.curve-then').waitFor({ state: 'attached' });
  expect(await page.locator('.curve-name-then').innerText()).toMatch(/^a year earlier \d+$/u);
  await plot(page).focus();
  const then = `${String(Number(performance.today.slice(0, 4)) - 1)}${performance.today.slice(4)}`;
  const ctl = performance.ctl[daysBetween(performance.firstDay, then)] ?? NaN;
  await expect
    .poll(async () => (await tip(page).innerText()).replaceAll(/\s+/gu, ' '))
    .toMatch(
      new RegExp(`${then.slice(0, 4)} ${String(Math.round(ctl))}\\b.* Form .*${then.slice(0, 4)} `, 'u'),
    );
  expect(await page.locator('.form-word').innerText()).toContain('thin line a year earlier');
});

test('the table says the numbers of the chart', async (context) => {
  const { page } = await open(context, '#/?period=6w');
  const performance = await view();
  await page.getByText('Show as a table').click();
  const rows = page.getByRole('region', { name: /form, table/ }).getByRole('row');
  const range = (await inView(page))?.split(' to ') ?? [];
  expect(range).toHaveLength(2);
  const first = Number(await navigator(page, 'First day').getAttribute('aria-valuenow'));
  const last = Number(await navigator(page, 'Last day').getAttribute('aria-valuenow'));
  expect(await rows.count()).toBe(1 + last - first + 1);
  const [, ctl, atl, tsb, band] = (await rows.nth(1).innerText()).split('\t');
  expect(Number(ctl)).toBeCloseTo(performance.ctl[first] ?? NaN, 1);
  expect(Number(atl)).toBeCloseTo(performance.atl[first] ?? NaN, 1);
  expect(numberIn(tsb)).toBeCloseTo(performance.tsbMorning[first] ?? NaN, 1);
  expect(band).toBe(formBand(performance.tsbMorning[first] ?? NaN).label);
});

describe('in each look', () => {
  test.for([
    ['light', { colorScheme: 'light' }],
    ['dark, 200 % text', { colorScheme: 'dark', textScale: 2 }],
    ['forced colours, narrow', { forcedColors: 'active', viewport: { width: 640, height: 800 } }],
  ] as const)('%s: nothing is cut off and axe finds nothing', async ([, look], context) => {
    const { page } = await open(context, '#/?compare=1y', look);
    await plot(page).focus();
    await page.keyboard.press('ArrowLeft');
    await tip(page).waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    const frame = await page.locator('.chart-frame').first().boundingBox();
    for (const label of await page.locator('.end-labels span, .day-tip').all()) {
      const box = await label.boundingBox();
      if (box === null || frame === null) continue;
      expect(box.x).toBeGreaterThanOrEqual(frame.x);
      expect(box.x + box.width).toBeLessThanOrEqual(frame.x + frame.width + 0.5);
    }
    expect(await violations(page)).toEqual([]);
  });
});
