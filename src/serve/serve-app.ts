import type { App } from '../app/app.ts';
import { answerCall } from '../app/calls.ts';
import { engineForAssistants } from '../app/engine-for-assistants.ts';
import { createHandlers } from '../app/handlers.ts';
import { noteQuestions } from '../app/note-questions.ts';
import type { Journal } from '../shared/activity.ts';
import type { McpAccess } from '../shared/ipc.ts';
import type { Log } from '../shared/log.ts';
import { browserShell } from './desktop.ts';
import { createDownloads } from './downloads.ts';
import { createEvents } from './events.ts';
import { startServer, type RunningServer } from './server.ts';

export interface ServedApp {
  readonly app: App;
  /** 0 for any free one. */
  readonly port: number;
  /** Folder of the built window. */
  readonly pages: string;
  /** What an assistant must show. */
  readonly mcpToken: string;
  /** Assistants are answered although the demo athlete is shown: they were told so. */
  readonly answersDemo: boolean;
  /** Programs with a window can be opened from here. */
  readonly canOpen: boolean;
  /** Where is kept what assistants ask. */
  readonly journal: Journal;
  readonly folders: { readonly data: string; readonly logs: string };
  readonly version: string;
  readonly log: Log;
}

export interface RunningApp extends RunningServer {
  readonly mcpAccess: McpAccess;
}

/** Puts the app behind a server of this computer: its window, and MCP. @throws AppError as `startServer` */
export async function serveApp(served: ServedApp): Promise<RunningApp> {
  const { app, log, version, folders } = served;
  const events = createEvents();
  const downloads = createDownloads();
  const handlers = createHandlers(app, {
    ...browserShell(served.canOpen),
    tell: events.tell,
    mcpAccess: () => mcpAccess,
    journal: served.journal,
    exportFile: (file) => Promise.resolve({ downloadFrom: downloads.offer(file) }),
    logsFolder: folders.logs,
    dataFolder: folders.data,
  });
  const server = await startServer({
    port: served.port,
    window: {
      pages: served.pages,
      answer: (name, request) => answerCall(handlers, name, request, log),
      status: app.status,
      events,
      downloads,
    },
    mcp: {
      engine: engineForAssistants(app, log, { answersDemo: served.answersDemo }),
      version,
      token: served.mcpToken,
      observe: noteQuestions(app, served.journal),
    },
    log,
  });
  const mcpAccess = { url: server.mcpUrl, token: served.mcpToken };
  app.onChange((status) => events.tell('app.status', status));
  return { ...server, mcpAccess };
}
