import { expect, test } from 'vitest';
import { z } from 'zod';
import { askTool, numberOf } from './ask-tool.ts';
import { demoWindow } from './demo-window.ts';

const { open, app } = demoWindow();

const Distribution = z.object({
  sessions: z.number(),
  by_session_average: z.array(z.object({ name: z.string(), sessions: z.number(), tss: z.number() })),
  time_in_zones: z.array(
    z.object({
      basis: z.string(),
      zones: z.array(z.object({ seconds: z.number(), percent: z.number() })),
      low_middle_high_percent: z.array(z.number()),
      distribution: z.string().nullable(),
    }),
  ),
});

test.for([
  ['#/intensity?days=30', { days: 30 }],
  ['#/intensity?days=90&sport=Run', { days: 90, sport: 'Run' }],
] as const)('%s shows the numbers that Claude gives', async ([path, input], context) => {
  const { page } = await open(context, path);
  const said = Distribution.parse(await askTool(app(), 'tp_training_zones_distribution', input));
  const first = said.time_in_zones[0];
  if (first === undefined) throw new Error('The demo athlete has zones.');
  await page.locator('[data-number=easy]').waitFor();
  const parts = await Promise.all(
    ['easy', 'middle', 'hard'].map((name) => numberOf(page.locator(`[data-number=${name}]`))),
  );
  expect(parts).toEqual(first.low_middle_high_percent.map((percent) => Math.round(percent)));
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain(first.distribution);
  const shown = (await page.locator('.classes tbody tr').allInnerTexts()).map((row) =>
    row.split('\t').map((cell) => Number(cell.replaceAll(',', ''))),
  );
  expect(shown.map(([, , sessions, , tss]) => [sessions, tss])).toEqual(
    said.by_session_average.map(({ sessions, tss }) => [sessions, Math.round(tss)]),
  );
  const shares = await page.locator('.zone-chart tbody tr td:last-child').allInnerTexts();
  expect(shares.map(Number.parseFloat)).toEqual(first.zones.map(({ percent }) => Math.round(percent)));
});

test('zones can be seen by heart rate, and the choice stays in the address', async (context) => {
  const { page } = await open(context, '#/intensity');
  await page.getByRole('radio', { name: 'By heart rate' }).check();
  await page.getByRole('heading', { name: 'Time in heart rate zones' }).waitFor();
  await page.reload();
  await page.getByRole('heading', { name: 'Time in heart rate zones' }).waitFor();
});
