import { fileURLToPath } from 'node:url';
import type { ServerCommand } from '../clients/entry.ts';

/** How a client starts this program as an MCP server: the Node that runs now, with this script. */
export function thisProgram(): ServerCommand {
  return { command: process.execPath, args: [fileURLToPath(import.meta.url), 'mcp'] };
}
