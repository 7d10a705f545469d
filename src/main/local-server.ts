import { serveStdio, StdioServerTransport } from '@modelcontextprotocol/server/stdio';
import type { Socket } from 'node:net';
import type { App } from '../app/app.ts';
import { buildServer } from '../mcp/server.ts';
import type { Engine } from '../mcp/tool.ts';
import { AppError } from '../shared/errors.ts';
import type { Log } from '../shared/log.ts';

/** Serves MCP on a connection of a local client; each gets a server of its own over the one engine. */
export function createLocalServer(app: App, version: string, log: Log): (connection: Socket) => void {
  const engine = engineOfTheMoment(app, log);
  return (connection) => {
    const handle = serveStdio(() => buildServer(engine, version), {
      transport: new StdioServerTransport(connection, connection),
      onerror: (error) => log.error('a local connection had a problem', error),
    });
    connection.once('close', () => {
      handle.close().catch((error: unknown) => log.error('a local connection could not be closed', error));
    });
  };
}

const DEMO_IS_SHOWN =
  'TP Tray is showing its demo athlete. Leave the demo in the window of TP Tray, then ask again about your own training.';

/**
 * The engine that the window shows, whenever a client asks; never the demo athlete's, whose numbers an assistant
 * would take for the user's. When an answer turns out stale, or fresh again, the app
 * looks at the session too, so that the tray and Claude say the same.
 */
function engineOfTheMoment(app: App, log: Log): Engine {
  const engine = () => app.services().engine;
  return {
    log,
    now: () => engine().now(),
    snapshot: async (options) => {
      if (app.status().demo) throw new AppError('no_data', DEMO_IS_SHOWN);
      const snapshot = await engine().snapshot(options);
      const isStale = snapshot.provenance.stale !== null;
      const { today } = app.status();
      if (today !== null && today.stale !== isStale) app.refreshInBackground();
      return snapshot;
    },
    session: {
      report: async (signal) => {
        if (app.status().demo) throw new AppError('no_data', DEMO_IS_SHOWN);
        return engine().session.report(signal);
      },
      renew: (signal) => engine().session.renew(signal),
      forget: () => engine().session.forget(),
    },
  };
}
