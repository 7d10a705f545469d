import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request, type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { createApp } from '../../src/app/app.ts';
import { browserDesktop } from '../../src/serve/desktop.ts';
import { serveApp, type RunningApp } from '../../src/serve/serve-app.ts';
import type { Journal } from '../../src/shared/activity.ts';
import { DEFAULT_PREFERENCES } from '../../src/shared/preferences.ts';
import { atTheEnd, startAccount, type Account } from '../app/lab.ts';
import { recordingLog } from '../support/mcp-fixture.ts';
import { createMemoryJournal } from '../support/memory-journal.ts';

export const MCP_TOKEN = 'a-token-that-only-this-test-knows';

export interface ServeLab {
  readonly account: Account;
  readonly app: ReturnType<typeof createApp>;
  readonly server: RunningApp;
  readonly port: number;
  readonly journal: Journal;
  readonly logged: string[];
}

/** The app over a simulated account, behind a real server; the page is a stand-in. All ends with the test. */
export async function startServeLab({ signedIn = true, answersDemo = false } = {}): Promise<ServeLab> {
  const account = await startAccount({ signedIn });
  const logged: string[] = [];
  const log = recordingLog(logged);
  const app = createApp({
    openServices: account.openServices,
    connections: {
      list: () => Promise.resolve([]),
      connect: () => Promise.resolve(),
      goOn: () => Promise.resolve(),
      disconnect: () => Promise.resolve(),
      watch: () => () => undefined,
    },
    desktop: browserDesktop(false),
    preferences: { read: () => DEFAULT_PREFERENCES, write: () => undefined },
    log,
    version: '1.2.3',
    now: () => account.clock.now,
  });
  const journal = createMemoryJournal();
  const server = await serveApp({
    app,
    port: 0,
    pages: standInPages(),
    mcpToken: MCP_TOKEN,
    answersDemo,
    canOpen: false,
    journal,
    folders: { data: '/data', logs: '/data/logs' },
    version: '1.2.3',
    log,
  });
  atTheEnd(async () => {
    await server.close();
    await app.close();
  });
  return { account, app, server, port: Number(new URL(server.mcpUrl).port), journal, logged };
}

/** A built window in miniature, with a file beside it that is not to be given out. */
function standInPages(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tp-tray-pages-'));
  atTheEnd(() => rmSync(folder, { recursive: true }));
  const pages = join(folder, 'pages');
  mkdirSync(join(pages, 'assets'), { recursive: true });
  writeFileSync(join(pages, 'browser.html'), '<!doctype html><title>TP Tray</title>');
  writeFileSync(join(pages, 'assets', 'window.js'), 'export {};');
  writeFileSync(join(folder, 'secret.txt'), 'SECRET');
  return pages;
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Ask {
  readonly method?: string;
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: string;
}

/** One request, exactly as written: unlike `fetch` this sends any `Host`, and paths with dots in them. */
export async function ask(
  port: number,
  path: string,
  { method = 'GET', headers = {}, body }: Ask = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path, method, headers, agent: false }, (response) => {
      text(response).then(
        (read) => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: read }),
        reject,
      );
    });
    asked.once('error', reject);
    asked.end(body);
  });
}

/** What a browser has after it opened an address. */
export interface Visit {
  readonly port: number;
  /** Where the window is, with a slash at its end. */
  readonly path: string;
  readonly cookie: string;
}

/** Opens a new address of the window, as a browser does. */
export async function visit({ server, port }: Pick<ServeLab, 'server' | 'port'>): Promise<Visit> {
  const address = new URL(server.newAddress());
  const { headers } = await ask(port, address.pathname + address.search);
  return {
    port,
    path: headers.location ?? '',
    cookie: (headers['set-cookie'] ?? [''])[0]?.split(';')[0] ?? '',
  };
}

/** A call of the window, as its page makes it. */
export function callFrom(
  { port, path, cookie }: Visit,
  name: string,
  request?: unknown,
  { headers = {}, body = JSON.stringify({ request }) }: Pick<Ask, 'headers' | 'body'> = {},
): Promise<Answer> {
  return ask(port, `${path}call/${name}`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      Cookie: cookie,
      Origin: `http://127.0.0.1:${port}`,
      'Sec-Fetch-Site': 'same-origin',
      ...headers,
    },
    body,
  });
}
