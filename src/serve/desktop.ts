import open from 'open';
import { dirname } from 'node:path';
import type { Desktop } from '../app/app.ts';
import type { HandlerShell } from '../app/handlers.ts';
import { AppError } from '../shared/errors.ts';

const PASTE = 'There is no sign-in window here. Paste the cookie of your browser into the field of the page.';

/** Whether programs with a window can be opened from here. */
export function hasDesktop(variables: NodeJS.ProcessEnv, platform = process.platform): boolean {
  if (platform === 'win32' || platform === 'darwin') return true;
  return (variables['DISPLAY'] ?? '') !== '' || (variables['WAYLAND_DISPLAY'] ?? '') !== '';
}

/** The desktop of a program without a window of its own: the user's browser is its window. */
export function browserDesktop(canOpen: boolean): Desktop {
  return {
    abilities: { signIn: 'paste', opensFolders: canOpen },
    signIn: () => Promise.resolve({ outcome: 'failed', message: PASTE }),
    copiedText: () => Promise.reject(new AppError('bad_input', PASTE)),
    // The page says the same, and whoever uses it looks at it.
    notify: () => undefined,
    startAtLogin: { read: () => null, write: () => undefined },
  };
}

/** What the page reaches of the desktop, by the system's own means. */
export function browserShell(
  canOpen: boolean,
): Pick<HandlerShell, 'signIn' | 'openFolder' | 'showFile' | 'openInBrowser' | 'copyText'> {
  return {
    signIn: () => Promise.reject(new AppError('bad_input', PASTE)),
    openFolder: (path) => openWithSystem(path, canOpen),
    showFile: (path) => openWithSystem(dirname(path), canOpen),
    openInBrowser: (url) => openWithSystem(url, canOpen),
    copyText: () => Promise.reject(new AppError('not_permitted', 'Only your browser can copy this.')),
  };
}

/** Opens a folder or an address with the program the system has for it. @throws AppError `not_found` when it cannot */
export async function openWithSystem(target: string, canOpen: boolean): Promise<void> {
  if (!canOpen)
    throw new AppError('not_found', `Nothing can be opened from this terminal. Open it yourself: ${target}`);
  try {
    await open(target);
  } catch (cause) {
    throw new AppError('not_found', `${target} could not be opened. Open it yourself.`, { cause });
  }
}
