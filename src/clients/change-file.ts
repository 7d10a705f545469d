import { backupsOf } from './backups.ts';
import type { ClientDefinition } from './client.ts';
import type { Computer } from './computer.ts';
import { parseConfig, valueOf, type ConfigDocument } from './config-document.ts';
import { withEntry, withoutProperty } from './config-edit.ts';
import { readSnapshot, type Snapshot } from './config-file.ts';
import { entryFor, isOurs, SERVER_NAME, starts, type ServerCommand } from './entry.ts';
import { readConfig } from './inspect.ts';
import { ConfigProblem, type ProblemCode } from './problem.ts';
import { replaceFile } from './replace-file.ts';

/** What became of one file. */
export interface FileOutcome {
  readonly path: string;
  readonly result:
    | 'created'
    | 'added'
    | 'repaired'
    | 'replaced'
    | 'removed'
    | 'file_removed'
    | 'already_connected'
    | 'nothing_to_remove'
    | 'refused';
  readonly changed: boolean;
  /** The copy of the file as it was before. */
  readonly backup: string | null;
  /** Set when the result is `refused`. */
  readonly problem: ProblemCode | null;
  /** In words for the user. */
  readonly message: string;
}

/** What is to be done: new text, null to remove the file, or nothing. */
type Plan =
  | {
      readonly result: 'created' | 'added' | 'repaired' | 'replaced' | 'removed' | 'file_removed';
      readonly text: string | null;
    }
  | { readonly result: 'already_connected' | 'nothing_to_remove' };

/** Writes our entry into a file. An entry that is not ours is replaced only when `force` is set. */
export function connectFile(
  path: string,
  client: ClientDefinition,
  command: ServerCommand,
  force: boolean,
  computer: Computer,
): Promise<FileOutcome> {
  const says = { type: client.entrySaysType };
  return changeFile(path, client, computer, async (document, snapshot) => {
    const edited = (entry: object) => withEntry(document, client.serversKey, entry);
    if (document.entry === null) {
      const result = snapshot.bytes === null ? 'created' : 'added';
      return { result, text: edited(entryFor(command, says)) };
    }
    const value = valueOf(document.entry.value);
    if (starts(value, command)) {
      return snapshot.hasByteOrderMark
        ? { result: 'repaired', text: snapshot.text }
        : { result: 'already_connected' };
    }
    if (await isOurs(value, command, computer)) {
      return { result: 'repaired', text: edited(entryFor(command, says, value)) };
    }
    if (force) return { result: 'replaced', text: edited(entryFor(command, says)) };
    throw foreignEntry(path);
  });
}

/**
 * Takes our entry out of a file. When nothing else was changed since we wrote it, the bytes of before come back,
 * a byte order mark excepted, and a file that we created goes; otherwise an object of servers that is now empty stays.
 */
export function disconnectFile(
  path: string,
  client: ClientDefinition,
  command: ServerCommand,
  computer: Computer,
): Promise<FileOutcome> {
  return changeFile(path, client, computer, async (document, snapshot) => {
    const { entry, servers } = document;
    if (entry === null || servers === null) return { result: 'nothing_to_remove' };
    const value = valueOf(entry.value);
    if (!starts(value, command) && !(await isOurs(value, command, computer))) throw foreignEntry(path);
    const original = await textBefore(snapshot, value, client, computer);
    if (original === null) return { result: 'file_removed', text: null };
    return { result: 'removed', text: original ?? withoutProperty(document.text, servers, entry) };
  });
}

/** The text into which our entry was put; null when there was no file; undefined when it cannot be told. */
async function textBefore(
  { path, text }: Snapshot,
  entry: unknown,
  client: ClientDefinition,
  computer: Computer,
): Promise<string | null | undefined> {
  if (typeof entry !== 'object' || entry === null) return undefined;
  const leadsHere = (document: ConfigDocument) =>
    document.entry === null && withEntry(document, client.serversKey, entry) === text;
  for (const backup of await backupsOf(path, computer)) {
    try {
      const before = await readSnapshot(backup, computer);
      if (leadsHere(parseConfig(before.text, client, backup))) return before.text;
    } catch (error) {
      if (!(error instanceof ConfigProblem)) throw error;
    }
  }
  return leadsHere({ text: '', root: null, servers: null, entry: null }) ? null : undefined;
}

/** Reads, plans and writes; once more from the start when another program wrote in between. */
async function changeFile(
  path: string,
  client: ClientDefinition,
  computer: Computer,
  plan: (document: ConfigDocument, snapshot: Snapshot) => Promise<Plan>,
): Promise<FileOutcome> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const { snapshot, document } = await readConfig(path, client, computer);
      const planned = await plan(document, snapshot);
      if (!('text' in planned)) {
        return outcome(path, planned.result, client, { changed: false, backup: null });
      }
      if (planned.text !== null) parseConfig(planned.text, client, path);
      const bytes = planned.text === null ? null : Buffer.from(planned.text, 'utf8');
      const backup = await replaceFile(snapshot, bytes, computer);
      return outcome(path, planned.result, client, { changed: true, backup });
    } catch (error) {
      if (!(error instanceof ConfigProblem)) throw error;
      if (error.code === 'changed_meanwhile' && attempt === 1) continue;
      return {
        path,
        result: 'refused',
        changed: false,
        backup: null,
        problem: error.code,
        message: error.message,
      };
    }
  }
}

function outcome(
  path: string,
  result: Plan['result'],
  { name }: ClientDefinition,
  rest: { readonly changed: boolean; readonly backup: string | null },
): FileOutcome {
  const words: Readonly<Record<Plan['result'], string>> = {
    created: `Created ${path} with the ${SERVER_NAME} server.`,
    added: `Added the ${SERVER_NAME} server to ${path}.`,
    repaired: `Repaired the ${SERVER_NAME} server in ${path}.`,
    replaced: `Replaced the ${SERVER_NAME} server of another program in ${path}.`,
    removed: `Removed the ${SERVER_NAME} server from ${path}.`,
    file_removed: `Removed ${path}, which held nothing but the ${SERVER_NAME} server.`,
    already_connected: `${name} is connected already, by ${path}.`,
    nothing_to_remove: `${path} has no ${SERVER_NAME} server.`,
  };
  const backup = rest.backup === null ? '' : ` The file of before is kept as ${rest.backup}.`;
  return { path, result, ...rest, problem: null, message: words[result] + backup };
}

function foreignEntry(path: string): ConfigProblem {
  return new ConfigProblem(
    'foreign_entry',
    `${path} has a server named ${SERVER_NAME} that TP Tray did not write. It was left alone. Remove or rename it, or insist on replacing it.`,
  );
}
