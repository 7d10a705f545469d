import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { connectorAddress } from '../../connector/address.ts';
import { connectToApp } from '../../connector/client.ts';
import { pipeToApp } from '../../connector/pipe.ts';
import { dataFolder } from '../../environment.ts';
import { buildServer } from '../../mcp/server.ts';
import { createServices } from '../../services.ts';
import { createLog } from '../log.ts';
import { VERSION } from '../version.ts';

/**
 * Serves MCP on standard input and output until the client closes them: through the running tray app, or,
 * when none is running, in this process from the same history and keychain. It never starts a window.
 */
export async function serveMcp({ demo }: { demo: boolean }): Promise<void> {
  // A cookie in the environment may be another athlete's than the app's.
  const isOwnWorld = demo || (process.env['TP_AUTH_COOKIE'] ?? '') !== '';
  const app = isOwnWorld ? null : await connectToApp(connectorAddress(dataFolder(process.env)));
  if (app === null) serveHere(demo);
  else pipeToApp(app, process.stdin, process.stdout, () => process.exit(0));
}

function serveHere(demo: boolean): void {
  const log = createLog();
  const services = createServices({ variables: process.env, log, demo });
  const handle = serveStdio(() => buildServer(services.engine, VERSION), {
    onerror: (error) => log.error('the connection to the client had a problem', error),
  });
  const stop = async () => {
    await handle.close();
    await services.close();
    process.exit(0);
  };
  process.stdin.once('close', () => void stop());
  process.once('SIGINT', () => void stop());
  process.once('SIGTERM', () => void stop());
}
