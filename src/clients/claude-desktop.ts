import type { ClientDefinition, ConfigLocation } from './client.ts';
import type { Disk } from './disk.ts';
import { applicationFolder, localApplicationFolder, pathsOf, type PlatformFacts } from './platform.ts';

const FILE = 'claude_desktop_config.json';

const QUIT =
  'Quit Claude Desktop completely (tray icon or menu, then Quit; closing the window is not enough)';
/** The homes of Claude Code on Windows: by its installer, by npm, in an editor, and inside Claude Desktop. */
const CLAUDE_CODE = /\\(?:\.local\\bin|\.claude|node_modules|extensions|claude-code)\\/iu;

/** Claude Desktop: the entries are read at its start only, and a running Claude writes its own copy back. */
export const claudeDesktop: ClientDefinition = {
  id: 'claude-desktop',
  name: 'Claude Desktop',
  locate,
  unusableBuild: flatpak,
  serversKey: 'mcpServers',
  entrySaysType: false,
  comments: 'refused',
  processNames: { darwin: ['Claude'], win32: ['claude.exe'], linux: ['claude-desktop', 'Claude'] },
  otherProgramsIn: CLAUDE_CODE,
  toReload: `${QUIT} and start it again.`,
  overwritesWhileRunning: true,
  toQuit: `${QUIT}.`,
};

/**
 * A flatpak reads its configuration in `~/.var/app`, and starts every server inside its own sandbox, where neither
 * TP Tray nor its history nor the keychain is. From outside, such an entry would seem to work.
 */
async function flatpak(facts: PlatformFacts, disk: Disk): Promise<string | null> {
  if (facts.platform !== 'linux') return null;
  const paths = pathsOf(facts);
  const apps = paths.join(facts.home, '.var', 'app');
  const names = (await disk.names(apps).catch(() => [])).filter((name) => /claude/iu.test(name)).sort();
  for (const name of names) {
    if ((await disk.entry(paths.join(apps, name, 'config', 'Claude')).catch(() => null)) !== null)
      return `Claude Desktop is here as a flatpak (${name}), which runs in a sandbox and cannot start programs of this computer, TP Tray among them. Use a build of it that is no flatpak.`;
  }
  return null;
}

/**
 * On Windows the app from claude.ai and from the Microsoft Store is an MSIX package, which reads its own copy of
 * AppData and never `%APPDATA%`; older installations read `%APPDATA%`. Both may be present.
 */
async function locate(facts: PlatformFacts, disk: Disk): Promise<readonly ConfigLocation[]> {
  const paths = pathsOf(facts);
  const standIn = facts.variables['TP_CLAUDE_DESKTOP_DIR'] ?? '';
  if (standIn !== '') return [{ path: paths.join(standIn, FILE), signs: [] }];
  const classic = paths.join(applicationFolder(facts), 'Claude');
  const locations = [{ path: paths.join(classic, FILE), signs: [classic] }];
  if (facts.platform !== 'win32') return locations;
  const packages = paths.join(localApplicationFolder(facts), 'Packages');
  const all = await disk.names(packages).catch(() => []);
  const names = all.filter((name) => name.startsWith('Claude_')).sort();
  const packaged = names.map((name) => ({
    path: paths.join(packages, name, 'LocalCache', 'Roaming', 'Claude', FILE),
    signs: [paths.join(packages, name)],
  }));
  return [...packaged, ...locations];
}
