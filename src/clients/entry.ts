import { z } from 'zod';
import type { Computer } from './computer.ts';
import { pathsOf } from './platform.ts';

/** The name under which clients know our server. */
export const SERVER_NAME = 'trainingpeaks';

/** How a client starts our server. */
export interface ServerCommand {
  /** Absolute path of a program. */
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** Names the data folder, where it is not the default. */
const HOME_VARIABLE = 'TP_TRAY_HOME';
/** Variables that belong to the command; all other variables of an entry belong to the user. */
const OUR_VARIABLES: readonly string[] = ['ELECTRON_RUN_AS_NODE', HOME_VARIABLE];

const writtenEntry = z.looseObject({
  type: z.string().optional(),
  command: z.string(),
  args: z.array(z.string()).default([]),
  env: z.record(z.string(), z.string()).default({}),
});

/** Reads an entry of a configuration file; null when it is not one that starts a program. */
export function asServerCommand(value: unknown): Required<ServerCommand> | null {
  const entry = writtenEntry.safeParse(value);
  if (!entry.success) return null;
  const { command, args, env } = entry.data;
  return { command, args, env };
}

/** The entry for a command; of the entry it replaces, the user's own variables and settings stay. */
export function entryFor(command: ServerCommand, says: { type: boolean }, replaced?: unknown): object {
  const before = writtenEntry.safeParse(replaced).data ?? { env: {} };
  const env = { ...without(before.env, OUR_VARIABLES), ...command.env };
  return {
    ...(says.type ? { type: 'stdio' } : {}),
    command: command.command,
    args: [...command.args],
    ...(Object.keys(env).length === 0 ? {} : { env }),
    ...without(before, ['type', 'command', 'args', 'env']),
  };
}

function without(record: object, names: readonly string[]): object {
  return Object.fromEntries(Object.entries(record).filter(([name]) => !names.includes(name)));
}

/** Whether an entry starts exactly this command; variables and settings that the user added do not matter. */
export function starts(value: unknown, command: ServerCommand): boolean {
  const entry = writtenEntry.safeParse(value);
  if (!entry.success || (entry.data.type ?? 'stdio') !== 'stdio') return false;
  const { env } = entry.data;
  const wanted = command.env ?? {};
  return (
    entry.data.command === command.command &&
    JSON.stringify(entry.data.args) === JSON.stringify(command.args) &&
    [...OUR_VARIABLES, ...Object.keys(wanted)].every((name) => env[name] === wanted[name])
  );
}

/** Whether an entry names another data folder than the command does. */
export function usesAnotherHome(value: unknown, command: ServerCommand): boolean {
  const entry = asServerCommand(value);
  return entry !== null && entry.env[HOME_VARIABLE] !== command.env?.[HOME_VARIABLE];
}

const PROGRAM = /^tp[- ]tray( helper)?([-_ .][\w.-]*)?$/iu;
const FOLDER = /^tp[- ]tray/iu;

/**
 * Whether TP Tray wrote an entry, perhaps from another place: it starts `tp-tray mcp`. Told by the name of the
 * program, or by the package or else the folder that a `dist/cli.js` belongs to. A `dist/cli.js mcp` that is gone
 * counts as ours: nobody's server runs there.
 */
export async function isOurs(
  value: unknown,
  command: ServerCommand,
  { facts, disk }: Computer,
): Promise<boolean> {
  const entry = asServerCommand(value);
  if (entry?.args.includes('mcp') !== true) return false;
  const words = [entry.command, ...entry.args];
  if (words.some((word) => PROGRAM.test(segments(word).at(-1) ?? ''))) return true;
  const script = words.find((word) => segments(word).slice(-2).join('/') === 'dist/cli.js');
  if (script === undefined) return false;
  if (command.args.includes(script)) return true;
  const paths = pathsOf(facts);
  const root = paths.dirname(paths.dirname(script));
  const manifest = await disk.read(paths.join(root, 'package.json')).catch(() => null);
  if (manifest !== null) return packageName(manifest) === 'tp-tray';
  const gone = (await disk.entry(script).catch(() => null)) === null;
  return gone || segments(script).some((segment) => FOLDER.test(segment));
}

function segments(path: string): string[] {
  return path.split(/[\\/]/u);
}

function packageName(manifest: Buffer): string | null {
  try {
    return z.object({ name: z.string() }).parse(JSON.parse(manifest.toString('utf8'))).name;
  } catch {
    return null;
  }
}
