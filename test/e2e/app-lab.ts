import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import type { TestContext } from 'vitest';
import { DEMO_PASSWORD, DEMO_USER_NAME } from '../../src/demo/auth.ts';
import { startSimulator, type Simulator } from '../../src/demo/server.ts';
import type { MenuItem } from '../../src/main/menu-item.ts';
import { findItem } from '../../src/main/tray-menu.ts';
import type { TrayState } from '../../src/main/tray-look.ts';
import type { AppStatus } from '../../src/shared/app-status.ts';
import type { Outcome } from '../credentials/private-session.ts';
import { hasDebianPackages, needsDebianPackages } from '../support/debian-packages.ts';
import { DesktopSession, electronExecutable, SESSION_PACKAGES } from './desktop-session.ts';

/** The built app. */
export const APP = fileURLToPath(new URL('../../dist/app/main/index.js', import.meta.url));
const KEYCHAIN_PROGRAM = fileURLToPath(new URL('../credentials/keychain-program.ts', import.meta.url));

/** Long enough for a machine with little to spare; nothing waits this long when all is well. */
const PATIENCE_MILLISECONDS = 30_000;

/** Skips the test where Electron or a part of the desktop is missing, with a reason that says what to do. */
export function needsElectron(context: TestContext): void {
  needsDebianPackages(context, SESSION_PACKAGES);
  context.skip(
    electronExecutable() === null,
    'the Electron distribution is not here: set ELECTRON_OVERRIDE_DIST_PATH, or run node_modules/electron/install.js',
  );
}

/** Whether the app can be started here; the tests themselves say what is missing. */
export function canStart(): boolean {
  return process.platform === 'linux' && hasDebianPackages(SESSION_PACKAGES) && electronExecutable() !== null;
}

/** The app on a desktop of its own, with a simulated TrainingPeaks. */
export class AppLab {
  #app: ElectronApplication | null = null;

  private constructor(
    readonly session: DesktopSession,
    readonly simulator: Simulator,
  ) {}

  /** `workouts` are those of the account, in the wire format; without them it is the synthetic athlete's. */
  static async start({
    tray = true,
    workouts,
  }: { tray?: boolean; workouts?: readonly unknown[] } = {}): Promise<AppLab> {
    const simulator = await startSimulator(workouts === undefined ? {} : { workouts });
    return new AppLab(await DesktopSession.start({ tray }), simulator);
  }

  get home(): string {
    return this.session.home;
  }

  get dataFolder(): string {
    return join(this.home, '.local', 'share', 'tp-tray');
  }

  /** The folder that stands for Claude Desktop's. */
  get claudeFolder(): string {
    return join(this.home, '.config', 'Claude');
  }

