import { expect, test } from 'vitest';
import { demoWindow } from './demo-window.ts';

const { open } = demoWindow();

const PAGES = [
  'Fitness',
  'Load',
  'Intensity',
  'Peaks',
  'Workouts',
  'Calendar',
  'Connections',
  'Activity',
  'Settings',
];

test('every page is one press away, and the one in view is marked', async (context) => {
  const { page } = await open(context, '#/');
  const pages = page.getByRole('navigation', { name: 'Pages' });
  for (const name of PAGES) {
    await pages.getByRole('link', { name }).click();
    await expect.poll(() => pages.locator('[aria-current=page]').textContent()).toBe(name);
    await page.getByRole('heading', { level: 1 }).waitFor();
  }
});

test('an address that leads nowhere says so', async (context) => {
  const { page } = await open(context, '#/nowhere');
  await page.getByRole('link', { name: 'Go to Fitness' }).click();
  await expect.poll(() => page.locator('[aria-current=page]').textContent()).toBe('Fitness');
});
