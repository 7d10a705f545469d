import { app, dialog } from 'electron';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createLineLog } from '../shared/line-log.ts';
import { dataFolder } from '../environment.ts';
import { logCrashes } from './crashes.ts';
import { createLogFile } from './log-file.ts';
import { declarePages } from './pages.ts';
import { runProgram } from './program.ts';
import { HIDDEN_FLAG } from './start-at-login.ts';

const folder = resolve(dataFolder(process.env));
const folders = {
  data: folder,
  logs: join(folder, 'logs'),
  /** What Electron itself keeps: nothing of the account. */
  electron: join(folder, 'electron'),
};

app.setName('TP Tray');
// Windows shows notifications only for a program it knows; the same id stands in the installer.
app.setAppUserModelId('io.github.tp-tray');
for (const path of Object.values(folders)) mkdirSync(path, { recursive: true, mode: 0o700 });
app.setPath('userData', folders.electron);
app.setAppLogsPath(folders.logs);
const log = createLineLog(createLogFile(folders.logs));
logCrashes(log);
declarePages();

const startedHidden = process.argv.includes(HIDDEN_FLAG);
// The second start says by itself how it was started: Chromium may change what it passes on of the command line.
if (app.requestSingleInstanceLock({ hidden: startedHidden })) {
  runProgram({ folders, startedHidden, log }).catch((error: unknown) => {
    log.error('TP Tray could not start', error);
    dialog.showErrorBox(
      'TP Tray could not start',
      'Something unexpected went wrong. The log says what happened.',
    );
    app.exit(1);
  });
} else {
  app.exit(0);
}
