import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { readMemory, type Memory } from './memory.ts';

/** An MCP server that can be started: a program and its arguments. */
export interface ServerCommand {
  readonly name: string;
  readonly program: string;
  readonly args: readonly string[];
}

/** A started server that has answered `tools/list`. */
export interface ServerProcess {
  /** From the start of the process to the answer of `initialize`. */
  readonly initializeMilliseconds: number;
  /** From the start of the process to the answer of `tools/list`. */
  readonly startMilliseconds: number;
  /** Length of the list of tools as JSON. */
  readonly toolListCharacters: number;
  /** Asks `tp_get_fitness` with its defaults. @throws Error when the answer holds no fitness */
  fitnessMilliseconds(): Promise<number>;
  memory(): Memory | null;
  close(): Promise<void>;
}

const PROTOCOL_VERSION = '2025-11-25';

/**
 * Starts a server the way Claude Desktop does and measures until it has listed its tools. Messages are
 * plain JSON-RPC over the SDK's transport: what a client's own checks cost is not the server's time.
 */
export async function startServer(
  { program, args }: ServerCommand,
  variables: Readonly<Record<string, string>>,
): Promise<ServerProcess> {
  const transport = new StdioClientTransport({
    command: program,
    args: [...args],
    env: { ...variables },
    cwd: '/',
    stderr: 'ignore',
  });
  const startedAt = performance.now();
  await transport.start();
  const processId = transport.pid ?? 0;
  const ask = requester(transport);
  await ask('initialize', {
    protocolVersion: PROTOCOL_VERSION,
    capabilities: {},
    clientInfo: { name: 'tp-tray-bench', version: '1.0.0' },
  });
  const initializeMilliseconds = performance.now() - startedAt;
  await transport.send({ jsonrpc: '2.0', method: 'notifications/initialized' });
  const list = await ask('tools/list', {});
  const startMilliseconds = performance.now() - startedAt;
  return {
    initializeMilliseconds,
    startMilliseconds,
    toolListCharacters: JSON.stringify(list['tools']).length,
    async fitnessMilliseconds() {
      const askedAt = performance.now();
      const answer = await ask('tools/call', { name: 'tp_get_fitness', arguments: {} });
      const milliseconds = performance.now() - askedAt;
      const text = JSON.stringify(answer['content']);
      if (!/CTL\D*\d/.test(text)) throw new Error(`tp_get_fitness gave no fitness: ${text.slice(0, 200)}`);
      return milliseconds;
    },
    memory: () => readMemory(processId),
    close: () => transport.close(),
  };
}

type Ask = (method: string, params: Record<string, unknown>) => Promise<Record<string, unknown>>;

interface Waiting {
  readonly resolve: (result: Record<string, unknown>) => void;
  readonly reject: (reason: Error) => void;
}

/** Sends requests over a transport and pairs the answers with them. */
function requester(transport: StdioClientTransport): Ask {
  const waiting = new Map<unknown, Waiting>();
  const failAll = (reason: Error) => waiting.forEach(({ reject }) => reject(reason));
  transport.onerror = failAll;
  transport.onclose = () => failAll(new Error('The server ended.'));
  transport.onmessage = (message) => {
    if ('result' in message) waiting.get(message.id)?.resolve(message.result);
    if ('error' in message) waiting.get(message.id)?.reject(new Error(message.error.message));
  };
  let lastId = 0;
  return async (method, params) => {
    lastId += 1;
    const id = lastId;
    const answer = new Promise<Record<string, unknown>>((resolve, reject) => {
      waiting.set(id, { resolve, reject });
    });
    await transport.send({ jsonrpc: '2.0', id, method, params });
    return answer;
  };
}
