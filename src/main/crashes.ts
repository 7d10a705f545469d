import { app } from 'electron';
import type { Log } from '../shared/log.ts';
import { stopWith } from './stop.ts';

/**
 * Writes every kind of crash to the log. Electron's crash reporter stays off: the memory images it writes would hold
 * the session cookie.
 * @param folder where the log is, for the user who is told to look into it
 */
export function logCrashes(log: Log, folder: string): void {
  process.on('unhandledRejection', (reason) => log.error('a failure was not handled', reason));
  process.on('uncaughtException', (error) => {
    log.error('TP Tray stopped', error);
    stopWith(
      'TP Tray stopped',
      `Something unexpected went wrong. Start TP Tray again. What happened stands in the log, in the folder ${folder}.`,
    );
  });
  app.on('render-process-gone', (_event, _contents, { reason, exitCode }) => {
    if (reason !== 'clean-exit') log.error('a window stopped', `${reason}, exit code ${exitCode}`);
  });
  app.on('child-process-gone', (_event, { type, reason, exitCode }) => {
    if (reason !== 'clean-exit') log.error(`the ${type} process stopped`, `${reason}, exit code ${exitCode}`);
  });
}
