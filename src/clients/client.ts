import type { Disk } from './disk.ts';
import type { PlatformFacts } from './platform.ts';

export type ClientId = 'claude-desktop' | 'claude-code' | 'cursor' | 'vscode';

/** A file in which a client may keep its servers. */
export interface ConfigLocation {
  readonly path: string;
  /** Files or folders of which one is there when the client is installed; none named: it counts as installed. */
  readonly signs: readonly string[];
}

/** All that sets one AI client apart from the others. */
export interface ClientDefinition {
  readonly id: ClientId;
  /** As its users call it. */
  readonly name: string;
  /** Where its configuration may be, most likely place first; never empty. */
  readonly locate: (facts: PlatformFacts, disk: Disk) => Promise<readonly ConfigLocation[]>;
  /** In words for the user, a build of it on this computer that cannot be connected; null when there is none. */
  readonly unusableBuild?: (facts: PlatformFacts, disk: Disk) => Promise<string | null>;
  /** The key that holds the servers. */
  readonly serversKey: 'mcpServers' | 'servers';
  /** Whether an entry says `"type": "stdio"`. */
  readonly entrySaysType: boolean;
  /** Whether the client reads files with comments and trailing commas. */
  readonly comments: 'refused' | 'kept';
  /** Names of its program in the list of processes; other systems are looked up under `linux`. */
  readonly processNames: Readonly<Record<'darwin' | 'win32' | 'linux', readonly string[]>>;
  /** Where other programs of the same name are. */
  readonly otherProgramsIn?: RegExp;
  /** What a user does to make the client read its configuration again. */
  readonly toReload: string;
  /** Whether the client, while running, may write its own copy of the file over ours. */
  readonly overwritesWhileRunning: boolean;
  /** How a user quits the client, where it must not run while its file is changed; null where it may. */
  readonly toQuit: string | null;
}
