import type { AppStatus } from './app-status.ts';

/**
 * What TP Tray keeps on this computer. `history`: the training. `activity`: what assistants asked. `program`: a copy of the
 * program for assistants to start. `shell`: what the window and the local socket need; nothing of the account.
 */
export type StoredKind = 'history' | 'activity' | 'settings' | 'mcp_token' | 'logs' | 'program' | 'shell';

export interface StoredItem {
  readonly kind: StoredKind;
  /** The files and folders of this kind that are there. */
  readonly paths: readonly string[];
  readonly bytes: number;
}

/** Where everything is; kinds of which nothing is there are left out. */
export interface StoredData {
  readonly folder: string;
  readonly items: readonly StoredItem[];
}

/** `workouts`: every workout with all its fields. `fitness`: load, CTL, ATL and TSB of every day. */
export type ExportedTable = 'workouts' | 'fitness';

/** Where an export went; null when the user chose no place for it. `downloadFrom`: an address beside the page, once. */
export type ExportEnd = { readonly savedAs: string } | { readonly downloadFrom: string } | null;

/** What became of deleting everything. */
export interface Removal {
  readonly status: AppStatus;
  /** What could not be removed, and why, each in a sentence or two. Empty when all is gone. */
  readonly left: readonly string[];
}
