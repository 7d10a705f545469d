import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { createKeychain } from '../credentials/keychain.ts';
import { dataFolder } from '../environment.ts';
import { buildServer } from '../mcp/server.ts';
import type { Engine } from '../mcp/tool.ts';
import { createServices } from '../services.ts';
import type { Journal, ObserveQuestion } from '../shared/activity.ts';
import type { Log } from '../shared/log.ts';
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
  const notes = demo ? null : noteLater(dataFolder(process.env), log);
  const handle = serveStdio(() => buildServer(engine, VERSION, notes?.observe), {
    onerror: (error) => log.error('the connection to the client had a problem', error),
  });
  self.workDone();
  const stop = async () => {
    await handle.close();
    await services.close();
    await notes?.settled();
    process.exit(0);
  };
  process.stdin.once('close', () => void stop());
  process.once('SIGINT', () => void stop());
  process.once('SIGTERM', () => void stop());
}

/** Notes what the client asks. The journal is loaded with the first question: no client waits for it at the start. */
function noteLater(folder: string, log: Log): { observe: ObserveQuestion; settled: () => Promise<void> } {
  let journal: Promise<Journal> | null = null;
  const load = async () => (await import('../activity/journal.ts')).createJournal(folder, { log });
  return {
    observe: (question) => {
      journal ??= load();
      journal.then(
        (loaded) => loaded.add(question),
        (error: unknown) => log.error('a question of the client could not be noted', error),
      );
    },
    settled: async () => (await journal)?.settled(),
  };
}
