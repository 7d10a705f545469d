import { execFileSync, spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Client as Client2025 } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport as StdioTransport2025 } from '@modelcontextprotocol/sdk/client/stdio.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PROGRAM = join(ROOT, 'dist', 'cli.js');

/** Builds the program where it is missing; `npm test` has built it before the tests. */
export function ensureProgram(): void {
  if (existsSync(PROGRAM)) return;
  execFileSync(process.execPath, [join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js'), 'build'], {
    cwd: ROOT,
  });
}

export type Variables = Readonly<Record<string, string>>;

/** A home folder of its own, for as long as a test needs it. */
export function temporaryHome(): { home: string; remove: () => void } {
  const home = mkdtempSync(join(tmpdir(), 'tp-tray-home-'));
  return { home, remove: () => rmSync(home, { recursive: true, force: true }) };
}

/**
 * What Claude Desktop passes on: HOME, PATH, USER and SHELL. Where this user has a session bus, its address
 * is made wrong: a test must not find the keychain of whoever runs it.
 */
export function bareEnvironment(home: string): Variables {
  const bus = `/run/user/${process.getuid?.() ?? ''}/bus`;
  return {
    HOME: home,
    PATH: process.env['PATH'] ?? '',
    USER: 'athlete',
    SHELL: '/bin/sh',
    ...(existsSync(bus) ? { DBUS_SESSION_BUS_ADDRESS: `unix:path=${join(home, 'no-bus')}` } : {}),
  };
}

export interface Start {
  readonly environment: Variables;
  readonly words?: readonly string[];
  /** Another Node than the one that runs the tests. */
  readonly node?: string;
  /** Another `tp-tray` than the one that was built. */
  readonly program?: string;
}

/** The command that starts `tp-tray mcp` from `/` with exactly these variables, whatever the caller adds to its own. */
export function commandOf({ environment, words = [], node = process.execPath, program = PROGRAM }: Start) {
  const variables = Object.entries(environment).map(([name, value]) => `${name}=${value}`);
  return { command: 'env', args: ['-i', ...variables, node, program, 'mcp', ...words], cwd: '/' };
}

/** A client of the 2025 era, as Claude Desktop is, over standard input and output. */
export async function connect2025(start: Start): Promise<Client2025> {
  const client = new Client2025({ name: 'test', version: '1' });
  await client.connect(new StdioTransport2025({ ...commandOf(start), stderr: 'ignore' }));
  await client.listTools();
  return client;
}

export interface Message {
  readonly jsonrpc?: string;
  readonly id?: number;
  readonly method?: string;
  readonly result?: unknown;
  readonly error?: unknown;
}

/** The server as a process, spoken to line by line, so that every line it writes can be looked at. */
export class RawServer {
  readonly lines: string[] = [];
  readonly process: ChildProcessWithoutNullStreams;
  readonly #waiting = new Map<number, (message: Message) => void>();
  #requests = 0;

  constructor(start: Start) {
    const { command, args, cwd } = commandOf(start);
    this.process = spawn(command, args, { cwd });
    this.process.stderr.resume();
    createInterface({ input: this.process.stdout }).on('line', (line) => {
      this.lines.push(line);
      const message = JSON.parse(line) as Message;
      if (message.id !== undefined) this.#waiting.get(message.id)?.(message);
    });
  }

  async initialize(): Promise<void> {
    const clientInfo = { name: 'test', version: '1' };
    await this.request('initialize', { protocolVersion: '2025-06-18', capabilities: {}, clientInfo });
    this.#send({ method: 'notifications/initialized' });
  }

  request(method: string, params: object = {}): Promise<Message> {
    const id = (this.#requests += 1);
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      this.#send({ id, method, params });
    });
  }

  /** Waits for the end of the process; gives its exit status. */
  async ended(): Promise<number | null> {
    if (this.process.exitCode !== null) return this.process.exitCode;
    const [status] = (await once(this.process, 'exit')) as [number | null];
    return status;
  }

  #send(message: object): void {
    this.process.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
  }
}

/** The first Node of a major version on PATH that does not come with the project; null when there is none. */
export function nodeOnPath(major: number): string | null {
  const folders = (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter((folder) => !folder.includes('node_modules'));
  const found = folders.map((folder) => join(folder, 'node')).find((file) => isNode(file, major));
  return found ?? null;
}

function isNode(file: string, major: number): boolean {
  if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true) return false;
  return execFileSync(file, ['--version'], { encoding: 'utf8' }).startsWith(`v${major}.`);
}
