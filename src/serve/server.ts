import { createAdaptorServer } from '@hono/node-server';
import { createMcpHandler } from '@modelcontextprotocol/server';
import { Hono, type MiddlewareHandler } from 'hono';
import { bearerAuth } from 'hono/bearer-auth';
import { HTTPException } from 'hono/http-exception';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { buildServer } from '../mcp/server.ts';
import type { Engine } from '../mcp/tool.ts';
import type { ObserveQuestion } from '../shared/activity.ts';
import { AppError } from '../shared/errors.ts';
import type { Log } from '../shared/log.ts';
import { onlyOwnPages } from './gate.ts';
import { answerHeaders } from './headers.ts';
import { createSessions } from './sessions.ts';
import { entrance, windowRoutes, type WindowSource } from './window-routes.ts';

const LOOPBACK = '127.0.0.1';
const LARGEST_MCP_REQUEST_BYTES = 1024 * 1024;

export interface ServerOptions {
  /** 0 for any free one. */
  readonly port: number;
  readonly window: WindowSource;
  readonly mcp: {
    readonly engine: Engine;
    readonly version: string;
    /** What an assistant must show. */
    readonly token: string;
    /** Takes note of every question. */
    readonly observe: ObserveQuestion;
  };
  readonly log: Log;
}

export interface RunningServer {
  readonly mcpUrl: string;
  /** An address that opens the window in one browser, once. The address before it is void. */
  newAddress(): string;
  close(): Promise<void>;
}

/**
 * Serves the window to browsers, and MCP to assistants, on this computer alone.
 * @throws AppError when the window was not built, or the port is taken
 */
export async function startServer({ port, window, mcp, log }: ServerOptions): Promise<RunningServer> {
  if (!existsSync(join(window.pages, 'browser.html')))
    throw new AppError(
      'internal',
      'The window was not built. In the folder of the project run: npm run build',
    );
  const sessions = createSessions();
  const assistants = createMcpHandler(() => buildServer(mcp.engine, mcp.version, mcp.observe), {
    onerror: (error) => log.error('a request of an assistant had a problem', error),
    maxRequestBodySize: LARGEST_MCP_REQUEST_BYTES,
  });
  let ownPort = port;
  const ownHosts = () => [`${LOOPBACK}:${ownPort}`, `localhost:${ownPort}`];

  const routes = new Hono()
    .use(answerHeaders(), neverKept)
    .use(onlyOwnPages(ownHosts))
    .all('/mcp', bearerAuth({ token: mcp.token, realm: 'TP Tray' }), ({ req }) => assistants.fetch(req.raw))
    .route('/', entrance(sessions))
    .route('/window', windowRoutes(sessions, window))
    .notFound((context) => context.text('There is nothing here.', 404))
    .onError((error, context) => {
      if (error instanceof HTTPException) return error.getResponse();
      log.error('a request failed', error);
      return context.text('Something unexpected went wrong inside TP Tray.', 500);
    });

  const server = createAdaptorServer({ fetch: routes.fetch, overrideGlobalObjects: false });
  server.listen(port, LOOPBACK);
  try {
    await once(server, 'listening');
  } catch (cause) {
    throw new AppError('bad_input', `TP Tray cannot listen on port ${port}. Choose another one.`, { cause });
  }
  ownPort = (server.address() as AddressInfo).port;
  const address = `http://${LOOPBACK}:${ownPort}`;
  return {
    mcpUrl: `${address}/mcp`,
    newAddress: () => `${address}/?token=${sessions.invite()}`,
    async close() {
      const closed = once(server, 'close');
      server.close();
      if ('closeAllConnections' in server) server.closeAllConnections();
      await assistants.close();
      await closed;
    },
  };
}

/** Nothing of an athlete's training stays in the files of a browser. */
const neverKept: MiddlewareHandler = async (context, next) => {
  await next();
  context.header('Cache-Control', 'no-store');
};
