import { expect, test } from 'vitest';
import { parseCsv } from '../support/parse-csv.ts';
import { demoWindow } from './demo-window.ts';

const { open, app } = demoWindow();

test('what is exported is the history that the pages show', async (context) => {
  const { page } = await open(context, '#/settings');
  const { workoutCount } = app().app.status().sync;
  await page.getByRole('button', { name: 'Save as CSV (Workouts)' }).click();
  await page.getByText(/^Saved as .*workouts .*\.csv$/u).waitFor();
  const { text = '' } = app().exported.at(-1) ?? {};
  expect(text.startsWith('\uFEFFdate,')).toBe(true);
  const [head = [], ...rows] = parseCsv(text.replace('\uFEFF', ''));
  expect(rows.filter((row) => row[head.indexOf('completed')] === 'yes')).toHaveLength(workoutCount);
  expect(new Set(rows.map((row) => row[head.indexOf('workout_id')])).size).toBe(rows.length);

  const { today } = app().app.status();
  await page.getByRole('button', { name: 'Save as CSV (Fitness by day)' }).click();
  await page.getByText(/^Saved as .*fitness .*\.csv$/u).waitFor();
  const lines = app().exported.at(-1)?.text.split('\r\n') ?? [];
  const [, , ctl, atl, tsb] = lines.find((line) => line.startsWith(today?.day ?? 'none'))?.split(',') ?? [];
  expect([ctl, atl, tsb].map(Number)).toEqual(
    [today?.ctl, today?.atl, today?.tsb].map((value) => Number(value?.toFixed(2))),
  );
});

test('a choice changes every page, and is still there after going back', async (context) => {
  const { page } = await open(context, '#/settings');
  await page.getByRole('radio', { name: 'Imperial' }).click();
  await page.getByRole('status').getByText('Saved').waitFor();
  await page.getByRole('link', { name: 'Workouts' }).click();
  await page
    .getByText(/\d mi\b/u)
    .first()
    .waitFor();
  await page.goBack();
  expect(await page.getByRole('radio', { name: 'Imperial' }).isChecked()).toBe(true);
});
