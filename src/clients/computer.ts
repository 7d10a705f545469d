import { localDisk, type Disk } from './disk.ts';
import { currentPlatform, type PlatformFacts } from './platform.ts';
import { processLister, runProgram, type ListProcesses, type RunProgram } from './processes.ts';

/** All of the computer that the connections touch; tests put stand-ins here. */
export interface Computer {
  readonly facts: PlatformFacts;
  readonly disk: Disk;
  readonly listProcesses: ListProcesses;
  readonly runProgram: RunProgram;
  /** Asks a process to end, by a signal that it may handle; does nothing when it is gone. */
  readonly terminate: (processId: number) => void;
  readonly isAlive: (processId: number) => boolean;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** The computer this process runs on. */
export function thisComputer(variables?: PlatformFacts['variables']): Computer {
  const facts = currentPlatform(variables);
  const listProcesses = processLister(facts, runProgram);
  return { facts, disk: localDisk, listProcesses, runProgram, terminate, isAlive, now: Date.now };
}

function terminate(processId: number): void {
  try {
    process.kill(processId, 'SIGTERM');
  } catch {
    // It has ended by itself.
  }
}

function isAlive(processId: number): boolean {
  try {
    return process.kill(processId, 0);
  } catch (error) {
    // It is there, and belongs to somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
