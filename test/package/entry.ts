import { bareEnvironment, type Start } from '../support/mcp-program.ts';
import type { PackagedApp } from './packaged-app.ts';

/** What a client's configuration says about our server. */
export interface Entry {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** The entry that the packaged app writes. */
export function ownEntry(app: PackagedApp): Entry {
  return { command: app.executable, args: [app.connector, 'mcp'], env: { ELECTRON_RUN_AS_NODE: '1' } };
}

/** How an AI client starts an entry: with hardly any environment besides the entry's own. */
export function startOf({ command, args, env }: Entry, home: string, words: readonly string[] = []): Start {
  const [program = ''] = args;
  return { node: command, program, environment: { ...bareEnvironment(home), ...env }, words };
}
