import { app, dialog } from 'electron';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from '../shared/log.ts';
import { appImageOf } from './app-image.ts';
import type { Updater } from './updates.ts';

/**
 * What updates this copy of the app; null where nothing does: no feed was configured when it was packaged, or it was
 * neither installed nor is it an AppImage.
 */
export async function findUpdater(log: Log): Promise<Updater | null> {
  if (!app.isPackaged || !existsSync(join(process.resourcesPath, 'app-update.yml'))) return null;
  const { AppImageUpdater, autoUpdater } = await import('electron-updater');
  // It would replace whatever file the variable names, be it that of the program that started this one.
  if (autoUpdater instanceof AppImageUpdater && appImageOf(process.execPath, process.env) === null)
    return null;
  const write = (message: unknown) => log.info('updates', { message: String(message) });
  autoUpdater.logger = { info: write, warn: write, error: write };
  return autoUpdater.isUpdaterActive() ? autoUpdater : null;
}

export async function askToRestart(version: string): Promise<boolean> {
  const { response } = await dialog.showMessageBox({
    type: 'question',
    message: `TP Tray ${version} is loaded`,
    detail: 'Restart now to use it? Assistants that are open lose their connection until you restart them.',
    buttons: ['Restart now', 'Later'],
    defaultId: 0,
    cancelId: 1,
  });
  return response === 0;
}
