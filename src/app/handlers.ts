import type { App } from './app.ts';
import { createDataHandlers, type DataApp, type DataShell } from './data-handlers.ts';
import { AppError } from '../shared/errors.ts';
import type { CallName, Calls, Events, McpAccess, PageName } from '../shared/ipc.ts';
import { createViewHandlers } from '../views/index.ts';

export type Handlers = {
  readonly [Name in CallName]: (request: Calls[Name]['request']) => Promise<Calls[Name]['response']>;
};

/** What the handlers need from the desktop. */
export interface HandlerShell extends DataShell {
  /** Opens the login page, or brings it to the front. */
  signIn(): Promise<void>;
  /** Opens a folder in the file manager. @throws AppError when there is none */
  openFolder(path: string): Promise<void>;
  /** Shows a file in the file manager. @throws AppError when there is none */
  showFile(path: string): Promise<void>;
  openInBrowser(url: string): Promise<void>;
  /** Tells the window something unasked. */
  tell<Name extends keyof Events>(name: Name, payload: Events[Name]): void;
  /** Null where assistants do not come in over HTTP. */
  mcpAccess(): McpAccess | null;
}

const PAGES: Readonly<Record<PageName, string>> = {
  trainingpeaks: 'https://app.trainingpeaks.com/',
  'claude-download': 'https://claude.ai/download',
  // https://support.claude.com/en/articles/14729294-open-claude-desktop-with-a-link
  claude: 'claude://claude.ai/new',
};

/** What the handlers ask of the app. */
type HandledApp = DataApp &
  Pick<
    App,
    | 'status'
    | 'services'
    | 'check'
    | 'useCopiedCookie'
    | 'usePastedCookie'
    | 'signOut'
    | 'startSync'
    | 'pauseSync'
    | 'connect'
    | 'goOn'
    | 'disconnect'
    | 'setStartAtLogin'
    | 'changePreferences'
    | 'showDemo'
  >;

/** One function for each call of the window. */
export function createHandlers(app: HandledApp, shell: HandlerShell): Handlers {
  return {
    ...createViewHandlers(app, (progress) => shell.tell('ask.progress', progress)),
    ...createDataHandlers(app, shell),
    'app.status': () => Promise.resolve(app.status()),
    'app.check': () => app.check(),
    'session.signIn': async () => {
      await shell.signIn();
      return app.status();
    },
    'session.useCopiedCookie': () => app.useCopiedCookie(),
    'session.usePastedCookie': ({ text }) => app.usePastedCookie(text),
    'session.signOut': () => app.signOut(),
    'sync.start': () => app.startSync(),
    'sync.pause': () => app.pauseSync(),
    'client.connect': ({ id, insist }) => app.connect(id, insist),
    'client.goOn': ({ id, how }) => app.goOn(id, how),
    'client.disconnect': ({ id }) => app.disconnect(id),
    'settings.startAtLogin': ({ enabled }) => app.setStartAtLogin(enabled),
    'preferences.change': (change) => app.changePreferences(change),
    'demo.show': ({ enabled }) => app.showDemo(enabled),
    'mcp.access': () => Promise.resolve(shell.mcpAccess()),
    'open.logs': async () => {
      await shell.openFolder(shell.logsFolder);
      return null;
    },
    'open.dataFolder': async () => {
      await shell.openFolder(shell.dataFolder);
      return null;
    },
    'open.clientFile': async ({ id }) => {
      const file = app.status().clients.find((client) => client.id === id)?.file ?? null;
      if (file === null) throw new AppError('not_found', 'This client has no configuration file here.');
      await shell.showFile(file);
      return null;
    },
    'open.page': async ({ page }) => {
      await shell.openInBrowser(PAGES[page]);
      return null;
    },
  };
}
