import type { ClientDefinition } from './client.ts';
import { pathsOf } from './platform.ts';

/** Claude Code: servers of the user scope, in the large file that also holds its projects and its state. */
export const claudeCode: ClientDefinition = {
  id: 'claude-code',
  name: 'Claude Code',
  locate: (facts) => {
    const paths = pathsOf(facts);
    const moved = facts.variables['CLAUDE_CONFIG_DIR'] ?? '';
    const path = paths.join(moved === '' ? facts.home : moved, '.claude.json');
    return Promise.resolve([{ path, signs: moved === '' ? [path, paths.join(facts.home, '.claude')] : [] }]);
  },
  serversKey: 'mcpServers',
  entrySaysType: true,
  comments: 'refused',
  processNames: { darwin: ['claude'], win32: ['claude.exe'], linux: ['claude'] },
  toReload: 'Start a new Claude Code session; /mcp lists its servers.',
  overwritesWhileRunning: true,
  toQuit: null,
};
