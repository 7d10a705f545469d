import { expect, test } from 'vitest';
import { demoWindow } from './demo-window.ts';

const { open, app } = demoWindow();

const PAGES = ['/load', '/intensity', '/peaks', '/workouts', '/calendar', '/'];

/** What the browser itself counts as jumps, each weighed by how much of the view moved how far. */
const WATCH_SHIFTS = `
  window.shifted = 0;
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) window.shifted += value;
  }).observe({ type: 'layout-shift' });
`;

test.for([1180, 900, 480])(
  'nothing jumps when a page and its data arrive, %d pixels wide',
  { timeout: 90_000 },
  async (width, context) => {
    const { page } = await open(context, '#/settings', { viewport: { width, height: 800 } });
    await page.evaluate(WATCH_SHIFTS);
    for (const path of PAGES) {
      await page.evaluate(`window.shifted = 0; location.hash = '#${path}'`);
      await page.locator('.view').first().waitFor();
      await page.waitForTimeout(500);
      // The comparison of peaks is another, longer read: its column widens the table when it comes.
      const limit = path === '/peaks' ? 0.05 : 0.02;
      expect(await page.evaluate<number>('window.shifted'), path).toBeLessThan(limit);
    }
  },
);

test.for([
  ['/load', 1180],
  ['/load', 900],
  ['/load', 480],
  ['/intensity', 1180],
  ['/intensity', 480],
] as const)(
  '%s, %d pixels wide: controls and content stand where they stood before the data',
  async ([path, width], context) => {
    const window = await open(context, '#/settings', { viewport: { width, height: 800 } });
    const { page } = window;
    const { answer } = app();
    let arrive: () => void = () => undefined;
    const arrival = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    window.answersFrom(async (name, request) => {
      if (name === 'view.load' || name === 'tool.ask') await arrival;
      return answer(name, request);
    });
    await page.evaluate(`location.hash = '#${path}'`);
    const placeOf = async (selector: string) => {
      const box = await page.locator(selector).boundingBox();
      return [box?.x, box?.y];
    };
    await page.locator('.view-waiting').waitFor();
    const before = [await placeOf('.page-controls'), await placeOf('.view-waiting')];
    arrive();
    await page.locator('.view').waitFor();
    expect([await placeOf('.page-controls'), await placeOf('.view')]).toEqual(before);
  },
);

test('a scrollbar that comes and goes moves nothing sideways', async (context) => {
  const { page } = await open(context, '#/settings');
  expect(await page.evaluate('getComputedStyle(document.documentElement).scrollbarGutter')).toBe('stable');
});
