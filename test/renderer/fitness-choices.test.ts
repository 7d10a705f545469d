import { expect, test } from 'vitest';
import { demoWindow } from './demo-window.ts';

const { open } = demoWindow();

test('a change made while the address is being written is kept', async (context) => {
  const { page } = await open(context, '#/');
  const slider = page.getByRole('slider', { name: 'What if' });
  await slider.waitFor();
  await page.evaluate(`{
    const write = history.replaceState;
    history.replaceState = (...address) => {
      history.replaceState = write;
      write.apply(history, address);
      const slider = document.querySelector('.what-if input[type=range]');
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(slider, '200');
      slider.dispatchEvent(new Event('input', { bubbles: true }));
    };
  }`);
  await slider.fill('100');
  await expect.poll(() => page.url()).toContain('whatif=200');
  expect(await slider.inputValue()).toBe('200');
});

test('a sport that was never done is no choice', async (context) => {
  const { page } = await open(context, '#/?sport=999');
  const sport = page.getByRole('combobox', { name: 'Sport' });
  await sport.waitFor();
  expect(await sport.locator('option:checked').innerText()).toBe('All sports');
  expect(await page.locator('.page-sub').innerText()).toContain('all sports');
  await sport.selectOption('Run');
  await expect.poll(() => page.locator('.page-sub').innerText()).toContain('Run only');
  await expect.poll(() => page.url()).toContain('sport=3');
});

test('the address that the user goes to is the one that counts', async (context) => {
  const { page } = await open(context, '#/?period=6w');
  const checked = page.locator('.segmented input:checked + span');
  await checked.first().waitFor();
  await expect.poll(() => checked.first().innerText()).toBe('6 w');
  await page.getByRole('radio', { name: '3 m' }).check();
  await expect.poll(() => page.url()).toContain('period=3m');
  await page.evaluate(`location.hash = '#/?period=6m'`);
  await expect.poll(() => checked.first().innerText()).toBe('6 m');
  await page.goBack();
  await expect.poll(() => checked.first().innerText()).toBe('3 m');
  await page.reload();
  await checked.first().waitFor();
  await expect.poll(() => checked.first().innerText()).toBe('3 m');
});
