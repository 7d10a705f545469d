import type { Locator, Page } from 'playwright-core';
import { describe, expect, it, test } from 'vitest';
import { z } from 'zod';
import { addDays } from '../../src/analytics/calendar.ts';
import { clock } from '../../src/shared/wording.ts';
import { askTool } from './ask-tool.ts';
import { violations } from './axe.ts';
import { demoWindow } from './demo-window.ts';

const { open, app } = demoWindow();

const number = z.number().nullable();
const Row = z.object({
  date: z.string(),
  sport: z.string(),
  title: z.string().nullable(),
  status: z.string(),
  duration_seconds: number,
  distance_meters: number,
  tss: number,
  intensity_factor: number,
  average_heart_rate_bpm: number,
  normalized_power_watts: number,
  planned_duration_seconds: number,
  planned_tss: number,
});
const List = z.object({
  total: z.number(),
  completed_total: z.number(),
  next_offset: number,
  workouts: z.array(Row),
});

type ToolRow = z.infer<typeof Row>;

/** Every row that the tool gives for a question. */
async function toolRows(input: Readonly<Record<string, unknown>>): Promise<ToolRow[]> {
  const rows: ToolRow[] = [];
  let offset: number | null = 0;
  while (offset !== null) {
    const page: z.infer<typeof List> = List.parse(
      await askTool(app(), 'tp_get_workouts', { ...input, limit: 100, offset }),
    );
    rows.push(...page.workouts);
    offset = page.next_offset;
  }
  return rows;
}

/** The cells of a tool's row as the list writes them. */
function written(row: ToolRow): string[] {
  const isDone = row.status === 'completed';
  const text = (value: number | null, digits = 0) => (value === null ? '–' : value.toFixed(digits));
  const seconds = isDone ? row.duration_seconds : row.planned_duration_seconds;
  const distance =
    row.sport === 'Swim' ? text(row.distance_meters) : text(perThousand(row.distance_meters), 1);
  const tss = isDone ? row.tss : row.planned_tss;
  return [
    row.sport,
    clock(seconds),
    row.distance_meters === null || row.distance_meters === 0 ? '–' : distance,
    tss === null && isDone ? 'not scored' : text(tss),
    text(row.intensity_factor, 2),
    text(row.average_heart_rate_bpm),
    text(row.normalized_power_watts),
  ];
}

function perThousand(value: number | null): number | null {
  return value === null ? null : value / 1000;
}

/** The cells of a row of the list, units, thousands separators and the word `planned` left out. */
async function shown(row: Locator): Promise<string[]> {
  const cells = await row.locator('td:not(.date)').allInnerTexts();
  return cells
    .map((cell) =>
      cell
        .replace(/^planned\s*/u, '')
        .replaceAll(',', '')
        .trim(),
    )
    .map(withoutUnit);
}

function withoutUnit(cell: string): string {
  return cell.replace(/\s(km|m)$/u, '');
}

const workoutRows = (page: Page) => page.locator('tbody tr:has(a)');
const sentence = (page: Page) => page.getByRole('heading', { level: 1 }).innerText();
/** For what comes when the list is there; the computer may be busy. */
const PATIENCE = { timeout: 8_000 };

test('the rows are those of tp_get_workouts', async (context) => {
  // High enough for that many rows: the list draws what is in view.
  const { page } = await open(context, '#/workouts', { viewport: { width: 1180, height: 1600 } });
  const rows = (await toolRows({ days: 60 })).slice(0, 25);
  expect(new Set(rows.map(({ status }) => status)).size).toBeGreaterThan(1);
  for (const [index, row] of rows.entries()) {
    const line = workoutRows(page).nth(index);
    const title = await line.getByRole('link').innerText();
    expect([title, ...(await shown(line))]).toEqual([
      row.title ?? `${row.sport} without a title`,
      ...written(row),
    ]);
  }
});

test('the sentence counts and sums what the filters leave', async (context) => {
  const year = String(Number(app().app.status().today?.day.slice(0, 4)) - 1);
  const { page } = await open(context, `#/workouts?period=${year}&sport=2&status=completed`);
  const rows = await toolRows({
    start_date: `${year}-01-01`,
    end_date: `${year}-12-31`,
    workout_type: 'Bike',
    status: 'completed',
  });
  const hours = rows.reduce((sum, row) => sum + (row.duration_seconds ?? 0), 0) / 3600;
  const tss = rows.reduce((sum, row) => sum + (row.tss ?? 0), 0);
  await workoutRows(page).first().waitFor();
  const [count, , shownHours, shownTss] = (await sentence(page)).replaceAll(',', '').match(/\d+/gu) ?? [];
  expect(rows.length).toBeGreaterThan(50);
  expect(Number(count)).toBe(rows.length);
  expect(Number(shownHours)).toBe(Math.round(hours));
  // The tool's rows are rounded to tenths, the page sums what is stored.
  expect(Math.abs(Number(shownTss) - tss)).toBeLessThanOrEqual(0.5 + 0.05 * rows.length);
});

