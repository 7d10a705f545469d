import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';

const CHROMIUM = '/usr/bin/chromium';
const ORIGIN = 'http://window.bench';
const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
};

/**
 * In the page: `timed(act, isDone)` does something at the beginning of a frame and answers with the milliseconds until
 * the first frame was painted in which `isDone()`.
 */
const CLOCK = `
  window.timed = (act, isDone) => new Promise((tell) => requestAnimationFrame(() => {
    const start = performance.now();
    act();
    const afterPaint = () => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => isDone() ? tell(performance.now() - start) : requestAnimationFrame(afterPaint);
      port2.postMessage(0);
    };
    afterPaint();
  }));
`;

export function startBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
  });
}

/** A page of its own, with nothing compiled or drawn before. `script` runs in it before anything else. */
export async function openPage(
  browser: Browser,
  folder: string,
  path: string,
  script: string,
): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1180, height: 800 }, locale: 'en-GB' });
  const page = await context.newPage();
  await page.addInitScript({ content: `${CLOCK}\n${script}` });
  await page.route('**/*', async (route) => {
    const { pathname } = new URL(route.request().url());
    const body = await readFile(join(folder, normalize(pathname))).catch(() => undefined);
    if (body === undefined) return route.abort();
    return route.fulfill({ body, contentType: MEDIA_TYPES[extname(pathname)] ?? 'text/plain' });
  });
  await page.goto(`${ORIGIN}/${path}`);
  return page;
}
