import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { buildServer } from '../mcp/server.ts';
import { createServices } from '../services.ts';
import { createLog } from './log.ts';
import { VERSION } from './version.ts';

/** Serves MCP on standard input and output from this process, until the client closes them. */
export function serveHere(demo: boolean): void {
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
