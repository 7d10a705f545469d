import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { createJournal } from '../../activity/journal.ts';
import { createApp } from '../../app/app.ts';
import { createAppConnections } from '../../app/client-connections.ts';
import { foldersIn, prepareFolders } from '../../app/folders.ts';
import { createLogFile } from '../../app/log-file.ts';
import { createPreferencesFile } from '../../app/preferences.ts';
import { createClientFiles } from '../../app/client-files.ts';
import { createConnections } from '../../clients/connections.ts';
import { dataFolder, isPackaged } from '../../environment.ts';
import { browserDesktop, hasDesktop, openWithSystem } from '../../serve/desktop.ts';
import { keptToken } from '../../serve/mcp-token.ts';
import { newSecret } from '../../serve/secrets.ts';
import { serveApp } from '../../serve/serve-app.ts';
import { createServices } from '../../services.ts';
import { toErrorInfo } from '../../shared/errors.ts';
import { createLineLog } from '../../shared/line-log.ts';
import type { Log } from '../../shared/log.ts';
import { thisProgram } from '../this-program.ts';
import { VERSION } from '../version.ts';

const REFRESH_MILLISECONDS = 15 * 60_000;
const CLOSE_WITHIN_MILLISECONDS = 5_000;
/** Beside this program, and in the archive of a packaged app, which Electron's Node mode reads like a folder. */
const PAGES = isPackaged(import.meta.url) ? './app.asar/dist/app/renderer' : './app/renderer';

export interface ServeWords {
  readonly demo: boolean;
  readonly port?: number;
  /** Opens the browser. */
  readonly open: boolean;
  readonly verbose: boolean;
}

/**
 * Shows the window in a browser and serves MCP over HTTP, both on this computer alone, until it is interrupted. Prints
 * where they are as one line of JSON.
 * @throws AppError when the data folder or the port cannot be used
 */
export async function serve({ demo, port = 0, open, verbose }: ServeWords): Promise<void> {
  const { data, logs } = foldersIn(dataFolder(process.env));
  prepareFolders({ data, logs });
  const log = createServeLog(logs, verbose);
  const canOpen = hasDesktop(process.env);
  const app = createApp({
    openServices: (which) => createServices({ variables: process.env, log, demo: which.demo }),
    connections: createAppConnections(
      createConnections(thisProgram()),
      () => Promise.resolve(),
      createClientFiles(data, log),
      log,
    ),
    desktop: browserDesktop(canOpen),
    preferences: createPreferencesFile(join(data, 'settings.json'), log),
    log,
    version: VERSION,
  });
  const journal = createJournal(data, { log });
  const server = await serveApp({
    app,
    port,
    pages: fileURLToPath(new URL(PAGES, import.meta.url)),
    // An assistant that is connected to the account must not be answered with the demo athlete's numbers.
    mcpToken: demo ? newSecret() : keptToken(join(data, 'mcp-token')),
    answersDemo: demo,
    canOpen,
    journal,
    folders: { data, logs },
    version: VERSION,
    log,
  });

  if (demo) app.showDemo(true).catch((error: unknown) => log.error('the demo could not be shown', error));
  app.start();
  setInterval(app.refreshInBackground, REFRESH_MILLISECONDS);
  endWith(async () => {
    await server.close();
    await app.close();
    await journal.settled();
  }, log);

  const url = server.newAddress();
  const { url: mcp_url, token: mcp_token } = server.mcpAccess;
  process.stdout.write(`${JSON.stringify({ url, mcp_url, mcp_token })}\n`);
  const mayOpen = open && canOpen;
  await showWindow(url, mayOpen);
  if (!process.stdin.isTTY) return;
  process.stderr.write('Press Enter to open the window again, Ctrl+C to end.\n');
  createInterface({ input: process.stdin }).on('line', () => void showWindow(server.newAddress(), mayOpen));
}

/** Opens an address in the browser, and says it: a system cannot always tell that it has no browser. */
async function showWindow(url: string, mayOpen: boolean): Promise<void> {
  const when = mayOpen ? 'If your browser shows nothing, open' : 'Open';
  process.stderr.write(`${when} this address in your browser; it works once: ${url}\n`);
  if (!mayOpen) return;
  try {
    await openWithSystem(url, mayOpen);
  } catch (error) {
    process.stderr.write(`${toErrorInfo(error).message}\n`);
  }
}

/** Ends the process on Ctrl+C, once what is open is closed, or cannot be closed in time. */
function endWith(close: () => Promise<void>, log: Log): void {
  let isEnding = false;
  const end = async () => {
    if (isEnding) return;
    isEnding = true;
    setTimeout(() => process.exit(1), CLOSE_WITHIN_MILLISECONDS).unref();
    await close().catch((error: unknown) => log.error('not all could be closed', error));
    process.exit(0);
  };
  // A terminal sends the signal to every program of a command, and `npm start` passes it on as well.
  process.on('SIGINT', () => void end());
  process.on('SIGTERM', () => void end());
}

function createServeLog(folder: string, verbose: boolean): Log {
  const keep = createLogFile(folder);
  return createLineLog((line) => {
    keep(line);
    if (verbose) process.stderr.write(line);
  });
}
