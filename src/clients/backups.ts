import { AppError } from '../shared/errors.ts';
import type { ClientDefinition } from './client.ts';
import { thisComputer, type Computer } from './computer.ts';
import { readSnapshot } from './config-file.ts';
import { systemCode } from './disk.ts';
import { pathsOf } from './platform.ts';
import { ConfigProblem } from './problem.ts';

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

/**
 * Deletes every backup of a client's files. Until then they serve to give the bytes of before back.
 * @returns how many there were
 * @throws AppError `storage_failed` that names one that is left
 */
export async function removeBackups(
  client: ClientDefinition,
  computer: Computer = thisComputer(),
): Promise<number> {
  const locations = await client.locate(computer.facts, computer.disk);
  const files = await Promise.all(locations.map(({ path }) => endOfLinks(path, computer)));
  const backups = (await Promise.all([...new Set(files)].map((path) => backupsOf(path, computer)))).flat();
  for (const backup of backups) {
    await computer.disk.remove(backup).catch((cause: unknown) => {
      throw new AppError('storage_failed', `The copy ${backup} could not be deleted.`, { cause });
    });
  }
  return backups.length;
}

/** Backups lie beside the file itself; beside the link where the file cannot be read. */
async function endOfLinks(path: string, computer: Computer): Promise<string> {
  try {
    return (await readSnapshot(path, computer)).path;
  } catch (error) {
    if (error instanceof ConfigProblem) return path;
    throw error;
  }
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
