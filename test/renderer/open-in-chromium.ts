import { afterAll, afterEach, beforeAll, expect, type TestContext } from 'vitest';
import type { AppStatus } from '../../src/shared/app-status.ts';
import { needsDebianPackages } from '../support/debian-packages.ts';
import { isChromiumHere, WindowLab, type OpenOptions, type WindowUnderTest } from './window-lab.ts';

type Open = (
  context: TestContext,
  status: AppStatus,
  options?: OpenOptions,
  arrange?: (window: WindowUnderTest) => void,
) => Promise<WindowUnderTest>;

/**
 * Builds the window once for the tests of a file, and closes what they opened. No test passes whose page had an
 * error, met the content policy or asked for anything outside itself. With `arrange` the first screen is not waited for.
 * `path` is the page in view where the dashboard is shown: `#/connections`.
 */
export function openInChromium(path = ''): Open {
  let lab: WindowLab | undefined;
  let opened: WindowUnderTest[] = [];

  beforeAll(async () => {
    if (isChromiumHere()) lab = await WindowLab.start();
  });
  afterAll(() => lab?.close());
  afterEach(async () => {
    const complaints = opened.flatMap((window) => window.complaints);
    await Promise.all(opened.map((window) => window.close()));
    opened = [];
    expect(complaints).toEqual([]);
  });

  return async (context, status, options, arrange) => {
    needsDebianPackages(context, ['chromium']);
    if (!lab) throw new Error('Chromium is here, yet the window was not built.');
    const window = arrange
      ? await lab.prepare(status, options, arrange, path)
      : await lab.open(status, options, path);
    opened.push(window);
    return window;
  };
}
