import type { ActivityList } from './activity.ts';
import type { AppStatus, ClientId } from './app-status.ts';
import type { ErrorInfo } from './errors.ts';
import type { Preferences } from './preferences.ts';
import type { ExportedTable, ExportEnd, Removal, StoredData } from './stored-data.ts';
import type { AskProgress } from './views/ask.ts';
import type { ViewCalls } from './views/index.ts';

/** What the window may ask of the main process. Types only: preload and renderer import it at no cost. */
export interface Calls extends ViewCalls {
  'app.status': { request: undefined; response: AppStatus };
  /** Looks again at everything that may have changed outside: keychain, session, clients; answers with what it found. */
  'app.check': { request: undefined; response: AppStatus };
  /**
   * Opens TrainingPeaks' own login page; answers when it ended, with the status that followed.
   * While the page is open already, brings it to the front and answers at once.
   */
  'session.signIn': { request: undefined; response: AppStatus };
  /** Takes the cookie from the clipboard, in the main process: the window never sees it. */
  'session.useCopiedCookie': { request: undefined; response: AppStatus };
  /** Takes a cookie that was pasted into the page; refused by a shell that can open the login page. */
  'session.usePastedCookie': { request: { text: string }; response: AppStatus };
  'session.signOut': { request: undefined; response: AppStatus };
  'sync.start': { request: undefined; response: AppStatus };
  'sync.pause': { request: undefined; response: AppStatus };
  /** `insist`: also where the client was not found, and in the place of an entry that is not ours. */
  'client.connect': { request: { id: ClientId; insist: boolean }; response: AppStatus };
  /** Where a connection waits for its client to quit: has it quit, or writes at once. */
  'client.goOn': { request: { id: ClientId; how: WayOn }; response: AppStatus };
  /** Also ends the waiting of a connection that is not written yet. */
  'client.disconnect': { request: { id: ClientId }; response: AppStatus };
  'settings.startAtLogin': { request: { enabled: boolean }; response: AppStatus };
  'preferences.change': { request: Partial<Preferences>; response: AppStatus };
  'demo.show': { request: { enabled: boolean }; response: AppStatus };
  /** How assistants reach the server of this window over HTTP; null where there is none. */
  'mcp.access': { request: undefined; response: McpAccess | null };
  /** What assistants asked; null when the window has this list already. */
  'activity.list': { request: { knownRevision: string }; response: ActivityList | null };
  'activity.clear': { request: undefined; response: null };
  'data.stored': { request: undefined; response: StoredData };
  /** Writes a table to a file of the user's choice, or gives the page an address to download it from. */
  'data.export': { request: { table: ExportedTable }; response: ExportEnd };
  /** Disconnects every client, signs out and deletes everything: the app is then as new. */
  'data.removeEverything': { request: undefined; response: Removal };
  /** A text about this program and computer for whoever helps the user. It holds no secret and no name. */
  'diagnostics.report': { request: undefined; response: { readonly text: string } };
  /**
   * Puts the report that was made last onto the clipboard, for a window that may not do it itself. No text of the page's
   * gets there this way, so that it cannot hand in a cookie as if the user had copied it.
   */
  'diagnostics.copy': { request: undefined; response: null };
  'open.logs': { request: undefined; response: null };
  'open.dataFolder': { request: undefined; response: null };
  'open.clientFile': { request: { id: ClientId }; response: null };
  /** Opens a page of the web in the system's browser. The window names it; the main process knows the address. */
  'open.page': { request: { page: PageName }; response: null };
}

/** `quit`: asks the client to quit first. `write`: although it runs, and again should it undo that when it quits. */
export type WayOn = 'quit' | 'write';

/**
 * `trainingpeaks`: the app in the browser, where one signs in. `claude-download`: where Claude Desktop is had.
 * `claude`: Claude Desktop itself.
 */
export type PageName = 'trainingpeaks' | 'claude-download' | 'claude';

/** The MCP server of `tp-tray serve`, as a client of Streamable HTTP is told about it. */
export interface McpAccess {
  readonly url: string;
  /** The bearer token. A secret: the page shows it when asked, and passes it to nobody. */
  readonly token: string;
}

/** What the main process tells the window unasked. */
export interface Events {
  'app.status': AppStatus;
  'ask.progress': AskProgress;
}

/** Failures cross as data: only our own words, never a stack. */
export type Reply<T> = { ok: true; value: T } | { ok: false; error: ErrorInfo };

export type CallName = keyof Calls;
export type EventName = keyof Events;
export type Arguments<Request> = Request extends undefined ? [] : [request: Request];

/** The object the preload script puts on the window. */
export interface Bridge {
  call<Name extends CallName>(
    name: Name,
    ...request: Arguments<Calls[Name]['request']>
  ): Promise<Reply<Calls[Name]['response']>>;
  /** Listens until the returned function is called. */
  on<Name extends EventName>(name: Name, listener: (payload: Events[Name]) => void): () => void;
  /**
   * Tells whether the app can be reached, at once and whenever that changes. Only where it may go away while its
   * window stays: in a browser.
   */
  onReach?(listener: (isReached: boolean) => void): () => void;
}
