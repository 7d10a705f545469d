import type { Computer } from './computer.ts';
import { systemCode } from './disk.ts';
import { pathsOf } from './platform.ts';

const KEPT = 5;

/** Copies the bytes beside the file, readable for its owner alone, and drops all but the last five such copies. */
export async function keepBackup(path: string, bytes: Uint8Array, computer: Computer): Promise<string> {
  const backup = await written(path, bytes, computer.now(), computer);
  const old = (await backupsOf(path, computer)).slice(KEPT);
  for (const each of old) await computer.disk.remove(each).catch(() => undefined);
  return backup;
}

/** The backups of a file, the newest first. */
export async function backupsOf(path: string, { facts, disk }: Computer): Promise<string[]> {
  const paths = pathsOf(facts);
  const prefix = `${paths.basename(path)}.tp-tray-backup-`;
  const names = await disk.names(paths.dirname(path));
  return names
    .filter((name) => name.startsWith(prefix))
    .sort()
    .reverse()
    .map((name) => paths.join(paths.dirname(path), name));
}

async function written(path: string, bytes: Uint8Array, now: number, computer: Computer): Promise<string> {
  const stamp = new Date(now).toISOString().replaceAll(':', '-');
  const backup = `${path}.tp-tray-backup-${stamp}`;
  try {
    await computer.disk.writeNew(backup, { bytes, permissions: 0o600 });
    return backup;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return written(path, bytes, now + 1, computer);
    await computer.disk.remove(backup).catch(() => undefined);
    throw error;
  }
}
