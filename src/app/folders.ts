import { lstatSync, mkdirSync, mkdtempSync, rmdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AppError } from '../shared/errors.ts';

/** Where the app keeps what. */
export interface Folders {
  readonly data: string;
  readonly logs: string;
  /** What Electron itself keeps: nothing of the account. */
  readonly electron: string;
}

/** The folders of the app inside the data folder. */
export function foldersIn(data: string): Folders {
  return { data, logs: join(data, 'logs'), electron: join(data, 'electron') };
}

/**
 * Makes those of the folders that a program uses, for their owner alone, and sees that something can be written into each.
 * @throws AppError `storage_failed` that says what stands in the way and what to do about it
 */
export function prepareFolders(folders: Partial<Folders>): void {
  for (const folder of Object.values(folders)) {
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      rmdirSync(mkdtempSync(join(folder, '.probe-')));
    } catch (cause) {
      throw new AppError('storage_failed', inWords(folder, cause), { cause });
    }
  }
}

function inWords(folder: string, error: unknown): string {
  const file = fileInTheWay(folder);
  if (file !== null)
    return `TP Tray keeps its data in the folder ${folder}, but ${file} is a file. Move or rename that file, then start TP Tray again.`;
  switch (error instanceof Error && 'code' in error ? error.code : null) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return `TP Tray keeps its data in the folder ${folder}, but may not write there. Give your user the right to write into it, then start TP Tray again.`;
    case 'ENOSPC':
    case 'EDQUOT':
      return `TP Tray keeps its data in the folder ${folder}, but the disk is full. Free some space, then start TP Tray again.`;
    default:
      return `TP Tray keeps its data in the folder ${folder}, which cannot be used. Check that its disk is connected and in order, then start TP Tray again.`;
  }
}

/** What is no folder although it must be one: the path itself or one above it. */
function fileInTheWay(path: string): string | null {
  const facts = factsOf(path);
  if (facts === 'absent') return path === dirname(path) ? null : fileInTheWay(dirname(path));
  return facts === 'file' ? path : null;
}

function factsOf(path: string): 'file' | 'other' | 'absent' {
  try {
    return lstatSync(path).isFile() ? 'file' : 'other';
  } catch {
    return 'absent';
  }
}
