import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmdirSync,
  statSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { AppError } from '../shared/errors.ts';
import { isOurs } from './stored-data.ts';

const OWNER = 0o700;
const OTHERS = 0o077;

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
 * A data folder that was there before loses the rights of others, unless it holds things that are not ours.
 * @throws AppError `storage_failed` that says what stands in the way and what to do about it
 */
export function prepareFolders(folders: Partial<Folders>): void {
  for (const folder of Object.values(folders)) {
    try {
      makeFolder(folder);
      if (folder === folders.data) makePrivate(folder);
      rmdirSync(mkdtempSync(join(folder, '.probe-')));
    } catch (cause) {
      throw new AppError('storage_failed', inWords(folder, cause), { cause });
    }
  }
}

/**
 * Makes a folder and those above it, for their owner alone. Node's own way to do so never ends where the system says
 * of a folder inside an existing one that there is no such place, as in `/proc`.
 * @throws the error of the file system
 */
export function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  if (dirname(folder) !== folder) makeFolder(dirname(folder));
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    // Another process may have been first.
    if (!existsSync(folder)) throw error;
  }
}

/** On Windows the folder of a user is closed to others by the system. */
function makePrivate(folder: string): void {
  const { mode, uid } = statSync(folder);
  const isOpen = (mode & OTHERS) !== 0;
  if (isOpen && uid === process.getuid?.() && readdirSync(folder).every(isOurs))
    chmodSync(folder, mode & OWNER);
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
