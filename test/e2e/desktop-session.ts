import { execFile, spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { busConfiguration } from '../credentials/private-session.ts';

const run = promisify(execFile);

const WATCHER = 'org.kde.StatusNotifierWatcher';
const NOTIFICATIONS = 'org.freedesktop.Notifications';
const WATCHER_TEMPLATE = fileURLToPath(new URL('status-notifier-watcher.py', import.meta.url));
/** Debian's own Python, to which its package python3-dbusmock belongs. */
export const PYTHON = '/usr/bin/python3';

/** The Debian packages that such a session is made of. */
export const SESSION_PACKAGES = [
  'dbus',
  'gnome-keyring',
  'libglib2.0-bin',
  'libsecret-1-0',
  'python3-dbusmock',
  'xvfb',
];

/** A desktop of its own: a home folder, a screen, a session bus with an unlocked keyring, and a tray if wanted. */
export class DesktopSession {
  readonly home = mkdtempSync(join(tmpdir(), 'desktop-'));
  readonly #children: ChildProcess[] = [];
  #variables: Readonly<Record<string, string>> = {};

  static async start({ tray }: { tray: boolean }): Promise<DesktopSession> {
    const session = new DesktopSession();
    const busFolder = join(session.home, 'run');
    mkdirSync(busFolder, { mode: 0o700 });
    const configuration = join(busFolder, 'bus.conf');
    writeFileSync(configuration, busConfiguration(join(busFolder, 'bus')));
    const address = await session.#firstLine('dbus-daemon', [
      `--config-file=${configuration}`,
      '--nofork',
      '--print-address=3',
    ]);
    session.#variables = { DBUS_SESSION_BUS_ADDRESS: address };
    const display = await session.#firstLine('Xvfb', [
      '-displayfd',
      '3',
      '-screen',
      '0',
      '1280x1024x24',
      '-nolisten',
      'tcp',
    ]);
    session.#variables = { ...session.#variables, DISPLAY: `:${display}` };
    const keyring = session.#spawn(
      'gnome-keyring-daemon',
      ['--unlock', '--components=secrets', '--foreground'],
      ['pipe', 'ignore', 'ignore'],
    );
    keyring.stdin?.end('a password');
    await session.#owned('org.freedesktop.secrets');
    if (tray) await session.showTray();
    return session;
  }

  /** Adds a tray to a desktop that has none. */
  async showTray(): Promise<void> {
    await this.#standIn(WATCHER_TEMPLATE, WATCHER);
  }

  /** Adds somebody who shows notifications. */
  async showNotifications(): Promise<void> {
    await this.#standIn('notification_daemon', NOTIFICATIONS);
  }

  /** The notifications shown so far, in the notation of `gdbus`. */
  notifications(): Promise<string> {
    return this.#call(
      NOTIFICATIONS,
      '/org/freedesktop/Notifications',
      'org.freedesktop.DBus.Mock.GetMethodCalls',
      ['Notify'],
    );
  }

  /** The environment of a program on this desktop. */
  environment(more: Readonly<Record<string, string>> = {}): Record<string, string> {
    return {
      HOME: this.home,
      PATH: process.env['PATH'] ?? '',
      USER: 'athlete',
      LOGNAME: 'athlete',
      SHELL: '/bin/sh',
      LANG: 'C.UTF-8',
      ...this.#variables,
      ...more,
    };
  }

  /** The icons that the tray knows, as `name-on-the-bus` or `name-on-the-bus/path`. */
  async trayItems(): Promise<string[]> {
    const reply = await this.#call(WATCHER, '/StatusNotifierWatcher', 'org.freedesktop.DBus.Properties.Get', [
      WATCHER,
      'RegisteredStatusNotifierItems',
    ]);
    return Array.from(reply.matchAll(/'([^']+)'/g), ([, item]) => item ?? '');
  }

  /** The menu of the icon as a desktop reads it, in the notation of `gdbus`. */
  async trayMenu(): Promise<string> {
    const [name, path] = await this.#trayMenuAddress();
    return this.#call(name, path, 'com.canonical.dbusmenu.GetLayout', [
      'int32 0',
      'int32 -1',
      "['label', 'enabled']",
    ]);
  }

  /** The picture of the icon as a desktop reads it, in the notation of `gdbus`. */
  async trayPicture(): Promise<string> {
    const [name, path] = await this.#trayItemAddress();
    return this.#call(name, path, 'org.freedesktop.DBus.Properties.Get', [
      'org.kde.StatusNotifierItem',
      'IconPixmap',
    ]);
  }

  /** Clicks an item of the icon's menu as a desktop does; false when there is none with this label. */
  async clickInTrayMenu(label: string): Promise<boolean> {
    const item = Array.from((await this.trayMenu()).matchAll(/\((\d+), \{([^}]*)\}/g)).find(
      ([, , properties]) => properties?.includes(`'label': <'${label}'>`),
    );
    if (item?.[1] === undefined) return false;
    const [name, path] = await this.#trayMenuAddress();
    await this.#call(name, path, 'com.canonical.dbusmenu.Event', [
      `int32 ${item[1]}`,
      "'clicked'",
      "<''>",
      'uint32 0',
    ]);
    return true;
  }

  async close(): Promise<void> {
    for (const child of this.#children.reverse()) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    }
    rmSync(this.home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }

  async #trayItemAddress(): Promise<[name: string, path: string]> {
    const [item = ''] = await this.trayItems();
    const slash = item.indexOf('/');
    return slash === -1 ? [item, '/StatusNotifierItem'] : [item.slice(0, slash), item.slice(slash)];
  }

  async #trayMenuAddress(): Promise<[name: string, path: string]> {
    const [name, path] = await this.#trayItemAddress();
    const menu = await this.#call(name, path, 'org.freedesktop.DBus.Properties.Get', [
      'org.kde.StatusNotifierItem',
      'Menu',
    ]);
    return [name, /objectpath '([^']+)'/.exec(menu)?.[1] ?? ''];
  }

  #spawn(program: string, parameters: readonly string[], stdio: StdioOptions): ChildProcess {
    const child = spawn(program, parameters, { env: this.environment(), stdio });
    this.#children.push(child);
    return child;
  }

  /** Starts a stand-in for a part of the desktop, by its template for python-dbusmock. */
  async #standIn(template: string, name: string): Promise<void> {
    this.#spawn(PYTHON, ['-m', 'dbusmock', '--session', '--template', template], 'ignore');
    await this.#owned(name);
  }

  /** Starts a program that reports on descriptor 3 where it can be reached. */
  async #firstLine(program: string, parameters: readonly string[]): Promise<string> {
    const child = this.#spawn(program, parameters, ['ignore', 'ignore', 'ignore', 'pipe']);
    const lines = createInterface({ input: child.stdio[3] as Readable });
    const [line] = (await once(lines, 'line')) as [string];
    return line;
  }

  async #owned(name: string): Promise<void> {
    await this.#call('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus.GetId', []);
    await run('gdbus', ['wait', '--session', '--timeout', '20', name], { env: this.environment() });
  }

  async #call(
    destination: string,
    path: string,
    method: string,
    parameters: readonly string[],
  ): Promise<string> {
    const { stdout } = await run(
      'gdbus',
      ['call', '--session', '--dest', destination, '--object-path', path, '--method', method, ...parameters],
      { env: this.environment() },
    );
    return stdout;
  }
}

/** The executable of Electron that tests run, or null when none is here: it is not part of its npm package. */
export function electronExecutable(): string | null {
  const folder =
    process.env['ELECTRON_OVERRIDE_DIST_PATH'] ??
    fileURLToPath(new URL('../../node_modules/electron/dist', import.meta.url));
  const executable = join(folder, 'electron');
  return existsSync(executable) ? executable : null;
}
