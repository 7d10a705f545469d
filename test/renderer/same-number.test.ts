import { expect, test } from 'vitest';
import type { WorkoutEntry, WorkoutsView } from '../../src/shared/views/workouts.ts';
import { demoWindow } from './demo-window.ts';

const { open, app } = demoWindow();

async function entries(): Promise<readonly WorkoutEntry[]> {
  const reply = await app().answer('view.workouts', {});
  if (!reply.ok) throw new Error('The demo athlete has workouts.');
  return (reply.value as WorkoutsView).workouts;
}

/** The computer may be busy. */
const PATIENCE = { timeout: 8_000 };

/** Rounded to a tenth first, these would be rounded up: 73.48 to 73.5 to 74. */
const isRoundedTwiceWrongly = ({ tss }: WorkoutEntry) => tss !== null && tss % 1 >= 0.45 && tss % 1 < 0.5;

test('a workout has one TSS, on every page', { timeout: 60_000 }, async (context) => {
  const all = await entries();
  // Few others have its title: the list draws only what is near the view.
  const namesakes = ({ title }: WorkoutEntry) => all.filter((other) => other.title === title).length;
  const [workout] = all.filter(isRoundedTwiceWrongly).sort((one, other) => namesakes(one) - namesakes(other));
  if (workout?.tss == null) throw new Error('No workout has such a TSS.');
  const whole = String(Math.floor(workout.tss));
  const link = `a[href$="/workouts/${String(workout.workoutId)}"]`;

  const { page } = await open(context, `#/workouts/${String(workout.workoutId)}`);
  const figure = page.locator('.fact', { has: page.locator('dt', { hasText: /^TSS$/u }) });
  await expect.poll(() => figure.locator('.fact-value').innerText(), PATIENCE).toBe(whole);

  await page.evaluate(`location.hash = '#/calendar?from=${workout.day}'`);
  await expect
    .poll(() => page.locator(`.entry ${link}`).innerText(), PATIENCE)
    .toMatch(new RegExp(`(?:^|\\D)${whole} TSS`, 'u'));

  await page.evaluate(`location.hash = '#/?day=${workout.day}'`);
  const row = page.locator('tr', { has: page.locator(link) });
  await expect.poll(() => row.innerText(), PATIENCE).toContain(`\t${whole}\t`);

  const title = encodeURIComponent(workout.title ?? '');
  await page.evaluate(`location.hash = '#/workouts?q=${title}&period=${workout.day.slice(0, 4)}'`);
  const listed = page.locator('.workout-list tr', { has: page.locator(link) });
  await expect.poll(() => listed.locator('.tss').innerText(), PATIENCE).toBe(whole);
});
