import type { AppStatus, ClientId } from './app-status.ts';
import type { ErrorInfo } from './errors.ts';

/** What the window may ask of the main process. Types only: preload and renderer import it at no cost. */
export interface Calls {
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
  'session.signOut': { request: undefined; response: AppStatus };
  'sync.start': { request: undefined; response: AppStatus };
  'sync.pause': { request: undefined; response: AppStatus };
  /** `insist`: also where the client was not found, and in the place of an entry that is not ours. */
  'client.connect': { request: { id: ClientId; insist: boolean }; response: AppStatus };
  'client.disconnect': { request: { id: ClientId }; response: AppStatus };
  'settings.startAtLogin': { request: { enabled: boolean }; response: AppStatus };
  'demo.show': { request: { enabled: boolean }; response: AppStatus };
  'open.logs': { request: undefined; response: null };
  'open.dataFolder': { request: undefined; response: null };
  'open.clientFile': { request: { id: ClientId }; response: null };
  /** Opens a page of the web in the system's browser. The window names it; the main process knows the address. */
  'open.page': { request: { page: PageName }; response: null };
}

/** `trainingpeaks`: the app in the browser, where one signs in. `claude-download`: where Claude Desktop is had. */
export type PageName = 'trainingpeaks' | 'claude-download';

/** What the main process tells the window unasked. */
export interface Events {
  'app.status': AppStatus;
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
}
