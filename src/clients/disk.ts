import { constants } from 'node:fs';
import {
  access,
  lstat,
  mkdir,
  open,
  readdir,
  readFile,
  readlink,
  rename,
  rm,
  type FileHandle,
} from 'node:fs/promises';

/** What stands at a path; a link is reported as a link. */
export interface DiskEntry {
  readonly kind: 'file' | 'folder' | 'link' | 'other';
  /** Permission bits, for example 0o644. */
  readonly permissions: number;
  readonly userId: number;
  readonly groupId: number;
  /** Milliseconds since 1970. */
  readonly modifiedAt: number;
}

/** A new file to be written. */
export interface NewFile {
  readonly bytes: Uint8Array;
  readonly permissions: number;
  /** Kept where the process may give files away. */
  readonly owner?: { readonly userId: number; readonly groupId: number };
}

/** The few operations on files that this folder needs; every one fails with Node's system errors. */
export interface Disk {
  /** What stands at the path, or null when nothing does. */
  entry(path: string): Promise<DiskEntry | null>;
  read(path: string): Promise<Buffer>;
  /** Whether this process may write to the file or folder. */
  writable(path: string): Promise<boolean>;
  /** The path a link leads to, as it is written in the link. */
  linkTarget(path: string): Promise<string>;
  /** The names in a folder; none when there is no such folder. */
  names(folder: string): Promise<string[]>;
  makeFolder(path: string): Promise<void>;
  /** Creates a file, fails when one is there, and returns when its bytes are on the disk. */
  writeNew(path: string, file: NewFile): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  remove(path: string): Promise<void>;
}

/** The file system of this computer. */
export const localDisk: Disk = {
  async entry(path) {
    const status = await lstat(path).catch(nullWhenMissing);
    if (status === null) return null;
    return {
      kind: status.isFile()
        ? 'file'
        : status.isDirectory()
          ? 'folder'
          : status.isSymbolicLink()
            ? 'link'
            : 'other',
      permissions: status.mode & 0o777,
      userId: status.uid,
      groupId: status.gid,
      modifiedAt: status.mtimeMs,
    };
  },
  read: (path) => readFile(path),
  writable: (path) =>
    access(path, constants.W_OK).then(
      () => true,
      () => false,
    ),
  linkTarget: (path) => readlink(path),
  names: async (folder) => (await readdir(folder).catch(nullWhenMissing)) ?? [],
  async makeFolder(path) {
    await mkdir(path, { recursive: true, mode: 0o700 });
  },
  async writeNew(path, { bytes, permissions, owner }) {
    const handle = await open(path, 'wx', permissions);
    try {
      await handle.writeFile(bytes);
      if (owner !== undefined) await giveTo(handle, owner);
      await handle.chmod(permissions);
      await handle.sync();
    } finally {
      await handle.close();
    }
  },
  rename: (from, to) => rename(from, to),
  remove: (path) => rm(path, { force: true }),
};

/** Only a privileged process can give a file away; for everybody else the file is its owner's already. */
async function giveTo(handle: FileHandle, owner: NonNullable<NewFile['owner']>): Promise<void> {
  const { uid, gid } = await handle.stat();
  if (uid === owner.userId && gid === owner.groupId) return;
  await handle.chown(owner.userId, owner.groupId).catch(() => undefined);
}

function nullWhenMissing(error: unknown): null {
  if (systemCode(error) === 'ENOENT' || systemCode(error) === 'ENOTDIR') return null;
  throw error;
}

/** The code of a system error, such as `ENOSPC`; empty for anything else. */
export function systemCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
