import { basename, dirname, join } from 'node:path';
import type { ServerCommand } from '../clients/entry.ts';

/** What decides how an AI client starts `tp-tray mcp`. */
export interface ProgramFacts {
  readonly platform: NodeJS.Platform;
  readonly executable: string;
  /** The built `tp-tray` program. */
  readonly script: string;
  /** Folder of the copy outside the AppImage this program runs from; null when it runs from no AppImage. */
  readonly copyFolder: string | null;
  /** What the server needs in its environment to find the data folder of this program. */
  readonly variables: Readonly<Record<string, string>>;
}

/**
 * The command that starts the MCP server without Electron's window: the executable of the app in Node mode. On macOS
 * the helper's, because the main one would put a second icon into the Dock. From an AppImage a copy of it, because
 * the AppImage is mounted at another path at every start.
 */
export function serverCommand({
  platform,
  executable,
  script,
  copyFolder,
  variables,
}: ProgramFacts): ServerCommand {
  const env = { ELECTRON_RUN_AS_NODE: '1', ...variables };
  if (copyFolder !== null) {
    const inCopy = (path: string) => join(copyFolder, path.slice(dirname(executable).length));
    return { command: inCopy(executable), args: [inCopy(script), 'mcp'], env };
  }
  return { command: platform === 'darwin' ? helperOf(executable) : executable, args: [script, 'mcp'], env };
}

/** `X.app/Contents/MacOS/X` as `X.app/Contents/Frameworks/X Helper.app/Contents/MacOS/X Helper`. */
function helperOf(executable: string): string {
  const helper = `${basename(executable)} Helper`;
  const contents = dirname(dirname(executable));
  return join(contents, 'Frameworks', `${helper}.app`, 'Contents', 'MacOS', helper);
}
