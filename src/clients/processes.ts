import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { z } from 'zod';
import type { ClientDefinition } from './client.ts';
import type { PlatformFacts } from './platform.ts';

/** A program that this user runs now. */
export interface RunningProgram {
  readonly processId: number;
  readonly parentId: number;
  /** A path, or a bare name where the system tells no more. */
  readonly program: string;
}

/** The programs this user runs now. */
export type ListProcesses = () => Promise<readonly RunningProgram[]>;

/** Runs a program to its end and gives what it printed; rejects when it fails or takes too long. */
export type RunProgram = (command: string, words: readonly string[]) => Promise<string>;

const run = promisify(execFile);

const LONGEST_RUN_MILLISECONDS = 10_000;

export const runProgram: RunProgram = async (command, words) => {
  const options = { timeout: LONGEST_RUN_MILLISECONDS, maxBuffer: 16 * 1024 * 1024, windowsHide: true };
  return (await run(command, [...words], options)).stdout;
};

/** `tasklist` tells no paths; without them Claude Desktop and Claude Code, both `claude.exe`, look the same. */
const WINDOWS_LIST = [
  '[Console]::OutputEncoding = [Text.Encoding]::UTF8',
  '$session = (Get-Process -Id $PID).SessionId',
  "$all = Get-CimInstance Win32_Process -Filter ('SessionId = ' + $session)",
  'ConvertTo-Json -Compress -InputObject @($all | Select-Object ProcessId, ParentProcessId, Name, ExecutablePath)',
].join('; ');

/** Asks `ps` or, on Windows, PowerShell. */
export function processLister(
  facts: PlatformFacts,
  run: RunProgram,
  userId = process.getuid?.() ?? 0,
): ListProcesses {
  if (facts.platform !== 'win32')
    return async () => parseProcessStatus(await run('ps', ['-axo', 'pid=,ppid=,uid=,comm=']), userId);
  const system = facts.variables['SYSTEMROOT'] ?? facts.variables['SystemRoot'] ?? 'C:\\Windows';
  const powerShell = `${system}\\System32\\WindowsPowerShell\\v1.0\\powershell.exe`;
  return async () =>
    parseWindowsProcesses(await run(powerShell, ['-NoProfile', '-NonInteractive', '-Command', WINDOWS_LIST]));
}

/** The lines of `ps -axo pid=,ppid=,uid=,comm=` that belong to a user. */
export function parseProcessStatus(text: string, userId: number): RunningProgram[] {
  return Array.from(
    text.matchAll(/^ *(\d+) +(\d+) +(-?\d+) +(.*\S) *$/gmu),
    ([, pid, ppid, uid, program]) => ({
      processId: Number(pid),
      parentId: Number(ppid),
      userId: Number(uid),
      program: program ?? '',
    }),
  )
    .filter((line) => line.userId === userId)
    .map(({ processId, parentId, program }) => ({ processId, parentId, program }));
}

const windowsProcesses = z.array(
  z
    .object({
      ProcessId: z.number(),
      ParentProcessId: z.number(),
      Name: z.string(),
      ExecutablePath: z.string().nullish(),
    })
    .transform(({ ProcessId, ParentProcessId, Name, ExecutablePath }) => ({
      processId: ProcessId,
      parentId: ParentProcessId,
      program: ExecutablePath ?? Name,
    })),
);

/** What PowerShell prints of `Win32_Process`, as JSON. */
export function parseWindowsProcesses(text: string): RunningProgram[] {
  return windowsProcesses.parse(JSON.parse(text));
}

/** A client is a tree of processes: its roots, which quit the others in good order. */
export function withoutChildren(programs: readonly RunningProgram[]): readonly RunningProgram[] {
  const all = new Set(programs.map(({ processId }) => processId));
  return programs.filter(({ parentId }) => !all.has(parentId));
}

/** Those of the programs that are the client; names on Windows are compared without regard to case. */
export function programsOf(
  programs: readonly RunningProgram[],
  { processNames, otherProgramsIn }: ClientDefinition,
  { platform }: PlatformFacts,
): readonly RunningProgram[] {
  const system = platform === 'darwin' || platform === 'win32' ? platform : 'linux';
  const same = (name: string) => (system === 'win32' ? name.toLowerCase() : name);
  const wanted = new Set(processNames[system].map(same));
  const separator = system === 'win32' ? '\\' : '/';
  return programs.filter(
    ({ program }) =>
      wanted.has(same(program.split(separator).at(-1) ?? program)) && otherProgramsIn?.test(program) !== true,
  );
}
