import { spawn, type ChildProcess } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import {
  ReadBuffer,
  serializeMessage,
  type JSONRPCMessage,
  type Transport,
} from '@modelcontextprotocol/client';
import type { ServerCommand } from './entry.ts';

const MOST_ERROR_OUTPUT_CHARACTERS = 4_000;
const PATIENCE_MILLISECONDS = 2_000;

/** Why the conversation ended. */
type Ending =
  { readonly kind: 'not_started' | 'unintelligible' } | { readonly kind: 'exited'; readonly how: string };

/**
 * Speaks with a program over its standard input and output. The SDK's own stdio transport adds variables of this
 * process to the environment, more than Claude passes on; a verification must not.
 */
export class ProcessTransport implements Transport {
  onclose?: () => void;
  onerror?: (error: Error) => void;
  onmessage?: (message: JSONRPCMessage) => void;

  /** The last of what the program wrote to its error output. */
  errorOutput = '';
  ended: Ending | null = null;

  #child: ChildProcess | null = null;
  readonly #received = new ReadBuffer();

  constructor(
    private readonly program: {
      readonly command: ServerCommand;
      readonly environment: Readonly<Record<string, string>>;
      readonly folder: string;
    },
  ) {}

  start(): Promise<void> {
    const { command, environment, folder } = this.program;
    const child = spawn(command.command, [...command.args], {
      cwd: folder,
      env: environment,
      windowsHide: true,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    this.#child = child;
    child.stdout.on('data', (bytes: Buffer) => this.#receive(bytes));
    child.stderr.on('data', (bytes: Buffer) => {
      this.errorOutput = (this.errorOutput + bytes.toString('utf8')).slice(-MOST_ERROR_OUTPUT_CHARACTERS);
    });
    child.stdin.on('error', (error) => this.onerror?.(error));
    child.once('close', (status, signal) => {
      this.ended ??= {
        kind: 'exited',
        how: signal === null ? `exit status ${status ?? 'unknown'}` : `signal ${signal}`,
      };
      this.onclose?.();
    });
    return new Promise((resolve, reject) => {
      child.once('spawn', resolve);
      child.once('error', (error) => {
        this.ended ??= { kind: 'not_started' };
        reject(error);
        this.onerror?.(error);
      });
    });
  }

  send(message: JSONRPCMessage): Promise<void> {
    return new Promise((resolve, reject) => {
      const input = this.#child?.stdin;
      if (input?.writable !== true) throw new Error('The program takes no input any more.');
      input.write(serializeMessage(message), (error) => (error == null ? resolve() : reject(error)));
    });
  }

  /** Ends the program as Claude does: end of input, then SIGTERM, then SIGKILL, two seconds apart. */
  async close(): Promise<void> {
    const child = this.#child;
    this.#child = null;
    if (child?.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const exited = new Promise((resolve) => child.once('exit', resolve));
    child.stdin?.end();
    for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
      const waited = delay(PATIENCE_MILLISECONDS, 'waiting' as const, { ref: false });
      if ((await Promise.race([exited, waited])) !== 'waiting') return;
      child.kill(signal);
    }
    await exited;
  }

  #receive(bytes: Buffer): void {
    try {
      this.#received.append(bytes);
      for (
        let message = this.#received.readMessage();
        message !== null;
        message = this.#received.readMessage()
      )
        this.onmessage?.(message);
    } catch (error) {
      this.ended ??= { kind: 'unintelligible' };
      this.onerror?.(error instanceof Error ? error : new Error('unreadable output', { cause: error }));
      void this.close();
    }
  }
}
