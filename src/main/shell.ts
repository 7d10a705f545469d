import { app, clipboard, shell } from 'electron';
import type { App } from '../app/app.ts';
import { AppError, toErrorInfo } from '../shared/errors.ts';
import type { Log } from '../shared/log.ts';
import type { HandlerShell } from '../app/handlers.ts';
import type { Journal } from '../shared/activity.ts';
import { tellWindow } from './ipc.ts';
import { saveExport } from './save-export.ts';
import type { SignInWindow } from './sign-in.ts';
import type { MenuItem, MenuTarget } from './menu-item.ts';
import { failureTitle } from './tray-client.ts';
import type { AppWindow } from './window.ts';

/** What the window and the tray menu reach of the desktop, besides the app. */
export interface Shell extends HandlerShell {
  /** Does what an item of the tray menu is for; a failure is told by notification. */
  activate(item: MenuItem): Promise<void>;
}

export function createShell({
  core,
  window,
  signInWindow,
  notify,
  folders,
  journal,
  update,
  log,
}: {
  core: App;
  window: AppWindow;
  signInWindow: SignInWindow;
  notify: (title: string, text: string) => void;
  folders: { readonly logs: string; readonly data: string };
  journal: Journal;
  /** Takes the next step of an update. */
  update: () => Promise<void>;
  log: Log;
}): Shell {
  async function signIn(): Promise<void> {
    if (signInWindow.focus()) return;
    const { session } = await core.signIn();
    if (session.signInProblem !== null) window.show();
    else if (session.state === 'valid' && window.current() === null)
      notify('Signed in to TrainingPeaks', session.athleteName ?? 'Your numbers are being loaded.');
  }

  async function openFolder(path: string): Promise<void> {
    const problem = await shell.openPath(path);
    if (problem !== '')
      throw new AppError('not_found', `The folder ${path} could not be opened.`, { cause: problem });
  }

  const target: MenuTarget = {
    app: core,
    openWindow: () => window.show(),
    signIn,
    openLogs: () => openFolder(folders.logs),
    update,
    showAbout: () => app.showAboutPanel(),
    quit: () => app.quit(),
  };

  return {
    signIn,
    openFolder,
    showFile: (path) => {
      shell.showItemInFolder(path);
      return Promise.resolve();
    },
    openInBrowser: (url) => shell.openExternal(url),
    tell: (name, payload) => tellWindow(window, name, payload),
    mcpAccess: () => null,
    journal,
    exportFile: (file) => saveExport(file, window.current()),
    copyText: (text) => Promise.resolve(clipboard.writeText(text)),
    logsFolder: folders.logs,
    dataFolder: folders.data,
    async activate(item) {
      try {
        await item.act?.(target);
      } catch (error) {
        log.error(`the menu item ${item.id} failed`, error);
        notify(failureTitle(item, core.status().clients), toErrorInfo(error).message);
      }
    },
  };
}
