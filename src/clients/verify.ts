import { parse } from 'node:path';
import { Client } from '@modelcontextprotocol/client';
import { createDeadline } from '../shared/deadline.ts';
import type { ServerCommand } from './entry.ts';
import { currentPlatform, type PlatformFacts } from './platform.ts';
import { ProcessTransport } from './process-transport.ts';

/** What a client would see that starts the written command now. */
export type Verification =
  | {
      readonly verified: true;
      readonly serverName: string;
      readonly serverVersion: string;
      readonly protocolVersion: string;
      readonly toolNames: readonly string[];
      readonly durationMilliseconds: number;
    }
  | {
      readonly verified: false;
      /** In our words. */
      readonly message: string;
      /** The last lines the program wrote to its error output: foreign text, for the log alone. */
      readonly errorOutput: string;
      readonly cause: unknown;
    };

/**
 * The variables Claude passes on to a server: the allow-list of the MCP SDK's stdio client (TypeScript SDK 1.x,
 * `src/client/stdio.ts`), which is all a server gets besides the `env` of its entry.
 */
const PASSED_ON: Readonly<Record<'windows' | 'posix', readonly string[]>> = {
  windows: [
    'APPDATA',
    'HOMEDRIVE',
    'HOMEPATH',
    'LOCALAPPDATA',
    'PATH',
    'PROCESSOR_ARCHITECTURE',
    'SYSTEMDRIVE',
    'SYSTEMROOT',
    'TEMP',
    'USERNAME',
    'USERPROFILE',
    'PROGRAMFILES',
  ],
  posix: ['HOME', 'LOGNAME', 'PATH', 'SHELL', 'TERM', 'USER'],
};

/** The whole environment that Claude gives to the command. On Windows the case of a name does not matter. */
export function environmentFor(command: ServerCommand, facts: PlatformFacts): Record<string, string> {
  const windows = facts.platform === 'win32';
  const passedOn = windows ? PASSED_ON.windows : PASSED_ON.posix;
  const inherited = Object.entries(facts.variables).filter(
    (variable): variable is [string, string] =>
      passedOn.includes(windows ? variable[0].toUpperCase() : variable[0]) &&
      variable[1] !== undefined &&
      !variable[1].startsWith('()'),
  );
  return { ...Object.fromEntries(inherited), ...command.env };
}

/**
 * Starts a command as Claude does (its environment, the root of the disk as working folder, no shell), completes
 * the MCP handshake, lists the tools and ends the program. Never throws.
 */
export async function verifyConnection(
  command: ServerCommand,
  options: { readonly timeoutMilliseconds: number; readonly facts?: PlatformFacts },
): Promise<Verification> {
  const facts = options.facts ?? currentPlatform();
  const startedAt = performance.now();
  const { signal, release } = createDeadline({ milliseconds: options.timeoutMilliseconds });
  const request = { signal, timeout: options.timeoutMilliseconds };
  const transport = new ProcessTransport({
    command,
    environment: environmentFor(command, facts),
    folder: parse(facts.home).root,
  });
  const client = new Client({ name: 'tp-tray-verification', version: '1' });
  try {
    await client.connect(transport, request);
    const { tools } = await client.listTools(undefined, request);
    const server = client.getServerVersion();
    if (tools.length === 0) return failed('The program answers, but offers no tools.');
    return {
      verified: true,
      serverName: server?.name ?? '',
      serverVersion: server?.version ?? '',
      protocolVersion: client.getNegotiatedProtocolVersion() ?? '',
      toolNames: tools.map(({ name }) => name),
      durationMilliseconds: Math.round(performance.now() - startedAt),
    };
  } catch (error) {
    return failed(explanation(), error);
  } finally {
    release();
    await client.close();
    await transport.close();
  }

  function explanation(): string {
    const { ended } = transport;
    if (ended?.kind === 'not_started')
      return `The program ${command.command} could not be started. Is it still there?`;
    if (ended?.kind === 'exited') return `The program ended before it answered (${ended.how}).`;
    if (signal.aborted)
      return `The program did not answer within ${options.timeoutMilliseconds / 1_000} seconds.`;
    return 'The program started, but what it answered is not the Model Context Protocol.';
  }

  function failed(message: string, cause?: unknown): Verification {
    return { verified: false, message, errorOutput: transport.errorOutput, cause };
  }
}
