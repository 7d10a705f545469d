import { fileURLToPath } from 'node:url';
import type { ServerCommand } from '../clients/entry.ts';
import { dataFolderVariables } from '../environment.ts';

/**
 * How a client starts this program as an MCP server: the Node that runs now, or Electron's executable as one, with
 * this script and this data folder.
 */
export function thisProgram(): ServerCommand {
  return {
    command: process.execPath,
    args: [fileURLToPath(import.meta.url), 'mcp'],
    env: {
      ...('electron' in process.versions ? { ELECTRON_RUN_AS_NODE: '1' } : {}),
      ...dataFolderVariables(process.env),
    },
  };
}
