import { expect, test } from 'vitest';
import { violations } from './axe.ts';
import { demoWindow } from './demo-window.ts';

const { open } = demoWindow();

/** What the bridge of a browser has beside that of the app. */
const REACH = `window.tpTray.onReach = (listener) => {
  window.tellReach = listener;
  listener(true);
  return () => undefined;
}`;

test('a window whose TP Tray is gone says so in the place of older news, and takes it back', async (context) => {
  const window = await open(context, '#/load');
  const { page } = window;
  await page.addInitScript(REACH);
  await page.reload();
  await window.firstScreen();
  const standing = page.getByRole('list', { name: 'How things stand' });
  await standing.waitFor();
  const before = await standing.innerText();
  expect(await page.getByRole('alert').count()).toBe(0);
  await page.evaluate('tellReach(false)');
  await page.getByRole('alert').getByText('TP Tray cannot be reached.').waitFor();
  expect(await standing.innerText()).toBe('TP Tray cannot be reached');
  expect(await page.locator('main').innerText()).toContain('The numbers below no longer change.');
  expect(await violations(page)).toEqual([]);
  await page.evaluate('tellReach(true)');
  await expect.poll(() => page.getByRole('alert').count()).toBe(0);
  expect(await standing.innerText()).toBe(before);
});
