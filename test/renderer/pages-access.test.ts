import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { violations } from './axe.ts';
import { demoWindow } from './demo-window.ts';
import type { OpenOptions } from './window-lab.ts';

const { open } = demoWindow();

const PAGES = [
  '#/',
  '#/load',
  '#/intensity',
  '#/peaks',
  '#/workouts',
  '#/calendar',
  '#/connections',
  '#/activity',
  '#/settings',
];

const LOOKS: Readonly<Record<string, OpenOptions>> = {
  light: { colorScheme: 'light' },
  dark: { colorScheme: 'dark' },
  'forced colours': { forcedColors: 'active' },
  'more contrast': { contrast: 'more' },
  'more contrast, dark': { contrast: 'more', colorScheme: 'dark' },
};

/** Goes to a page and waits until nothing on it is being computed. */
async function goTo(page: Page, path: string): Promise<void> {
  await page.evaluate(`location.hash = '${path}'`);
  await page.locator(`nav [aria-current=page][href="${path}"]`).waitFor();
  await settled(page);
}

async function settled(page: Page): Promise<void> {
  await page.locator('main h1').waitFor();
  await expect.poll(() => page.locator('[aria-busy=true]').count(), { timeout: 10_000 }).toBe(0);
}

describe('axe-core finds nothing on any page', () => {
  it.for(Object.entries(LOOKS))('%s', { timeout: 120_000 }, async ([, look], context) => {
    const { page } = await open(context, '#/', look);
    for (const path of PAGES) {
      await goTo(page, path);
      await page.evaluate("document.querySelectorAll('main details').forEach((one) => (one.open = true))");
      expect({ path, violations: await violations(page) }).toEqual({ path, violations: [] });
    }
    await goTo(page, '#/workouts');
    await page.locator('a[href*="#/workouts/"]').first().click();
    await settled(page);
    expect(await violations(page)).toEqual([]);
  });
});

describe('no page is cut off or scrolls sideways', () => {
  it.for([
    ['a narrow window', { viewport: { width: 480, height: 700 } }],
    ['text at 200 %', { viewport: { width: 1000, height: 700 }, textScale: 2 }],
  ] as const)('%s', { timeout: 60_000 }, async ([, look], context) => {
    const { page } = await open(context, '#/', look);
    for (const path of PAGES) {
      await goTo(page, path);
      const overhang = await page.evaluate<number>(
        'Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)',
      );
      expect({ path, overhang }).toEqual({ path, overhang: 0 });
    }
  });
});
