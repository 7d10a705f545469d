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
/** Makes Electron's executable run a script. */
const NODE_MODE_VARIABLE = 'ELECTRON_RUN_AS_NODE';
/** Variables that belong to the command; all other variables of an entry belong to the user. */
const OUR_VARIABLES: readonly string[] = [NODE_MODE_VARIABLE, HOME_VARIABLE];

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

/** Our executables, and the AppImages they come in. */
const PROGRAM = /^tp[- ]tray(?: helper)?(?:\.exe)?$|^tp-tray(?:-\d[\d.]*)?(?:-linux-\w+)?\.appimage$/iu;
const NODE = /^node(?:js)?(?:-?\d+)?(?:\.exe)?$/iu;
const ELECTRON = /^electron(?:\d+| helper)?(?:\.exe)?$/iu;
/** The built program where a clone, a package, an installation or the copy of an AppImage of ours has it. */
const SCRIPT =
  /[\\/]\.?tp[- ]tray(?:-main|-v?\d[\d.]*|\.app[\\/]Contents|[\\/]program)?[\\/](?:dist|resources)[\\/]cli\.js$/iu;

/**
 * Whether TP Tray wrote an entry, perhaps from another place: it starts our program with `mcp`, or Node or Electron
 * with our script and `mcp`, by absolute paths. Words elsewhere in an entry say nothing about who wrote it.
 */
export async function isOurs(value: unknown, command: ServerCommand, computer: Computer): Promise<boolean> {
  const entry = asServerCommand(value);
  const paths = pathsOf(computer.facts);
  if (entry === null || !paths.isAbsolute(entry.command)) return false;
  const program = paths.basename(entry.command);
  const [first = '', second] = entry.args;
  if (PROGRAM.test(program) && first === 'mcp') return true;
  if (second !== 'mcp' || !paths.isAbsolute(first)) return false;
  if (PROGRAM.test(program)) return true;
  const isRuntime = NODE.test(program) || ELECTRON.test(program);
  return isRuntime && (first === command.args[0] || (await isOurScript(first, computer)));
}

/** Told by the package that a script belongs to; where that is gone, by the name of its folder. */
async function isOurScript(script: string, { facts, disk }: Computer): Promise<boolean> {
  const paths = pathsOf(facts);
  if (paths.basename(script) !== 'cli.js') return false;
  const folder = paths.dirname(script);
  const root = paths.basename(folder) === 'dist' ? paths.dirname(folder) : folder;
  const manifest = await disk.read(paths.join(root, 'package.json')).catch(() => null);
  return manifest === null ? SCRIPT.test(script) : packageName(manifest) === 'tp-tray';
}

/**
 * Whether an entry starts what the command starts, the very same script with the same data folder, by another runtime
 * that is there: the app and the terminal of one copy of the program each write their own.
 */
export async function startsSameScript(
  value: unknown,
  command: ServerCommand,
  { facts, disk }: Computer,
): Promise<boolean> {
  const entry = writtenEntry.safeParse(value).data;
  if (entry === undefined || (entry.type ?? 'stdio') !== 'stdio' || usesAnotherHome(value, command))
    return false;
  const paths = pathsOf(facts);
  const [script = ''] = entry.args;
  if (!paths.isAbsolute(entry.command) || !paths.isAbsolute(script)) return false;
  if (JSON.stringify(entry.args) !== JSON.stringify(command.args)) return false;
  const program = paths.basename(entry.command);
  const isElectron = ELECTRON.test(program) || PROGRAM.test(program);
  const runsScript = isElectron ? entry.env[NODE_MODE_VARIABLE] === '1' : NODE.test(program);
  return runsScript && (await disk.entry(entry.command).catch(() => null)) !== null;
}

function packageName(manifest: Buffer): string | null {
  try {
    return z.object({ name: z.string() }).parse(JSON.parse(manifest.toString('utf8'))).name;
  } catch {
    return null;
  }
}