test('only rows near the view are in the page, however long the list', async (context) => {
  const { page } = await open(context, '#/workouts');
  const table = page.getByRole('table');
  expect(Number(await table.getAttribute('aria-rowcount'))).toBeGreaterThan(900);
  expect(await page.locator('tbody tr').count()).toBeLessThan(80);
  const oldest = (await toolRows({ start_date: '2000-01-01' })).at(-1);
  // Heights of rows are estimates until they were in view.
  await expect
    .poll(async () => {
      await page.evaluate('scrollTo(0, document.documentElement.scrollHeight)');
      return workoutRows(page).last().getByRole('link').innerText();
    }, PATIENCE)
    .toBe(oldest?.title ?? '');
  expect(await page.locator('tbody tr').count()).toBeLessThan(80);
});

describe('the address', () => {
  it('keeps the filters over a reload, and loses those that are taken back', async (context) => {
    const { page } = await open(context, '#/workouts');
    await page.getByRole('radio', { name: 'Missed' }).check();
    await page.getByRole('combobox', { name: 'Sport' }).selectOption({ label: 'Run' });
    await page.getByRole('searchbox').fill('easy');
    await page.getByText(/^With “easy”/u).waitFor();
    const before = await sentence(page);
    expect(new URL(page.url()).hash).toBe('#/workouts?q=easy&sport=3&status=missed');
    await page.reload();
    await expect.poll(() => sentence(page), PATIENCE).toBe(before);
    expect(await page.getByRole('searchbox').inputValue()).toBe('easy');
    await page.getByRole('searchbox').fill('');
    await page.getByRole('radio', { name: 'All' }).check();
    await page.getByRole('combobox', { name: 'Sport' }).selectOption({ label: 'All sports' });
    expect(new URL(page.url()).hash).toBe('#/workouts');
  });

  it('belongs to the page: another one begins without it, going back finds it again', async (context) => {
    const { page } = await open(context, '#/workouts?sport=3');
    await page.getByRole('link', { name: 'Connections' }).click();
    await expect.poll(() => new URL(page.url()).hash).toBe('#/connections');
    await page.goBack();
    await expect.poll(() => sentence(page), PATIENCE).toContain('Run workouts');
  });
});

test('going back from a workout leads to the same place of the list', async (context) => {
  const { page } = await open(context, '#/workouts?sport=2');
  await workoutRows(page).first().waitFor();
  await page.evaluate('scrollTo(0, 4000)');
  const scrolled = async () => Number(await page.evaluate('scrollY'));
  // Heights of rows are estimates until they were in view; the view then stays with its rows.
  await expect.poll(async () => Math.abs((await scrolled()) - 4000)).toBeLessThan(200);
  const left = await scrolled();
  const rows = await workoutRows(page).all();
  const boxes = await Promise.all(rows.map((row) => row.boundingBox()));
  const inView = boxes.find((box) => box !== null && box.y > 200 && box.y < 500);
  await page.mouse.click(500, (inView?.y ?? 0) + 10);
  await page.getByRole('link', { name: 'All workouts' }).waitFor();
  expect(await scrolled()).toBe(0);
  await page.goBack();
  await workoutRows(page).first().waitFor();
  await expect.poll(async () => Math.abs((await scrolled()) - left), PATIENCE).toBeLessThan(100);
});

test('going back from a workout leads to the row it was opened from', async (context) => {
  const { page } = await open(context, '#/workouts');
  await page.locator('.workout-list .title a').first().waitFor();
  await page.evaluate('scrollTo(0, 4000)');
  const focused = 'document.activeElement.getAttribute("href")';
  await expect.poll(() => page.locator('.workout-list .room').count()).toBe(2);
  await page.locator('.workout-list tr:not(.month, .room)').nth(15).locator('a').focus();
  const row = await page.evaluate<string>(focused);
  await page.keyboard.press('Enter');
  await page.locator('.workout-links').waitFor();
  await page.goBack();
  await expect.poll(() => page.evaluate<string>(focused), PATIENCE).toBe(row);
});

