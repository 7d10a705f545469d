import { randomBytes } from 'node:crypto';
import pRetry from 'p-retry';
import { keepBackup } from './backups.ts';
import type { Snapshot } from './config-file.ts';
import type { Computer } from './computer.ts';
import { systemCode, type Disk } from './disk.ts';
import { pathsOf } from './platform.ts';
import { ConfigProblem, writeProblem } from './problem.ts';

const PRIVATE = 0o600;
const ABANDONED_AFTER_MILLISECONDS = 60_000;

/**
 * Replaces a file as a whole, or not at all: backup, temporary file in the same folder, a last look whether somebody
 * else wrote meanwhile, rename. Owner and permissions stay; a new file is for its owner alone. `bytes` null removes
 * the file. Between the last look and the rename another program could still write; no system offers to close
 * that gap.
 * @returns the path of the backup, or null when there was no file
 * @throws ConfigProblem `read_only`, `disk_full`, `changed_meanwhile`, `write_failed`
 */
export async function replaceFile(
  before: Snapshot,
  bytes: Uint8Array | null,
  computer: Computer,
): Promise<string | null> {
  const { disk, facts } = computer;
  const temporary = `${before.path}.tp-tray-${randomBytes(6).toString('hex')}.tmp`;
  try {
    await assertWritable(before, disk);
    if (before.bytes === null) await disk.makeFolder(pathsOf(facts).dirname(before.path));
    await removeAbandoned(before.path, computer);
    if (bytes !== null) {
      await disk.writeNew(temporary, {
        bytes,
        permissions: before.entry?.permissions ?? PRIVATE,
        ...(before.entry === null ? {} : { owner: before.entry }),
      });
    }
    const backup = before.bytes === null ? null : await keepBackup(before.path, before.bytes, computer);
    await assertUnchanged(before, disk);
    await patiently(() => (bytes === null ? disk.remove(before.path) : disk.rename(temporary, before.path)));
    return backup;
  } catch (error) {
    await disk.remove(temporary).catch(() => undefined);
    throw writeProblem(before.path, error);
  }
}

/** A rename would succeed on a write-protected file, too; but somebody protected it on purpose. */
async function assertWritable({ path, entry }: Snapshot, disk: Disk): Promise<void> {
  if (entry === null || ((entry.permissions & 0o222) !== 0 && (await disk.writable(path)))) return;
  throw new ConfigProblem(
    'read_only',
    `${path} is write-protected. Allow writing to it, then try again. The file is as it was.`,
  );
}

async function assertUnchanged({ path, bytes }: Snapshot, disk: Disk): Promise<void> {
  const now = (await disk.entry(path)) === null ? null : await disk.read(path);
  if (now === null ? bytes === null : bytes !== null && now.equals(bytes)) return;
  throw new ConfigProblem(
    'changed_meanwhile',
    `Another program keeps changing ${path}. Quit the program that uses it, then try again.`,
  );
}

/** Temporary files of a process that was killed hold a copy of the configuration. */
async function removeAbandoned(path: string, { disk, facts, now }: Computer): Promise<void> {
  const paths = pathsOf(facts);
  const folder = paths.dirname(path);
  const prefix = `${paths.basename(path)}.tp-tray-`;
  for (const name of await disk.names(folder)) {
    if (!name.startsWith(prefix) || !name.endsWith('.tmp')) continue;
    const entry = await disk.entry(paths.join(folder, name));
    if (entry !== null && now() - entry.modifiedAt > ABANDONED_AFTER_MILLISECONDS)
      await disk.remove(paths.join(folder, name)).catch(() => undefined);
  }
}

/** On Windows a virus scanner or a reader may hold a file for a moment. */
function patiently(action: () => Promise<void>): Promise<void> {
  return pRetry(action, {
    retries: 4,
    minTimeout: 50,
    factor: 2,
    shouldRetry: ({ error }) => ['EBUSY', 'EPERM', 'EACCES'].includes(systemCode(error)),
  });
}
