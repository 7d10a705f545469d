import { claudeCode } from './claude-code.ts';
import { claudeDesktop } from './claude-desktop.ts';
import type { ClientDefinition, ClientId } from './client.ts';
import { cursor } from './cursor.ts';
import { vscode } from './vscode.ts';

/** Every client that TP Tray can connect, in the order in which they are shown. */
export const CLIENTS: readonly ClientDefinition[] = [claudeDesktop, claudeCode, cursor, vscode];

/** The client with an id, or null. */
export function findClient(id: string): ClientDefinition | null {
  return CLIENTS.find((client) => client.id === id) ?? null;
}

/** The ids, for messages. */
export const CLIENT_IDS: readonly ClientId[] = CLIENTS.map(({ id }) => id);
