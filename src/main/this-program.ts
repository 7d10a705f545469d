import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { ServerCommand } from '../clients/entry.ts';
import { dataFolderVariables } from '../environment.ts';
import { AppError } from '../shared/errors.ts';
import { appImageOf } from './app-image.ts';
import { keepProgramCopy } from './program-copy.ts';
import { serverCommand } from './server-command.ts';

/** How AI clients start this program, and what must be there before they can. */
export interface ThisProgram {
  readonly command: ServerCommand;
  /** @throws AppError `storage_failed` when the copy of an AppImage cannot be written */
  prepare(): Promise<void>;
  /** Brings a copy that clients already start to the version that runs now. @throws AppError as `prepare` */
  renew(): Promise<void>;
}

/**
 * @param script the built `tp-tray` program
 * @param dataFolder where a copy is kept when this program runs from an AppImage
 */
export function thisProgram(script: string, dataFolder: string, version: string): ThisProgram {
  const executable = process.execPath;
  const isAppImage = appImageOf(executable, process.env) !== null;
  const copyFolder = isAppImage ? join(dataFolder, 'program') : null;
  const copy = {
    source: dirname(executable),
    executableName: basename(executable),
    copyFolder: copyFolder ?? '',
    version,
  };
  const prepare = async () => {
    if (!isAppImage) return;
    try {
      await keepProgramCopy(copy);
    } catch (cause) {
      throw new AppError('storage_failed', `TP Tray could not be copied to ${copy.copyFolder}.`, { cause });
    }
  };
  return {
    command: serverCommand({
      platform: process.platform,
      executable,
      script,
      copyFolder,
      variables: dataFolderVariables(process.env),
    }),
    prepare,
    renew: () => (copyFolder !== null && existsSync(copyFolder) ? prepare() : Promise.resolve()),
  };
}
