import { appendFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from './folders.ts';

const LARGEST_FILE_BYTES = 1_000_000;
const NEWEST = 'tp-tray.log';
const OLDER = ['tp-tray.1.log', 'tp-tray.2.log'];

/**
 * Writes lines to a file in a folder for its owner alone. A full file becomes the first of two older ones, so that
 * the log never grows beyond three. A disk that refuses costs the line, never the program.
 */
export function createLogFile(folder: string, largestBytes = LARGEST_FILE_BYTES): (line: string) => void {
  const file = join(folder, NEWEST);
  let size: number | null = null;

  return (line) => {
    try {
      size ??= begin(folder, file);
      if (size > 0 && size + Buffer.byteLength(line) > largestBytes) {
        makeRoom(folder, file);
        size = 0;
      }
      appendFileSync(file, line, { mode: 0o600 });
      size += Buffer.byteLength(line);
    } catch {
      size = null;
    }
  };
}

function begin(folder: string, file: string): number {
  makeFolder(folder);
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

function makeRoom(folder: string, file: string): void {
  const names = [file, ...OLDER.map((name) => join(folder, name))];
  for (let index = names.length - 1; index > 0; index -= 1) {
    const [from, to] = [names[index - 1] ?? file, names[index] ?? file];
    if (statSync(from, { throwIfNoEntry: false }) !== undefined) renameSync(from, to);
  }
}
