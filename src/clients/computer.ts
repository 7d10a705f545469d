import { localDisk, type Disk } from './disk.ts';
import { currentPlatform, type PlatformFacts } from './platform.ts';
import { processLister, type ListProcesses } from './processes.ts';

/** All of the computer that the connections touch; tests put stand-ins here. */
export interface Computer {
  readonly facts: PlatformFacts;
  readonly disk: Disk;
  readonly listProcesses: ListProcesses;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** The computer this process runs on. */
export function thisComputer(variables?: PlatformFacts['variables']): Computer {
  const facts = currentPlatform(variables);
  return { facts, disk: localDisk, listProcesses: processLister(facts), now: Date.now };
}
