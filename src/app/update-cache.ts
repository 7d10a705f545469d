import { rm } from 'node:fs/promises';
import { posix, win32 } from 'node:path';
import { AppError } from '../shared/errors.ts';

/** `updaterCacheDirName`, as electron-builder derives it from the name of the package (`app-update.yml` holds it). */
const LOADED = 'tp-tray-updater';
/** Where macOS's own updater unpacks what is loaded; it is named after the app's id. */
const UNPACKED_ON_MAC = 'io.github.tp-tray.ShipIt';

export interface CacheFacts {
  readonly platform: NodeJS.Platform;
  readonly home: string;
  readonly variables: Readonly<Record<string, string | undefined>>;
}

/** The folders of loaded updates, which electron-updater and the Windows installer keep outside the data folder. */
export function updateCaches({ platform, home, variables }: CacheFacts): string[] {
  const chosen = (name: string, usual: string) => variables[name] || usual;
  switch (platform) {
    case 'darwin':
      return [LOADED, UNPACKED_ON_MAC].map((name) => posix.join(home, 'Library', 'Caches', name));
    case 'win32':
      return [win32.join(chosen('LOCALAPPDATA', win32.join(home, 'AppData', 'Local')), LOADED)];
    default:
      return [posix.join(chosen('XDG_CACHE_HOME', posix.join(home, '.cache')), LOADED)];
  }
}

/** @throws AppError `storage_failed` that names what is left */
export async function deleteUpdateCaches(facts: CacheFacts): Promise<void> {
  for (const folder of updateCaches(facts)) {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 }).catch((cause: unknown) => {
      throw new AppError('storage_failed', `The loaded updates in ${folder} could not be deleted.`, {
        cause,
      });
    });
  }
}
