import { readdirSync, readFileSync } from 'node:fs';

const KIBIBYTES_PER_MEBIBYTE = 1024;

/** What a server occupies, its child processes included. */
export interface Memory {
  /** Resident set: every page it has in memory, in MiB. */
  readonly residentMebibytes: number;
  /** The same with shared pages divided among the processes that share them, in MiB. */
  readonly proportionalMebibytes: number;
}

/** Reads the memory of a process and its descendants; null where the system has no `/proc`. */
export function readMemory(processId: number): Memory | null {
  if (process.platform !== 'linux') return null;
  const rollups = processFamily(processId).map((id) => readFileSync(`/proc/${id}/smaps_rollup`, 'utf8'));
  return {
    residentMebibytes: sumOf(rollups, /^Rss:\s+(\d+) kB/m),
    proportionalMebibytes: sumOf(rollups, /^Pss:\s+(\d+) kB/m),
  };
}

/** A process and its descendants. Each thread lists the children it started: Chromium's are not all of the first. */
export function processFamily(processId: number): number[] {
  const children = readdirSync(`/proc/${processId}/task`).flatMap(
    (threadId) => childrenOfThread(`/proc/${processId}/task/${threadId}/children`).match(/\d+/g) ?? [],
  );
  return [processId, ...children.flatMap((child) => processFamily(Number(child)))];
}

/** A thread that has ended since it was listed has no children: others of its process have taken them over. */
function childrenOfThread(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function sumOf(rollups: readonly string[], field: RegExp): number {
  const kibibytes = rollups.reduce((sum, rollup) => sum + Number(field.exec(rollup)?.[1] ?? 0), 0);
  return kibibytes / KIBIBYTES_PER_MEBIBYTE;
}
