import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { chromium, type Browser, type BrowserContextOptions, type Locator, type Page } from 'playwright-core';
import type { AppStatus } from '../../src/shared/app-status.ts';
import type { CallName, Calls, Reply } from '../../src/shared/ipc.ts';
import { builtWindow } from './built-window.ts';

const ORIGIN = 'http://window.test';

const CHROMIUM = '/usr/bin/chromium';

const CHROMIUM_ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
};

/** What the preload script puts on the window, with this test in the place of the main process. */
const FAKE_BRIDGE = `
  const listeners = new Set();
  window.tpTray = {
    call: (name, request) => window.answerCall(name, request),
    on: (name, listener) => {
      const entry = { name, listener };
      listeners.add(entry);
      return () => listeners.delete(entry);
    },
  };
  window.tell = (name, payload) =>
    listeners.forEach((entry) => entry.name === name && entry.listener(payload));
`;

/** Tests that need it say so with `needsDebianPackages`. */
export function isChromiumHere(): boolean {
  return existsSync(CHROMIUM);
}

export interface MadeCall {
  readonly name: CallName;
  readonly request?: unknown;
}

export interface OpenOptions extends Pick<
  BrowserContextOptions,
  'colorScheme' | 'forcedColors' | 'reducedMotion' | 'contrast' | 'locale' | 'viewport' | 'deviceScaleFactor'
> {
  readonly userAgent?: string;
  /** How text is enlarged, as a share of the usual size. */
  readonly textScale?: number;
}

/** The built window in Chromium, and the main process as the test plays it. */
export class WindowUnderTest {
  /** Calls the page made, but for the questions that this test left to the lab. */
  readonly calls: MadeCall[] = [];
  /** What the page must not have: errors, refused content, requests to anywhere else. */
  readonly complaints: string[] = [];
  private source: ((name: CallName, request: unknown) => Promise<Reply<unknown>>) | null = null;
  private readonly answers = new Map<CallName, () => Promise<Reply<unknown>>>();
  private isClosed = false;

  constructor(
    readonly page: Page,
    private status: AppStatus,
    private readonly leave: () => Promise<void>,
  ) {}

  /** Waits for the heading of the first screen. */
  async firstScreen(): Promise<void> {
    // A locator would look again only every half second.
    await this.page.evaluate(`(async () => {
      while (document.querySelector('h1') === null) await new Promise(requestAnimationFrame);
    })()`);
  }

  /** Enlarges all text. @param scale as a share of the usual size */
  async enlargeText(scale: number): Promise<void> {
    await this.page.evaluate(`document.documentElement.style.fontSize = '${String(scale * 100)}%'`);
  }

  async close(): Promise<void> {
    this.isClosed = true;
    await this.leave();
  }

  /** Answers a call with a status from now on, which then is the status of the app. */
  answersWith(name: CallName, status: AppStatus): void {
    this.answers.set(name, () => {
      this.status = status;
      return Promise.resolve({ ok: true, value: status });
    });
  }

  /** Lets a call fail, or lets the test decide when it ends. */
  replies<Name extends CallName>(name: Name, reply: () => Promise<Reply<Calls[Name]['response']>>): void {
    this.answers.set(name, reply);
  }

  /** The main process tells a new status unasked. */
  async tells(status: AppStatus): Promise<void> {
    this.status = status;
    await this.sends('app.status', status);
  }

  /** The main process tells anything unasked; a window that is closed hears nothing. */
  async sends(name: string, payload: unknown): Promise<void> {
    if (this.isClosed) return;
    await this.page.evaluate(`tell(${JSON.stringify(name)}, ${JSON.stringify(payload)})`);
  }

  /** From now on every call is answered by this in the place of the prepared answers. */
  answersFrom(source: (name: CallName, request: unknown) => Promise<Reply<unknown>>): void {
    this.source = source;
  }

  /** Answers one call of the page. */
  async answer(name: CallName, request: unknown): Promise<Reply<unknown>> {
    const answer = this.answers.get(name);
    const question = this.source === null && answer === undefined ? this.answerToQuestion(name) : null;
    if (question !== null) return question;
    if (name !== 'app.status') this.calls.push(request === undefined ? { name } : { name, request });
    if (this.source !== null) return this.source(name, request);
    if (answer) return answer();
    return { ok: true, value: name.startsWith('open.') ? null : this.status };
  }

  /** What pages ask by themselves; null for what the user asks. */
  private answerToQuestion(name: CallName): Reply<unknown> | null {
    if (name === 'app.status') return { ok: true, value: this.status };
    if (name === 'mcp.access') return { ok: true, value: null };
    if (name.startsWith('view.') || name === 'tool.ask')
      return { ok: false, error: { code: 'no_data', message: 'There is no training in this test.' } };
    return null;
  }

