import { serveStdio, StdioServerTransport } from '@modelcontextprotocol/server/stdio';
import type { Socket } from 'node:net';
import type { App } from '../app/app.ts';
import { engineForAssistants } from '../app/engine-for-assistants.ts';
import { noteQuestions } from '../app/note-questions.ts';
import { buildServer } from '../mcp/server.ts';
import type { Journal } from '../shared/activity.ts';
import type { Log } from '../shared/log.ts';

export interface LocalServer {
  /** Serves MCP on a connection of a local client; each gets a server of its own over the one engine. */
  readonly serve: (connection: Socket) => void;
  readonly isServing: () => boolean;
}

interface LocalServerOptions {
  readonly app: App;
  readonly version: string;
  readonly log: Log;
  /** Where is kept what assistants ask. */
  readonly journal: Journal;
  /** Called when the last connection has ended. */
  readonly onIdle: () => void;
}

export function createLocalServer({ app, version, log, journal, onIdle }: LocalServerOptions): LocalServer {
  const engine = engineForAssistants(app, log);
  const observe = noteQuestions(app, journal);
  const connections = new Set<Socket>();
  return {
    serve(connection) {
      connections.add(connection);
      const handle = serveStdio(() => buildServer(engine, version, observe), {
        transport: new StdioServerTransport(connection, connection),
        onerror: (error) => log.error('a local connection had a problem', error),
      });
      connection.once('close', () => {
        handle.close().catch((error: unknown) => log.error('a local connection could not be closed', error));
        connections.delete(connection);
        if (connections.size === 0) onIdle();
      });
    },
    isServing: () => connections.size > 0,
  };
}
