import type { ClientDefinition } from './client.ts';
import { applicationFolder, pathsOf } from './platform.ts';

/** Visual Studio Code: the servers of the default user profile, in the stable and the Insiders build. */
export const vscode: ClientDefinition = {
  id: 'vscode',
  name: 'Visual Studio Code',
  locate: (facts) => {
    const paths = pathsOf(facts);
    const folders = ['Code', 'Code - Insiders'].map((name) => paths.join(applicationFolder(facts), name));
    return Promise.resolve(
      folders.map((folder) => ({ path: paths.join(folder, 'User', 'mcp.json'), signs: [folder] })),
    );
  },
  serversKey: 'servers',
  entrySaysType: true,
  comments: 'kept',
  processNames: {
    darwin: ['Code', 'Code - Insiders'],
    win32: ['Code.exe', 'Code - Insiders.exe'],
    linux: ['code', 'code-insiders'],
  },
  toReload: 'In Visual Studio Code run "MCP: List Servers" and start trainingpeaks.',
  overwritesWhileRunning: false,
  toQuit: null,
};
