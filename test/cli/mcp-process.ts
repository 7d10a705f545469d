import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { startProgram, type Variables } from './program.ts';

/** An answer of the server, whatever its kind. */
export interface Reply {
  readonly result?: Readonly<Record<string, unknown>>;
  readonly error?: unknown;
}

/** `tp-tray mcp` as a process, spoken to line by line, so that every byte it writes can be looked at. */
export class McpProcess {
  stdout = '';
  stderr = '';
  readonly #child;
  readonly #waiting = new Map<number, (reply: Reply) => void>();
  #requests = 0;

  private constructor(variables: Variables) {
    this.#child = startProgram(['mcp'], variables);
    this.#child.stderr.setEncoding('utf8').on('data', (piece: string) => (this.stderr += piece));
    createInterface({ input: this.#child.stdout }).on('line', (line) => {
      this.stdout += `${line}\n`;
      const message = JSON.parse(line) as Reply & { id?: number };
      if (message.id !== undefined) this.#waiting.get(message.id)?.(message);
    });
  }

  static async start(variables: Variables): Promise<McpProcess> {
    const server = new McpProcess(variables);
    const clientInfo = { name: 'test', version: '1' };
    await server.request('initialize', { protocolVersion: '2025-11-25', capabilities: {}, clientInfo });
    server.#send({ method: 'notifications/initialized' });
    return server;
  }

  request(method: string, params: object = {}): Promise<Reply> {
    const id = (this.#requests += 1);
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      this.#send({ id, method, params });
    });
  }

  /** The result of a tool call, error or not. */
  async call(name: string, input: object = {}): Promise<Readonly<Record<string, unknown>>> {
    const { result, error } = await this.request('tools/call', { name, arguments: input });
    if (result === undefined) throw new Error(`${name}: ${JSON.stringify(error)}`);
    return result;
  }

  /** Closes the connection, as a client does, and gives the exit status. */
  async stop(): Promise<number | null> {
    const closed = once(this.#child, 'close');
    this.#child.stdin.end();
    const [status] = (await closed) as [number | null];
    return status;
  }

  #send(message: object): void {
    this.#child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
  }
}
