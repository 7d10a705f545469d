import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { autostartFile } from '../app/autostart-file.ts';
import { AppError } from '../shared/errors.ts';
import type { Log } from '../shared/log.ts';

/** Tells a start by the system from one by the user: the window stays closed. */
export const HIDDEN_FLAG = '--hidden';

export interface StartAtLogin {
  /** Null where nothing can be registered: a program that is not installed has no lasting path. */
  read(): boolean | null;
  /** @throws AppError `storage_failed` */
  write(enabled: boolean): void;
  /** Lets an entry whose program was moved start this one. Never fails: what stands in the way is logged. */
  renew(): void;
}

/** The system's own register of macOS and Windows, as Electron gives it. */
export interface LoginItems {
  getLoginItemSettings(options: { args: string[] }): { openAtLogin: boolean };
  setLoginItemSettings(settings: { openAtLogin: boolean; args: string[] }): void;
}

export interface LoginFacts {
  readonly platform: NodeJS.Platform;
  readonly isPackaged: boolean;
  readonly executable: string;
  /** Path of the AppImage this program runs from; its executable has another path at every start. */
  readonly appImage: string | undefined;
  readonly home: string;
  readonly configFolder: string | undefined;
}

/** Starts the program with the user's session, by the means of the platform. */
export function createStartAtLogin(facts: LoginFacts, loginItems: LoginItems, log: Log): StartAtLogin {
  if (!facts.isPackaged) return { read: () => null, write: () => undefined, renew: () => undefined };
  return facts.platform === 'linux' ? autostartEntry(facts, log) : systemRegister(loginItems);
}

function systemRegister(loginItems: LoginItems): StartAtLogin {
  const args = [HIDDEN_FLAG];
  return {
    read: () => loginItems.getLoginItemSettings({ args }).openAtLogin,
    write: (openAtLogin) => loginItems.setLoginItemSettings({ openAtLogin, args }),
    // The system asks about the program that runs, and an installer does not move it.
    renew: () => undefined,
  };
}

function autostartEntry(facts: LoginFacts, log: Log): StartAtLogin {
  const file = autostartFile(facts.home, facts.configFolder);
  const program = facts.appImage ?? facts.executable;
  const lostProgram = (entry: string) => {
    const started = programOf(entry);
    return started !== null && started !== program && !existsSync(started);
  };
  const write = (enabled: boolean) => {
    try {
      if (!enabled) {
        rmSync(file, { force: true });
        return;
      }
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, desktopEntry(program));
    } catch (cause) {
      throw new AppError('storage_failed', `The autostart entry ${file} could not be changed.`, { cause });
    }
  };
  return {
    read() {
      const entry = readIfThere(file);
      return isActive(entry) && !lostProgram(entry);
    },
    write,
    renew() {
      const entry = readIfThere(file);
      if (!isActive(entry) || !lostProgram(entry)) return;
      try {
        write(true);
        log.info('"Start at login" starts the program at its new place');
      } catch (error) {
        log.error('"Start at login" does not start the program at its new place', error);
      }
    },
  };
}

/** The text of the autostart entry of a program. */
export function desktopEntry(program: string): string {
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Name=TP Tray',
    'Comment=TrainingPeaks in the system tray and in Claude',
    `Exec=${quotedForExec(program)} ${HIDDEN_FLAG}`,
    'Icon=tp-tray',
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n');
}

/**
 * Quotes an argument for `Exec`: in double quotes, with a backslash before the four special characters; every
 * backslash doubled once more for the string that holds it, every percent sign for the field codes.
 * https://specifications.freedesktop.org/desktop-entry-spec/latest/exec-variables.html
 */
export function quotedForExec(argument: string): string {
  const quoted = `"${argument.replace(/["`$\\]/g, '\\$&')}"`;
  return quoted.replaceAll('\\', '\\\\').replaceAll('%', '%%');
}

/** The program that an entry of ours starts; null when somebody wrote another command into it. */
export function programOf(entry: string): string | null {
  const quoted = /^Exec="(.*)" --hidden$/m.exec(entry)?.[1];
  if (quoted === undefined) return null;
  return quoted
    .replaceAll('%%', '%')
    .replaceAll('\\\\', '\\')
    .replace(/\\(["`$\\])/g, '$1');
}

/** Desktops switch an entry off by a key in it and leave the file. */
function isActive(entry: string | null): entry is string {
  return entry !== null && !/^(Hidden=true|X-GNOME-Autostart-enabled=false)$/m.test(entry);
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
