import { readFileSync } from 'node:fs';

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
  const rollups = family(processId).map((id) => readFileSync(`/proc/${id}/smaps_rollup`, 'utf8'));
  return {
    residentMebibytes: sumOf(rollups, /^Rss:\s+(\d+) kB/m),
    proportionalMebibytes: sumOf(rollups, /^Pss:\s+(\d+) kB/m),
  };
}

function family(processId: number): number[] {
  const children = readFileSync(`/proc/${processId}/task/${processId}/children`, 'utf8').match(/\d+/g) ?? [];
  return [processId, ...children.flatMap((child) => family(Number(child)))];
}

function sumOf(rollups: readonly string[], field: RegExp): number {
  const kibibytes = rollups.reduce((sum, rollup) => sum + Number(field.exec(rollup)?.[1] ?? 0), 0);
  return kibibytes / KIBIBYTES_PER_MEBIBYTE;
}
