import type { Journal } from '../shared/activity.ts';
import type { CallName, Calls } from '../shared/ipc.ts';
import type { ExportEnd } from '../shared/stored-data.ts';
import type { App } from './app.ts';
import { diagnosticsReport } from './diagnostics.ts';
import { exportedFile, type ExportedFile } from './export/exported-file.ts';
import { removeEverything } from './remove-everything.ts';
import { storedIn } from './stored-data.ts';

/** What these handlers need from the desktop. */
export interface DataShell {
  /** What assistants asked. */
  readonly journal: Journal;
  /** Lets the user choose where a file goes, and writes it. @throws AppError `storage_failed` */
  exportFile(file: ExportedFile): Promise<ExportEnd>;
  /** Puts a text onto the clipboard. @throws AppError `not_permitted` where there is none to write to */
  copyText(text: string): Promise<void>;
  readonly logsFolder: string;
  readonly dataFolder: string;
}

type DataCall = Extract<
  CallName,
  | 'activity.list'
  | 'activity.clear'
  | 'data.stored'
  | 'data.export'
  | 'data.removeEverything'
  | 'diagnostics.report'
  | 'diagnostics.copy'
>;

type DataHandlers = {
  readonly [Name in DataCall]: (request: Calls[Name]['request']) => Promise<Calls[Name]['response']>;
};

/** What the handlers ask of the app. */
export type DataApp = Pick<
  App,
  'status' | 'services' | 'disconnect' | 'setStartAtLogin' | 'signOut' | 'startAnew'
>;

/** The calls about what is kept on this computer. */
export function createDataHandlers(app: DataApp, shell: DataShell): DataHandlers {
  let lastReport = '';
  return {
    'activity.list': async ({ knownRevision }) => {
      const list = await shell.journal.list();
      return list.revision === knownRevision ? null : list;
    },
    'activity.clear': async () => {
      await shell.journal.clear();
      return null;
    },
    'data.stored': () => storedIn(shell.dataFolder),
    'data.export': async ({ table }) =>
      shell.exportFile(exportedFile(table, await app.services().localSnapshot(), app.status().preferences)),
    'data.removeEverything': () => removeEverything(app, shell.dataFolder),
    'diagnostics.report': async () => {
      lastReport = await diagnosticsReport(app, shell);
      return { text: lastReport };
    },
    'diagnostics.copy': async () => {
      await shell.copyText(lastReport);
      return null;
    },
  };
}
