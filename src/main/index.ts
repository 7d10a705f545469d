import { app } from 'electron';
import { join } from 'node:path';
import { createLineLog } from '../shared/line-log.ts';
import { AppError } from '../shared/errors.ts';
import type { Log } from '../shared/log.ts';
import { dataFolder } from '../environment.ts';
import { logCrashes } from './crashes.ts';
import { foldersIn, prepareFolders, type Folders } from '../app/folders.ts';
import { createLogFile } from '../app/log-file.ts';
import { declarePages } from './pages.ts';
import { runProgram } from './program.ts';
import { HIDDEN_FLAG } from './start-at-login.ts';
import { stopWith } from './stop.ts';
import { runInTerminal, terminalWords } from './terminal.ts';

// A Windows program with a window has no terminal to talk to.
const words = app.isPackaged && process.platform === 'linux' ? terminalWords(process.argv.slice(1)) : null;
if (words === null) startApp();
else app.exit(runInTerminal(join(process.resourcesPath, 'cli.js'), words));

function startApp(): void {
  const folders = foldersIn(dataFolder(process.env));
  const log = createLineLog(createLogFile(folders.logs));
  logCrashes(log, folders.logs);

  app.setName('TP Tray');
  // Windows shows notifications only for a program it knows; the same id stands in the installer.
  app.setAppUserModelId('io.github.tp-tray');
  app.setPath('userData', folders.electron);
  declarePages();

  start(folders, log).catch((error: unknown) => {
    log.error('TP Tray could not start', error);
    stopWith(
      'TP Tray could not start',
      error instanceof AppError
        ? error.message
        : `Something unexpected went wrong. What happened stands in the log, in the folder ${folders.logs}.`,
    );
  });
}

async function start(folders: Folders, log: Log): Promise<void> {
  prepareFolders(folders);
  app.setAppLogsPath(folders.logs);
  const startedHidden = process.argv.includes(HIDDEN_FLAG);
  // The second start says by itself how it was started: Chromium may change what it passes on of the command line.
  if (!app.requestSingleInstanceLock({ hidden: startedHidden })) {
    app.exit(0);
    return;
  }
  await runProgram({ folders, startedHidden, log });
}