  /** One of the three steps of the first run. */
  step(number: 1 | 2 | 3): Locator {
    return this.page.locator('ol.items > li').nth(number - 1);
  }

  press(name: string | RegExp): Promise<void> {
    return this.page.getByRole('button', { name, exact: true }).click();
  }

  /** All text a reader sees, in one line. */
  async text(): Promise<string> {
    return (await this.page.locator('#root').innerText()).replaceAll(/\s+/gu, ' ');
  }

  /** Text of the element that has the focus. */
  focused(): Promise<unknown> {
    return this.page.evaluate('document.activeElement.textContent');
  }
}

/** A page of the browser on which one window after the other is opened: a new page takes longer than most tests. */
class Stage {
  private window: WindowUnderTest | null = null;

  private constructor(private readonly page: Page) {}

  get isFree(): boolean {
    return this.window === null;
  }

  static async build(browser: Browser, folder: string, options: BrowserContextOptions): Promise<Stage> {
    const context = await browser.newContext({
      viewport: { width: 900, height: 760 },
      locale: 'en-GB',
      timezoneId: 'Europe/Berlin',
      colorScheme: 'light',
      ...options,
    });
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    const stage = new Stage(page);
    const complain = (text: string) => stage.window?.complaints.push(text);
    page.on('pageerror', (error) => complain(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complain(message.text());
    });
    await page.exposeFunction('answerCall', (name: CallName, request: unknown) =>
      stage.window?.answer(name, request),
    );
    await page.addInitScript({ content: FAKE_BRIDGE });
    await page.route('**/*', async (route) => {
      const url = new URL(route.request().url());
      const body = url.origin === ORIGIN ? await fileIn(folder, url.pathname) : undefined;
      if (body === undefined) {
        complain(`asked for ${url.href}`);
        return route.abort();
      }
      return route.fulfill({ body, contentType: MEDIA_TYPES[extname(url.pathname)] ?? 'text/plain' });
    });
    await page.clock.setFixedTime(new Date('2026-11-23T08:00:00Z'));
    return stage;
  }

  async open(status: AppStatus, arrange: (window: WindowUnderTest) => void, path = '') {
    const window = new WindowUnderTest(this.page, status, async () => {
      // Going to the address that is in view already would show the window of before.
      await this.page.goto('about:blank');
      await this.page.mouse.move(0, 0);
      this.window = null;
    });
    arrange(window);
    this.window = window;
    await this.page.goto(`${ORIGIN}/index.html${path}`);
    return window;
  }
}

async function fileIn(folder: string, pathname: string): Promise<Buffer | undefined> {
  return readFile(join(folder, normalize(pathname))).catch(() => undefined);
}

/** Opens the window, built as the app ships it, as often as asked. */
export class WindowLab {
  /** Every page that was opened, by its options. */
  private readonly stages = new Map<string, Stage[]>();

  private constructor(
    private readonly folder: string,
    private readonly browser: Browser,
  ) {}

  static async start(): Promise<WindowLab> {
    const folder = await builtWindow();
    const browser = await chromium.launch({ executablePath: CHROMIUM, args: CHROMIUM_ARGUMENTS });
    return new WindowLab(folder, browser);
  }

  /** Opens the window and waits for its first screen. */
  async open(status: AppStatus, options: OpenOptions = {}, path = ''): Promise<WindowUnderTest> {
    const { textScale, ...contextOptions } = options;
    const window = await this.prepare(status, contextOptions, undefined, path);
    await window.firstScreen();
    if (textScale !== undefined) await window.enlargeText(textScale);
    return window;
  }

  /** Opens the window without waiting; `arrange` sets the answers before the first call. */
  async prepare(
    status: AppStatus,
    options: Omit<OpenOptions, 'textScale'> = {},
    arrange: (window: WindowUnderTest) => void = () => undefined,
    path = '',
  ): Promise<WindowUnderTest> {
    return (await this.stage(options)).open(status, arrange, path);
  }

  async close(): Promise<void> {
    await this.browser.close();
  }

  private async stage(options: BrowserContextOptions): Promise<Stage> {
    const key = JSON.stringify(options);
    const alike = this.stages.get(key) ?? [];
    const free = alike.find(({ isFree }) => isFree);
    if (free !== undefined) return free;
    const stage = await Stage.build(this.browser, this.folder, options);
    this.stages.set(key, [...alike, stage]);
    return stage;
  }
}
