import { expect, test } from 'vitest';
import { demoWindow } from './demo-window.ts';

const { open, app } = demoWindow();

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

test('the first page is found by its name too, set as the address says', async (context) => {
  const { page } = await open(context, '#/fitness?sport=3');
  await expect.poll(() => page.locator('[aria-current=page]').textContent()).toBe('Fitness');
  await expect.poll(() => page.locator('.page-sub').innerText()).toContain('Run only');
  expect(page.url()).toMatch(/#\/\?sport=3$/);
});

test('in forced colours the page in view is marked by more than its weight', async (context) => {
  const { page } = await open(context, '#/load', { forcedColors: 'active' });
  const border = (name: string) =>
    page.evaluate<string>(
      `getComputedStyle([...document.querySelectorAll('nav a')].find((link) => link.textContent === '${name}')).borderTopColor`,
    );
  expect(await border('Load')).not.toBe(await border('Peaks'));
});

test('an address that leads nowhere says so', async (context) => {
  const { page } = await open(context, '#/nowhere');
  await page.getByRole('link', { name: 'Go to Fitness' }).click();
  await expect.poll(() => page.locator('[aria-current=page]').textContent()).toBe('Fitness');
});

test('a page that breaks leaves the others alone, and can be tried again', async (context) => {
  const window = await open(context, '#/load');
  const { page } = window;
  const answer = app().answer;
  let isBroken = true;
  window.answersFrom((name, request) =>
    name === 'view.calendar' && isBroken
      ? Promise.resolve({ ok: true, value: { weeks: null } })
      : answer(name, request),
  );
  const pages = page.getByRole('navigation', { name: 'Pages' });
  await pages.getByRole('link', { name: 'Calendar' }).click();
  await page.getByRole('heading', { name: 'This page could not be shown.' }).waitFor();
  await pages.getByRole('link', { name: 'Load' }).click();
  await expect.poll(() => page.locator('main h1').textContent()).toMatch(/TSS a week/);
  await pages.getByRole('link', { name: 'Calendar' }).click();
  isBroken = false;
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.locator('.entry').first().waitFor();
  // React tells the console of every page that broke.
  expect(window.complaints.length).toBeGreaterThan(0);
  window.complaints.length = 0;
});
