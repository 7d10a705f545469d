import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { BenchAccount } from './account.ts';
import type { Memory } from './memory.ts';
import { startServer, type ServerCommand } from './server-process.ts';

/** Everything measured of one server; a list holds one value a run. */
export interface Measurements {
  readonly startMilliseconds: number[];
  readonly coldMilliseconds: number[];
  readonly warmMilliseconds: number[];
  readonly restartMilliseconds: number[];
  /** Cold answer divided by the least time the throttle allows for the requests it took. */
  readonly backfillRatio: number[];
  readonly memoryAfterStart: Memory[];
  readonly memoryAfterAnswers: Memory[];
  readonly memoryAfterRestart: Memory[];
  toolListCharacters: number;
}

const THROTTLE_SPACING_MILLISECONDS = 150;
const WARM_UP_CALLS = 5;
const WARM_CALLS = 200;
/** A server that asks the network for every answer gets fewer calls, so that a run stays short. */
const WARM_LIMIT_MILLISECONDS = 5_000;
/** Until a process that has just answered has come to rest. */
const REST_MILLISECONDS = 1_000;

export function noMeasurements(): Measurements {
  return {
    startMilliseconds: [],
    coldMilliseconds: [],
    warmMilliseconds: [],
    restartMilliseconds: [],
    backfillRatio: [],
    memoryAfterStart: [],
    memoryAfterAnswers: [],
    memoryAfterRestart: [],
    toolListCharacters: 0,
  };
}

/** One start, no question. */
export async function measureStart(
  command: ServerCommand,
  account: BenchAccount,
  into: Measurements,
): Promise<void> {
  await inEmptyFolder(async (folder) => {
    const server = await startServer(command, { ...account.variables, ...folder });
    into.startMilliseconds.push(server.startMilliseconds);
    await server.close();
  });
}

/** The life of a server with an empty data folder: first start, first answer, warm answers, restart. */
export async function measureLife(
  command: ServerCommand,
  account: BenchAccount,
  into: Measurements,
): Promise<void> {
  await inEmptyFolder(async (folder) => {
    const variables = { ...account.variables, ...folder };
    const server = await startServer(command, variables);
    try {
      into.startMilliseconds.push(server.startMilliseconds);
      into.toolListCharacters = server.toolListCharacters;
      await wait(REST_MILLISECONDS);
      keep(into.memoryAfterStart, server.memory());

      const requestsBefore = account.requestCount();
      const cold = await server.fitnessMilliseconds();
      const requests = account.requestCount() - requestsBefore;
      into.coldMilliseconds.push(cold);
      into.backfillRatio.push(cold / (requests * THROTTLE_SPACING_MILLISECONDS));

      for (let call = 0; call < WARM_UP_CALLS; call += 1) await server.fitnessMilliseconds();
      const warmSince = performance.now();
      for (let call = 0; call < WARM_CALLS; call += 1) {
        if (performance.now() - warmSince > WARM_LIMIT_MILLISECONDS) break;
        into.warmMilliseconds.push(await server.fitnessMilliseconds());
      }
      await wait(REST_MILLISECONDS);
      keep(into.memoryAfterAnswers, server.memory());
    } finally {
      await server.close();
    }

    const restarted = await startServer(command, variables);
    try {
      into.restartMilliseconds.push(await restarted.fitnessMilliseconds());
      await wait(REST_MILLISECONDS);
      keep(into.memoryAfterRestart, restarted.memory());
    } finally {
      await restarted.close();
    }
  });
}

function keep(list: Memory[], memory: Memory | null): void {
  if (memory !== null) list.push(memory);
}

/** Runs `work` with a data folder and a home folder of its own. */
async function inEmptyFolder(work: (folder: Record<string, string>) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'tp-tray-bench-'));
  try {
    await work({ HOME: folder, TP_TRAY_HOME: join(folder, 'data') });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
