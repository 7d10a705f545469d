import { describe, expect, it } from 'vitest';
import { violations } from './axe.ts';
import { demoWindow } from './demo-window.ts';
import type { OpenOptions, WindowUnderTest } from './window-lab.ts';

const { open, app } = demoWindow();

/** From now on the window is answered so about fitness, and truly about all else. */
async function answering(
  window: WindowUnderTest,
  answer: Awaited<ReturnType<ReturnType<typeof app>['answer']>>,
): Promise<void> {
  window.answersFrom((name, request) =>
    name === 'view.performance' ? Promise.resolve(answer) : app().answer(name, request),
  );
  await window.page.reload();
}

describe('without numbers', () => {
  it('says that the history is still loading', async (context) => {
    const window = await open(context, '#/');
    await answering(window, {
      ok: false,
      error: { code: 'still_loading', message: 'The history reaches back to 2026-10-01 so far.' },
    });
    await window.page.getByText('Your history is on its way').waitFor();
    expect(await window.page.getByRole('heading', { level: 1 }).innerText()).toBe(
      'Your fitness is not here yet.',
    );
    expect(await window.text()).toContain('This page fills by itself.');
  });

  it('says what will appear when nothing was done yet', async (context) => {
    const window = await open(context, '#/');
    await answering(window, { ok: true, value: null });
    await window.page.getByText('No completed workout yet').waitFor();
    expect(await window.text()).toContain('after the first workout that has a TSS');
  });

  it('says what failed, and tries again', async (context) => {
    const window = await open(context, '#/');
    await answering(window, {
      ok: false,
      error: { code: 'storage_failed', message: 'The history cannot be read.' },
    });
    await window.page.getByText('The history cannot be read.').waitFor();
    window.answersFrom((name, request) => app().answer(name, request));
    await window.press('Try again');
    await window.page.locator('.tile-fitness').waitFor();
  });
});

const LOOKS: Readonly<Record<string, OpenOptions>> = {
  light: { colorScheme: 'light' },
  dark: { colorScheme: 'dark' },
  'forced colours': { forcedColors: 'active' },
  'more contrast': { contrast: 'more' },
};

it.for(Object.entries(LOOKS))(
  'axe-core finds nothing: %s',
  { timeout: 60_000 },
  async ([, look], context) => {
    const window = await open(context, '#/?whatif=300', look);
    const { page } = window;
    await page.locator('.tile-race').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.locator('.claim').first().click();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /^Model/u }).click();
    expect(await violations(page)).toEqual([]);
    await page.goto(`${page.url().split('#')[0] ?? ''}#/?day=2026-01-10`);
    await page.getByRole('dialog').waitFor();
    expect(await violations(page)).toEqual([]);
  },
);

it.for<[string, OpenOptions]>([
  ['900 by 700', { viewport: { width: 900, height: 700 } }],
  ['text of 200 %', { textScale: 2 }],
  ['zoom of 200 %', { viewport: { width: 450, height: 350 }, deviceScaleFactor: 2 }],
])('nothing is lost: %s', async ([, options], context) => {
  const { page } = await open(context, '#/?whatif=300', options);
  await page.locator('.tile-race').waitFor();
  const found = await page.evaluate(`({
    sideways: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    cut: [...document.querySelectorAll('h1, h2, p, dt, dd, button, summary, .tile-note')]
      .filter((node) => !node.classList.contains('unseen') && !node.closest('.unseen'))
      .filter((node) => node.scrollWidth > node.clientWidth + 1 && getComputedStyle(node).display !== 'inline')
      .map((node) => node.textContent),
    small: [...document.querySelectorAll('.page button, .page summary, .page input, .page select')]
      .filter((node) => node.checkVisibility())
      .filter((node) => node.getBoundingClientRect().height < 28 || node.getBoundingClientRect().width < 28)
      .map((node) => node.outerHTML),
  })`);
  expect(found).toEqual({ sideways: 0, cut: [], small: [] });
});
