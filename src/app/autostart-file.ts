import { join } from 'node:path';

/**
 * The entry that starts the program with the user's session on Linux, after the desktop application autostart
 * specification. `configFolder` is what `XDG_CONFIG_HOME` says.
 */
export function autostartFile(home: string, configFolder: string | undefined): string {
  const folder = configFolder === undefined || configFolder === '' ? join(home, '.config') : configFolder;
  return join(folder, 'autostart', 'tp-tray.desktop');
}
