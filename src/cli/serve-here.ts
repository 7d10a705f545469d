import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { createKeychain } from '../credentials/keychain.ts';
import { buildServer } from '../mcp/server.ts';
import type { Engine } from '../mcp/tool.ts';
import { createServices } from '../services.ts';
import { keychainWithoutApp } from './keychain-without-app.ts';
import { createLog } from './log.ts';
import type { SmallProcess } from './small-process.ts';
import { VERSION } from './version.ts';

/** Serves MCP on standard input and output from this process, until the client closes them. */
export function serveHere(demo: boolean, self: SmallProcess): void {
  const log = createLog();
  const keychain = keychainWithoutApp(createKeychain());
  const services = createServices({ variables: process.env, log, demo, keychain });
  const engine: Engine = {
    ...services.engine,
    snapshot: (options) => services.engine.snapshot(options).finally(self.workDone),
  };
  const handle = serveStdio(() => buildServer(engine, VERSION), {
    onerror: (error) => log.error('the connection to the client had a problem', error),
  });
  self.workDone();
  const stop = async () => {
    await handle.close();
    await services.close();
    process.exit(0);
  };
  process.stdin.once('close', () => void stop());
  process.once('SIGINT', () => void stop());
  process.once('SIGTERM', () => void stop());
}