  get app(): ElectronApplication {
    if (this.#app === null) throw new Error('The app is not running.');
    return this.#app;
  }

  environment(): Record<string, string> {
    return this.session.environment({
      TP_TRAY_TEST: '1',
      TP_API_URL: this.simulator.apiUrl,
      TP_HOME_URL: this.simulator.homeUrl,
      TP_ANALYSIS_URL: this.simulator.analysisUrl,
    });
  }

  async launch(parameters: readonly string[] = []): Promise<void> {
    mkdirSync(this.claudeFolder, { recursive: true });
    this.#app = await _electron.launch({
      executablePath: electronExecutable() ?? '',
      args: ['--no-sandbox', APP, ...parameters],
      env: this.environment(),
    });
    await this.poll(
      () => this.app.evaluate(() => globalThis.tpTrayTest !== undefined),
      (ready) => ready,
    );
  }

  /** Starts the app once more beside the running one, and waits for the end of that second process. */
  async launchAgain(parameters: readonly string[] = []): Promise<number | null> {
    const second = spawn(electronExecutable() ?? '', ['--no-sandbox', APP, ...parameters], {
      env: this.environment(),
      stdio: 'ignore',
    });
    return new Promise((resolve, reject) => {
      second.once('error', reject);
      second.once('exit', resolve);
    });
  }

  /** Quits by the menu and waits until the process is gone. */
  async quit(): Promise<void> {
    const app = this.app;
    const closed = app.waitForEvent('close');
    await this.invoke('quit');
    await closed;
    this.#app = null;
  }

  async close(): Promise<void> {
    await this.#app?.close();
    await this.simulator.close();
    await this.session.close();
  }

  /** The app's own window, when its page is there. */
  async window(): Promise<Page> {
    const page = await this.#page((url) => url.startsWith('tp-tray:'));
    await page.waitForLoadState();
    return page;
  }

  /** The window with TrainingPeaks' login page. */
  async loginPage(): Promise<Page> {
    const page = await this.#page((url) => url.startsWith(`${this.simulator.homeUrl}/login`));
    await page.waitForSelector('#Password');
    return page;
  }

  /** Types into the login page as an athlete does, and sends it. */
  async logIn(page: Page, password = DEMO_PASSWORD): Promise<void> {
    await page.fill('#Username', DEMO_USER_NAME);
    await page.fill('#Password', password);
    await page.click('button[type=submit]');
  }

  /** Signs in by the tray menu and waits until the history is loaded. */
  async signIn(): Promise<void> {
    await this.invoke('sign-in');
    await this.logIn(await this.loginPage());
    await this.until(
      ({ session, sync }) => session.state === 'valid' && session.signIn === null && sync.state === 'idle',
    );
  }

  /** Calls the main process from the page of the app's window, as the page does. */
  async call(name: string, request?: unknown): Promise<unknown> {
    const page = await this.window();
    const words = [name, request].filter((word) => word !== undefined).map((word) => JSON.stringify(word));
    return page.evaluate(`window.tpTray.call(${words.join(', ')})`);
  }

  /** Ends whatever sign-in or session there is. */
  async signOut(): Promise<void> {
    for (const page of this.app.windows())
      if (page.url().startsWith(this.simulator.homeUrl)) await page.close();
    await this.until(({ session }) => session.state !== 'checking' && session.signIn === null);
    await this.invoke('open-dashboard');
    await this.call('session.signOut');
    await this.until(({ session }) => session.state === 'signed_out');
  }

  status(): Promise<AppStatus> {
    return asked(() =>
      this.app.evaluate(() => {
        if (globalThis.tpTrayTest === undefined) throw new Error('The app offers nothing to tests.');
        return globalThis.tpTrayTest.status();
      }),
    );
  }

  /** Waits for a status. */
  until(isWanted: (status: AppStatus) => boolean): Promise<AppStatus> {
    return this.poll(() => this.status(), isWanted);
  }

  async menuItem(id: string): Promise<MenuItem | null> {
    return findItem(await asked(() => this.app.evaluate(() => globalThis.tpTrayTest?.menu() ?? [])), id);
  }

  trayState(): Promise<TrayState | undefined> {
    return asked(() => this.app.evaluate(() => globalThis.tpTrayTest?.trayState()));
  }

  /** Invokes an item of the tray menu once it is enabled. */
  async invoke(id: string): Promise<void> {
    await this.poll(
      () => this.app.evaluate((_electron, wanted) => globalThis.tpTrayTest?.invoke(wanted) ?? false, id),
      (invoked) => invoked,
    );
  }

  /** What the keychain of this desktop holds. */
  async keychainContent(): Promise<unknown> {
    const child = spawn(
      process.execPath,
      ['--experimental-transform-types', '--no-warnings', KEYCHAIN_PROGRAM],
      { env: this.session.environment(), stdio: ['pipe', 'pipe', 'inherit'] },
    );
    child.stdin.end(JSON.stringify({ steps: [{ call: 'read' }], options: {} }));
    const [outcome] = JSON.parse(await text(child.stdout)) as Outcome[];
    return outcome !== undefined && 'value' in outcome ? outcome.value : outcome;
  }

  /** The files under the home folder that hold one of the texts, in any of the encodings a program may use. */
  filesThatHold(secrets: readonly string[]): string[] {
    const needles = secrets.flatMap((secret) => [Buffer.from(secret), Buffer.from(secret, 'utf16le')]);
    return readdirSync(this.home, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((file) => {
        const content = readFileSync(file);
        return needles.some((needle) => content.includes(needle));
      });
  }

  /** Asks again and again until the answer is the wanted one; fails with the last answer. */
  async poll<T>(ask: () => Promise<T>, isWanted: (answer: T) => boolean): Promise<T> {
    const deadline = performance.now() + PATIENCE_MILLISECONDS;
    for (;;) {
      const answer = await asked(ask);
      if (isWanted(answer)) return answer;
      if (performance.now() > deadline) throw new Error(`Still ${JSON.stringify(answer, null, 2)}`);
      await wait(100);
    }
  }

  #page(isWanted: (url: string) => boolean): Promise<Page> {
    return this.poll(
      () => Promise.resolve(this.app.windows().find((page) => isWanted(page.url()))),
      (page) => page !== undefined,
    ).then((page) => {
      if (page === undefined) throw new Error('There is no such window.');
      return page;
    });
  }
}

const MOST_QUESTIONS = 20;

/** Asks again when the debugger lost the answer: it holds the promise of an evaluation only weakly. */
async function asked<T>(ask: () => Promise<T>, question = 1): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    const isLost = error instanceof Error && error.message.includes('garbage collected');
    if (isLost && question < MOST_QUESTIONS) return asked(ask, question + 1);
    throw error;
  }
}
