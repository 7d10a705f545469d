import type { ClientDefinition } from './client.ts';
import { pathsOf } from './platform.ts';

/** Cursor: the servers of all projects. */
export const cursor: ClientDefinition = {
  id: 'cursor',
  name: 'Cursor',
  locate: (facts) => {
    const folder = pathsOf(facts).join(facts.home, '.cursor');
    return Promise.resolve([{ path: pathsOf(facts).join(folder, 'mcp.json'), signs: [folder] }]);
  },
  serversKey: 'mcpServers',
  entrySaysType: false,
  comments: 'kept',
  processNames: { darwin: ['Cursor'], win32: ['Cursor.exe'], linux: ['cursor'] },
  toReload: 'Open Cursor Settings, MCP, and switch the trainingpeaks server on, or start Cursor again.',
  overwritesWhileRunning: false,
  toQuit: null,
};
