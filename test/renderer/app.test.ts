import { describe, expect, it } from 'vitest';
import type { AppStatus } from '../../src/shared/app-status.ts';
import { openInChromium } from './open-in-chromium.ts';
import { FRESH, NO_HISTORY, READY, SIGNED_OUT } from './statuses.ts';

const open = openInChromium();

describe('before anything is known', () => {
  const STARTING: AppStatus = {
    ...FRESH,
    session: { ...SIGNED_OUT, state: 'checking' },
    sync: NO_HISTORY,
    clients: [],
  };

  it('shows neither set-up nor dashboard until it knows which', async (context) => {
    const window = await open(context, STARTING, undefined, () => undefined);
    await window.page.getByRole('status').waitFor({ state: 'attached' });
    expect(await window.page.getByRole('heading').count()).toBe(0);
    await window.tells(FRESH);
    await window.page.getByRole('heading', { name: 'Ask Claude about your training' }).waitFor();
  });

  it('no status at all: says so, offers the logs, and comes back', async (context) => {
    const window = await open(context, READY, undefined, (prepared) =>
      prepared.replies('app.status', () =>
        Promise.resolve({
          ok: false,
          error: { code: 'internal', message: 'The main process is not ready.' },
        }),
      ),
    );
    await window.page.getByRole('heading', { name: 'Something went wrong inside TP Tray' }).waitFor();
    expect(await window.page.getByRole('alert').innerText()).toBe('The main process is not ready.');
    await window.press('Open logs');
    window.answersWith('app.status', READY);
    await window.press('Try again');
    await window.page.getByRole('navigation').waitFor();
  });
});

describe('the demo', () => {
  const DEMO: AppStatus = { ...READY, demo: true };

  it('is marked, and has a way out', async (context) => {
    const window = await open(context, DEMO);
    expect(await window.text()).toContain('Demo athlete. None of these numbers are yours.');
    expect(await window.page.title()).toBe('TP Tray (demo)');
    window.answersWith('demo.show', FRESH);
    await window.press('Leave the demo');
    await window.page.getByRole('heading', { name: 'Ask Claude about your training' }).waitFor();
    expect(await window.page.title()).toBe('TP Tray');
    expect(window.calls).toEqual([{ name: 'demo.show', request: { enabled: false } }]);
  });

  it('covers nothing of the page', async (context) => {
    const window = await open(context, DEMO, { viewport: { width: 1180, height: 700 } });
    const box = async (of: string) =>
      (await window.page.locator(of).first().boundingBox()) ?? { y: 0, height: 0 };
    await expect.poll(async () => (await box('.side')).y).toBeGreaterThan(40);
    for (const page of ['Load', 'Connections']) {
      await window.page.getByRole('link', { name: page }).click();
      await window.page.getByRole('heading', { level: 1 }).waitFor();
      const banner = await box('.demo');
      const [brand, standing, heading] = [await box('.brand'), await box('.standing'), await box('h1')];
      expect(brand.y).toBeGreaterThanOrEqual(banner.height);
      expect(heading.y).toBeGreaterThanOrEqual(banner.height);
      expect(standing.y + standing.height).toBeLessThanOrEqual(700);
    }
  });

  it('returns to the page it was started from', async (context) => {
    const window = await open(context, FRESH);
    await window.tells(DEMO);
    await window.page.getByText('Demo athlete.').waitFor();
    await window.tells({ ...FRESH, session: { ...SIGNED_OUT, state: 'checking' } });
    await window.page.getByRole('heading', { name: 'Ask Claude about your training' }).waitFor();
  });
});
