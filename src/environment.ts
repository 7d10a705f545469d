import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { posix, win32 } from 'node:path';
import { AppError } from './shared/errors.ts';

/** Base addresses of TrainingPeaks, without a slash at the end. */
export interface TrainingPeaksAddresses {
  readonly api: string;
  readonly home: string;
  readonly analysis: string;
}

type Variables = Readonly<Record<string, string | undefined>>;

/**
 * The folder for everything TP Tray keeps, as an absolute path: `TP_TRAY_HOME`, else the place of the platform. It
 * follows from the home folder alone, so that the process Claude starts with a bare environment finds the same one.
 * On Windows it lies outside AppData, because programs started by Claude see a redirected AppData.
 */
export function dataFolder(variables: Variables, platform: NodeJS.Platform = process.platform): string {
  const path = platform === 'win32' ? win32 : posix;
  const chosen = variables['TP_TRAY_HOME'];
  if (chosen !== undefined && chosen !== '') return path.resolve(chosen);
  const home = (platform === 'win32' ? variables['USERPROFILE'] : variables['HOME']) ?? homedir();
  if (platform === 'darwin') return path.resolve(home, 'Library', 'Application Support', 'TP Tray');
  return platform === 'win32'
    ? path.resolve(home, '.tp-tray')
    : path.resolve(home, '.local', 'share', 'tp-tray');
}

/**
 * What a process with a bare environment must be given to find the same data folder: `TP_TRAY_HOME` as an absolute
 * path, and nothing where the folder is the default.
 */
export function dataFolderVariables(
  variables: Variables,
  platform: NodeJS.Platform = process.platform,
): Readonly<Record<string, string>> {
  const folder = dataFolder(variables, platform);
  const usual = dataFolder({ ...variables, TP_TRAY_HOME: undefined }, platform);
  return folder === usual ? {} : { TP_TRAY_HOME: folder };
}

/**
 * Where TrainingPeaks is: its real addresses, or those of `TP_API_URL`, `TP_HOME_URL` and `TP_ANALYSIS_URL`.
 * @throws AppError `bad_input` for an address to which the session could leak: anything but https or this computer,
 *   and in a packaged app anything but this computer
 */
export function trainingPeaksAddresses(
  variables: Variables,
  { packaged = isPackaged(import.meta.url) }: { packaged?: boolean } = {},
): TrainingPeaksAddresses {
  return {
    api: address('TP_API_URL', variables, 'https://tpapi.trainingpeaks.com', packaged),
    home: address('TP_HOME_URL', variables, 'https://home.trainingpeaks.com', packaged),
    analysis: address('TP_ANALYSIS_URL', variables, 'https://api.peakswaresb.com', packaged),
  };
}

function address(name: string, variables: Variables, fallback: string, packaged: boolean): string {
  const text = variables[name];
  if (text === undefined || text === '') return fallback;
  const url = URL.canParse(text) ? new URL(text) : null;
  const isNear = url !== null && /^https?:$/.test(url.protocol) && isLoopback(url.hostname);
  const isSafe = isNear || (url?.protocol === 'https:' && !packaged);
  if (url === null || !isSafe) {
    throw new AppError(
      'bad_input',
      packaged
        ? `${name} must be an address on this computer (127.0.0.1).`
        : `${name} must be an https address, or an http address on this computer (127.0.0.1).`,
    );
  }
  return url.href.replace(/\/$/, '');
}

/** Whether a module lies in the archive of a packaged app, or beside it as the connector does. */
export function isPackaged(moduleUrl: string): boolean {
  return /\/app\.asar\//.test(moduleUrl) || existsSync(new URL('app.asar', moduleUrl));
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}
