import { homedir } from 'node:os';
import { posix, win32, type PlatformPath } from 'node:path';

/** What the code must know about the computer; injected, so that every platform is tested on any of them. */
export interface PlatformFacts {
  readonly platform: NodeJS.Platform;
  /** The home folder of the user. */
  readonly home: string;
  /** The environment variables. */
  readonly variables: Readonly<Record<string, string | undefined>>;
}

/** The computer this process runs on. */
export function currentPlatform(variables: PlatformFacts['variables'] = process.env): PlatformFacts {
  return { platform: process.platform, home: homedir(), variables };
}

/** The path rules of the platform in question. */
export function pathsOf({ platform }: PlatformFacts): PlatformPath {
  return platform === 'win32' ? win32 : posix;
}

/**
 * The folder in which desktop programs keep one folder each: `~/Library/Application Support` on macOS,
 * `%APPDATA%` on Windows, `$XDG_CONFIG_HOME` or `~/.config` elsewhere. A relative `XDG_CONFIG_HOME` is
 * ignored, as the XDG base directory specification asks.
 */
export function applicationFolder(facts: PlatformFacts): string {
  const paths = pathsOf(facts);
  switch (facts.platform) {
    case 'darwin':
      return paths.join(facts.home, 'Library', 'Application Support');
    case 'win32':
      return facts.variables['APPDATA'] ?? paths.join(facts.home, 'AppData', 'Roaming');
    default: {
      const configured = facts.variables['XDG_CONFIG_HOME'] ?? '';
      return paths.isAbsolute(configured) ? configured : paths.join(facts.home, '.config');
    }
  }
}

/** Windows: `%LOCALAPPDATA%`. */
export function localApplicationFolder(facts: PlatformFacts): string {
  return facts.variables['LOCALAPPDATA'] ?? pathsOf(facts).join(facts.home, 'AppData', 'Local');
}
