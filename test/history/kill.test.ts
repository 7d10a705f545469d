import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/history/database.ts';
import { QUIET, temporaryFolder } from './builders.ts';
import { killAccount, type Found, type Phase } from './kill-account.ts';
import { bundleLoadingProgram, LoadingCase, type LoadingProgram } from './loading-process.ts';

const KILLS = 200;
/** Histories that are loaded side by side. */
const LANES = 2;
const SEED = 20_260_928;
/** A process asks at most this often before it is killed, and lives at most this long after. */
const MOST_REQUESTS: Record<Phase, number> = { load: 12, refresh: 36 };
const MOST_MILLISECONDS = 6;
/** One in ten is killed while it starts. */
const EARLY = { share: 0.1, mostMilliseconds: 60 };

const UNDISTURBED = { isDone: true, wasKilled: false, complaints: '' };

let program: LoadingProgram;
beforeAll(async () => {
  program = await bundleLoadingProgram();
});
afterAll(() => program.remove());

const newCase = () => new LoadingCase(program, temporaryFolder());

/** Mulberry32: numbers from 0 to 1 that are the same in every run. */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface Tally {
  kills: number;
  /** Kills before the process had opened the file. */
  early: number;
  /** Kills after the refresh that follows the load had begun to read the change feed. */
  inRefresh: number;
  /** Days back to which the history reached when a process started. */
  readonly reached: Set<string | null>;
}

/** Kills one phase again and again until it is done, or until there were enough kills; then lets it end. */
async function killThrough(
  killed: LoadingCase,
  phase: Phase,
  tally: Tally,
  random: () => number,
): Promise<void> {
  let before: Found = { loadedFrom: null, loadedTo: null };
  for (;;) {
    const loading = killed.start(phase);
    const isEarly = random() < EARLY.share;
    const requests = Math.floor(random() * MOST_REQUESTS[phase]);
    const milliseconds = random() * (isEarly ? EARLY.mostMilliseconds : MOST_MILLISECONDS);
    const kill = async () => {
      if (!isEarly) await loading.hasAsked(requests);
      await sleep(milliseconds);
      loading.kill();
    };
    if (tally.kills < KILLS) await kill();
    const [found, ended] = await Promise.all([loading.found, loading.ended]);
    expect(ended.complaints).toBe('');
    if (found !== null) {
      expectContinued(before, found);
      if (phase === 'load') expectNothingAskedAgain(found, loading.requests);
      before = found;
      tally.reached.add(found.loadedFrom);
    }
    if (ended.isDone) return;
    expect(ended.wasKilled).toBe(true);
    tally.kills += 1;
    tally.early += found === null ? 1 : 0;
    tally.inRefresh += phase === 'refresh' && loading.requests.length > 0 ? 1 : 0;
  }
}

function expectContinued(before: Found, found: Found): void {
  if (before.loadedFrom === null || before.loadedTo === null) return;
  expect((found.loadedFrom ?? '9999') <= before.loadedFrom).toBe(true);
  expect((found.loadedTo ?? '') >= before.loadedTo).toBe(true);
}

/** No window is read that was kept already. */
function expectNothingAskedAgain({ loadedFrom, loadedTo }: Found, requests: readonly string[]): void {
  if (loadedFrom === null || loadedTo === null) return;
  const again = requests.filter((request) => {
    const [kind, from = '', to = ''] = request.split(' ');
    return kind === 'window' && to >= loadedFrom && from <= loadedTo;
  });
  expect(again).toEqual([]);
}

describe('a process that is killed', () => {
  it(`continues after ${KILLS} kills at random moments, and ends with the same history`, async () => {
    const undisturbed = newCase();
    expect(await undisturbed.start('load').ended).toEqual(UNDISTURBED);
    const contentAfterLoad = undisturbed.content();
    expect(undisturbed.workouts()).toEqual(killAccount('load').all());
    expect(await undisturbed.start('refresh').ended).toEqual(UNDISTURBED);
    const contentAfterRefresh = undisturbed.content();

    const tally: Tally = { kills: 0, early: 0, inRefresh: 0, reached: new Set() };
    const lane = async (seed: number) => {
      const random = seededRandom(seed);
      while (tally.kills < KILLS) {
        const killed = newCase();
        await killThrough(killed, 'load', tally, random);
        expect(killed.content()).toEqual(contentAfterLoad);
        await killThrough(killed, 'refresh', tally, random);
        expect(killed.content()).toEqual(contentAfterRefresh);
      }
    };
    await Promise.all(Array.from({ length: LANES }, (_, index) => lane(SEED + index)));

    expect(tally.kills).toBeGreaterThanOrEqual(KILLS);
    expect(tally.reached.size).toBeGreaterThan(20);
    expect(tally.inRefresh).toBeGreaterThan(5);
    expect(tally.early).toBeGreaterThan(0);
  }, 180_000);

  it('does not block the one that waits for it', async () => {
    const loaded = newCase();
    const first = loaded.start('load', 50);
    await first.hasAsked(1);
    const second = loaded.start('load');
    await second.found;
    await first.hasAsked(12);
    first.kill();
    expect(await first.ended).toMatchObject({ wasKilled: true });
    expect(await second.ended).toEqual(UNDISTURBED);
    expect(loaded.workouts()).toEqual(killAccount('load').all());
  });
});

describe('two processes on one file', () => {
  it('wait for each other while the file is new', async () => {
    const shared = newCase();
    const database = openDatabase(shared.path, QUIET);
    database.exec('PRAGMA journal_mode = DELETE; BEGIN IMMEDIATE');
    const waiting = shared.start('load');
    await sleep(300);
    database.exec('COMMIT');
    database.close();
    expect(await waiting.ended).toEqual(UNDISTURBED);
  });

  it('load it once, with no request doubled', async () => {
    const alone = newCase();
    expect(await alone.start('load').ended).toEqual(UNDISTURBED);
    for (const requestsBeforeTheSecond of [0, 0, 0, 1, 20]) {
      const shared = newCase();
      const first = shared.start('load');
      if (requestsBeforeTheSecond > 0) await first.hasAsked(requestsBeforeTheSecond);
      const second = shared.start('load');
      expect(await Promise.all([first.ended, second.ended])).toEqual([UNDISTURBED, UNDISTURBED]);
      expect(shared.content()).toEqual(alone.content());
      expect(new Set(shared.windows()).size).toBe(shared.windows().length);
    }
  });
});
