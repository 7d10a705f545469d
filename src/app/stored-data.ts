import type { Dirent } from 'node:fs';
import { readdir, rm, rmdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../shared/errors.ts';
import type { StoredData, StoredItem, StoredKind } from '../shared/stored-data.ts';

/** Names in the data folder, by what they are; the order is that in which they are shown. */
const NAMES: Readonly<Record<StoredKind, RegExp>> = {
  history: /^history\.db(-wal|-shm|-journal|\.damaged-.*)?$/,
  activity: /^activity(\.1)?\.jsonl$/,
  settings: /^(settings|waiting|connected)\.json(\.new)?$/,
  mcp_token: /^mcp-token(\.new)?$/,
  logs: /^logs$/,
  program: /^program(\.new)?$/,
  shell: /^(electron|run)$/,
};
const KINDS = Object.keys(NAMES) as StoredKind[];

/** Whether TP Tray keeps something of this name in its data folder. */
export function isOurs(name: string): boolean {
  return Object.values(NAMES).some((pattern) => pattern.test(name));
}

/** What is in the data folder, and how much room it takes. What disappears meanwhile counts as nothing. */
export async function storedIn(folder: string): Promise<StoredData> {
  const found = await entriesOf(folder);
  const items = await Promise.all(
    KINDS.map(async (kind): Promise<StoredItem> => {
      const mine = found.filter(({ name }) => NAMES[kind].test(name));
      const sizes = await Promise.all(mine.map((entry) => sizeOf(folder, entry)));
      return {
        kind,
        paths: mine.map(({ name }) => join(folder, name)),
        bytes: sizes.reduce((sum, size) => sum + size, 0),
      };
    }),
  );
  return { folder, items: items.filter(({ paths }) => paths.length > 0) };
}

/**
 * Deletes what TP Tray keeps in the data folder, of the given kinds or all, and the folder itself when nothing else is in it.
 * Anything that is not ours stays.
 * @throws AppError `storage_failed` that names what is left
 */
export async function deleteStored(folder: string, kinds: readonly StoredKind[] = KINDS): Promise<void> {
  const { items } = await storedIn(folder);
  const paths = items.filter(({ kind }) => kinds.includes(kind)).flatMap((item) => item.paths);
  const ends = await Promise.allSettled(
    paths.map((path) => rm(path, { recursive: true, force: true, maxRetries: 3 })),
  );
  const left = paths.filter((_path, index) => ends[index]?.status === 'rejected');
  if (left.length > 0) {
    throw new AppError(
      'storage_failed',
      `These could not be deleted: ${left.join(', ')}. Close all programs that use TP Tray, then try again.`,
      { cause: ends.find((end) => end.status === 'rejected')?.reason },
    );
  }
  // It stays when somebody else keeps something in it.
  await rmdir(folder).catch(() => undefined);
}

async function entriesOf(folder: string): Promise<Dirent[]> {
  return readdir(folder, { withFileTypes: true }).catch(() => []);
}

async function sizeOf(folder: string, entry: Dirent): Promise<number> {
  const path = join(folder, entry.name);
  if (!entry.isDirectory()) return (await stat(path).catch(() => null))?.size ?? 0;
  const inside = await entriesOf(path);
  const sizes = await Promise.all(inside.map((each) => sizeOf(path, each)));
  return sizes.reduce((sum, size) => sum + size, 0);
}