test.for([
  [1180, 2],
  [900, 1],
] as const)(
  '%d pixels wide, text at %d: no title and no sum of a month is cut, no value left out',
  async ([width, textScale], context) => {
    const { page } = await open(context, '#/workouts', { viewport: { width, height: 900 }, textScale });
    await page.locator('.workout-list .title a').first().waitFor();
    const cut = `[...document.querySelectorAll('.workout-list :is(.title a, .month th)')]
    .filter((each) => each.scrollWidth > each.clientWidth + 1 && getComputedStyle(each).overflow !== 'visible')
    .map((each) => each.textContent)`;
    expect(await page.evaluate(cut)).toEqual([]);
    await expect.poll(() => page.locator('.workout-list td.power:visible').count()).toBeGreaterThan(0);
  },
);

test('the keyboard alone goes from the search to a workout', async (context) => {
  const { page } = await open(context, '#/workouts');
  const focused = () => page.evaluate<string>('document.activeElement.textContent');
  await workoutRows(page).first().getByRole('link').focus();
  const titles = await workoutRows(page).getByRole('link').allInnerTexts();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  expect(await focused()).toBe(titles[2]);
  await page.keyboard.press('ArrowUp');
  expect(await focused()).toBe(titles[1]);
  // On and on, past the rows that were in the page at first.
  for (let press = 0; press < 60; press += 1) await page.keyboard.press('ArrowDown');
  const rows = await toolRows({ start_date: '2000-01-01', end_date: app().app.status().today?.day });
  expect(await focused()).toBe(rows[61]?.title);
  await page.keyboard.press('Enter');
  await expect.poll(() => sentence(page), PATIENCE).toBe(rows[61]?.title);
});

test('columns sort, and turn around when pressed again', async (context) => {
  const { page } = await open(context, '#/workouts?status=completed');
  const tss = async () => (await page.locator('tbody td.tss').allInnerTexts()).slice(0, 10).map(Number);
  const header = page.getByRole('columnheader', { name: 'TSS' });
  await header.getByRole('button').click();
  expect(await header.getAttribute('aria-sort')).toBe('descending');
  const highest = await tss();
  expect(highest).toEqual(highest.toSorted((one, other) => other - one));
  const rows = await toolRows({ start_date: '2000-01-01', status: 'completed' });
  expect(highest[0]).toBe(Math.round(Math.max(...rows.map((row) => row.tss ?? 0))));
  await header.getByRole('button').click();
  expect(await header.getAttribute('aria-sort')).toBe('ascending');
  const lowest = await tss();
  expect(lowest).toEqual(lowest.toSorted((one, other) => one - other));
});

test('an empty list says which filter stands in the way, and takes it away', async (context) => {
  const { page } = await open(context, '#/workouts?sport=3&power=yes');
  await page.getByRole('heading', { name: 'Nothing fits all of this at once' }).waitFor();
  await page.getByRole('button', { name: 'Without “With power”' }).click();
  await expect.poll(() => sentence(page), PATIENCE).toMatch(/^\d+ Run workouts done/u);
  expect(await page.getByRole('checkbox', { name: 'With power' }).isChecked()).toBe(false);
});

test('what is planned lies ahead, the nearest first', async (context) => {
  const { page } = await open(context, '#/workouts?status=planned');
  const today = app().app.status().today?.day ?? '';
  const rows = await toolRows({ start_date: today, end_date: addDays(today, 400), status: 'planned' });
  await expect.poll(() => sentence(page), PATIENCE).toContain(`${rows.length} workouts planned`);
  expect(await workoutRows(page).first().getByRole('link').innerText()).toBe(rows.at(-1)?.title);
});

test.for(['light', 'dark'] as const)(
  'axe-core finds nothing in the list, %s',
  async (colorScheme, context) => {
    const { page } = await open(context, '#/workouts', { colorScheme });
    await workoutRows(page).first().waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('searchbox').fill('nothing has this name');
    await page.getByRole('heading', { name: 'Nothing fits all of this at once' }).waitFor();
    expect(await violations(page)).toEqual([]);
  },
);

test.for([
  [{ viewport: { width: 900, height: 700 } }],
  [{ viewport: { width: 900, height: 700 }, textScale: 2 }],
  [{ viewport: { width: 320, height: 640 } }],
])('nothing is cut or beside the page: %o', async ([options], context) => {
  const { page } = await open(context, '#/workouts', options);
  await workoutRows(page).first().waitFor();
  expect(
    await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'),
  ).toBeLessThanOrEqual(0);
});
