import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { chromium, type Browser, type Page } from 'playwright-core';
import { onTestFinished, type TestContext } from 'vitest';
import { needsElectron } from '../e2e/app-lab.ts';
import { DesktopSession } from '../e2e/desktop-session.ts';
import type { Entry } from './entry.ts';

const PATIENCE_MILLISECONDS = 30_000;

/** What electron-builder has packaged for Linux. */
export interface PackagedApp {
  readonly folder: string;
  readonly executable: string;
  readonly resources: string;
  /** What AI clients start, in Node mode of the executable. */
  readonly connector: string;
}

export function packagedIn(folder: string): PackagedApp {
  const resources = join(folder, 'resources');
  return {
    folder,
    executable: join(folder, 'tp-tray'),
    resources,
    connector: join(resources, 'cli.js'),
  };
}

/** The packaged executable on a desktop of its own. Its fuses let no debugger of Node in, so only what a user sees is seen. */
export class PackagedLab {
  #process: ChildProcess | null = null;
  #browser: Browser | null = null;

  private constructor(
    readonly session: DesktopSession,
    private readonly app: PackagedApp,
  ) {}

  static async start(app: PackagedApp): Promise<PackagedLab> {
    return new PackagedLab(await DesktopSession.start({ tray: true }), app);
  }

  get dataFolder(): string {
    return join(this.session.home, '.local/share/tp-tray');
  }

  get #claudeConfiguration(): string {
    return join(this.session.home, '.config/Claude/claude_desktop_config.json');
  }

  /** Puts a Claude Desktop on this desktop, as far as it can be seen: its folder and its configuration. */
  installClaude(mcpServers: Readonly<Record<string, Entry>> = {}): void {
    mkdirSync(dirname(this.#claudeConfiguration), { recursive: true });
    writeFileSync(this.#claudeConfiguration, JSON.stringify({ mcpServers }));
  }

  /** The servers that Claude Desktop would start. */
  claudeServers(): Readonly<Record<string, Entry>> {
    const text = readFileSync(this.#claudeConfiguration, 'utf8');
    return (JSON.parse(text) as { readonly mcpServers: Record<string, Entry> }).mcpServers;
  }

  /** Starts the executable and attaches to its window by Chromium's own debugging port. */
  async launch(variables: Readonly<Record<string, string>> = {}): Promise<Page> {
    const child = spawn(this.app.executable, ['--no-sandbox', '--remote-debugging-port=0'], {
      env: this.session.environment(variables),
      cwd: this.session.home,
      stdio: 'ignore',
    });
    this.#process = child;
    const portFile = join(this.dataFolder, 'electron/DevToolsActivePort');
    await poll(() => existsSync(portFile) && readFileSync(portFile, 'utf8').includes('\n'));
    const [port = ''] = readFileSync(portFile, 'utf8').split('\n');
    const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
    this.#browser = browser;
    const pages = () => browser.contexts().flatMap((context) => context.pages());
    return poll(() => pages().find((page) => page.url().startsWith('tp-tray:')));
  }

  /** Clicks an item of the tray menu, once it is there. */
  async click(label: string): Promise<void> {
    await poll(() => this.session.clickInTrayMenu(label));
  }

  /** Waits until the tray menu has a text. */
  async untilMenuSays(text: string): Promise<void> {
    await poll(async () => (await this.session.trayMenu()).includes(text));
  }

  /** Runs a command of the connector in Node mode on this desktop; gives its exit status. */
  async runConnector(words: readonly string[]): Promise<number | null> {
    const child = spawn(this.app.executable, [this.app.connector, ...words], {
      env: this.session.environment({ ELECTRON_RUN_AS_NODE: '1' }),
      stdio: 'ignore',
    });
    const [status] = (await once(child, 'exit')) as [number | null];
    return status;
  }

  /** Waits for the end of the process; gives its exit status. */
  async ended(): Promise<number | null> {
    const child = this.#process;
    if (child === null) throw new Error('The app was not started.');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    return child.exitCode;
  }

  async close(): Promise<void> {
    await this.#browser?.close();
    this.#process?.kill('SIGKILL');
    if (this.#process !== null) await this.ended();
    await this.session.close();
  }
}

/** The app on a desktop that ends with the test. @param app may be made when it is sure that the test can run */
export async function startLab(
  context: TestContext,
  app: PackagedApp | (() => PackagedApp),
): Promise<PackagedLab> {
  needsElectron(context);
  const lab = await PackagedLab.start(typeof app === 'function' ? app() : app);
  onTestFinished(() => lab.close());
  return lab;
}

/** Asks again and again until there is an answer that is neither false nor undefined. */
export async function poll<T>(ask: () => T | Promise<T>): Promise<Exclude<T, false | undefined>> {
  const deadline = performance.now() + PATIENCE_MILLISECONDS;
  for (;;) {
    const answer = await ask();
    if (answer !== false && answer !== undefined) return answer as Exclude<T, false | undefined>;
    if (performance.now() > deadline) throw new Error(`Waited in vain for ${ask.toString()}`);
    await wait(100);
  }
}
