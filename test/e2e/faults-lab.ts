import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SimulatedAccount } from '../../src/demo/account.ts';
import { syntheticAthlete } from '../../src/demo/athlete/synthetic-athlete.ts';
import { startSimulator, type Simulator } from '../../src/demo/server.ts';
import { openDatabase } from '../../src/history/database.ts';
import { createHistory, type History } from '../../src/history/history.ts';
import { createStore } from '../../src/history/store.ts';
import { callTool } from '../../src/mcp/call-tool.ts';
import { TOOLS } from '../../src/mcp/tools/index.ts';
import type { TrainingPeaksOptions } from '../../src/trainingpeaks/index.ts';
import { createTrainingPeaks } from '../../src/trainingpeaks/index.ts';

/** A Saturday, 16:00 in Vienna. */
const NOW = Date.parse('2026-03-14T15:00:00Z');
export const TODAY = '2026-03-14';
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** The athlete behind every test: one season, computed once. */
export const ACCOUNT: SimulatedAccount = syntheticAthlete({ seed: 1, today: TODAY, seasons: 1 });

/** The facts of a workout that must never be lost or changed. */
export interface Fact {
  readonly workoutId: number;
  readonly day: string;
  readonly tss: number | null;
  readonly plannedTss: number | null;
}

/** An answer of a tool, as a client sees it. */
export interface Answer {
  readonly isError: boolean;
  readonly text: string;
  /** The structured content without its `about`. Empty for an error. */
  readonly data: Readonly<Record<string, unknown>>;
  readonly about: { readonly stale: boolean; readonly partial: boolean; readonly notes: readonly string[] };
}

/** A simulated TrainingPeaks and the clock that both sides go by. It stands still until a test moves it. */
export interface Stage {
  readonly clock: { now: number };
  readonly simulator: Simulator;
}

export async function setStage(): Promise<Stage> {
  const clock = { now: NOW };
  return { clock, simulator: await startSimulator({ athlete: ACCOUNT, now: () => clock.now }) };
}

/** One simulated TrainingPeaks, one data folder, and an engine that can be started anew on both. */
export class Lab {
  readonly logged: string[] = [];
  #history: History | null = null;

  readonly clock: Stage['clock'];
  readonly simulator: Simulator;
  readonly #folder = mkdtempSync(join(tmpdir(), 'faults-'));

  /** Begins with an empty folder, at the hour `NOW`, on a stage without faults. */
  constructor(
    stage: Stage,
    private readonly clientOptions: Partial<TrainingPeaksOptions> = {},
  ) {
    this.clock = stage.clock;
    this.simulator = stage.simulator;
    this.clock.now = NOW;
    this.simulator.faults.clear();
  }

  /** Ends the engine and starts another on the same folder, as a new process would. */
  async restart(options: Partial<TrainingPeaksOptions> = this.clientOptions): Promise<void> {
    await this.#history?.close();
    this.#history = this.#start(options);
  }

  async close(): Promise<void> {
    await this.#history?.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async ask(name: string, input: Readonly<Record<string, unknown>> = {}): Promise<Answer> {
    const tool = TOOLS.find((candidate) => candidate.name === name);
    if (tool === undefined) throw new Error(`There is no tool ${name}.`);
    const history = this.#current();
    const result = await callTool(
      tool,
      input,
      {
        log: { info: this.#keep, warn: this.#keep, error: this.#keep },
        now: () => this.clock.now,
        snapshot: (options) => history.snapshot(options),
        session: {
          ...history.session,
          forget: () => {
            history.session.forget();
            return Promise.resolve();
          },
        },
      },
      new AbortController().signal,
    );
    const { about, ...data } = (result.structuredContent ?? { about: NOTHING }) as { about: Answer['about'] };
    const text = result.content.map((part) => (part.type === 'text' ? part.text : '')).join('\n');
    return { isError: result.isError === true, text, data, about };
  }

  /** What the local history holds. */
  async facts(): Promise<Fact[]> {
    const snapshot = await this.#current().snapshot();
    return snapshot
      .sessions()
      .map(({ workoutId, day, tss, plannedTss }) => ({ workoutId, day, tss, plannedTss }))
      .sort(byId);
  }

  readonly #keep = (message: string, rest?: unknown): void => {
    this.logged.push(`${message} ${described(rest)}`);
  };

  #current(): History {
    return (this.#history ??= this.#start(this.clientOptions));
  }

  #start(options: Partial<TrainingPeaksOptions>): History {
    const { apiUrl: api, homeUrl: home, analysisUrl: analysis } = this.simulator;
    const log = { info: this.#keep, warn: this.#keep, error: this.#keep };
    const now = () => this.clock.now;
    let { cookie } = this.simulator;
    const cookies = {
      read: () => Promise.resolve({ cookie, origin: 'keychain' as const }),
      replace: (renewed: string) => {
        cookie = renewed;
        return Promise.resolve();
      },
    };
    const remote = createTrainingPeaks({
      urls: { api, home, analysis },
      cookies,
      log,
      now,
      spacingMs: 0,
      retryDelayMs: 1,
      ...options,
    });
    const store = createStore(openDatabase(join(this.#folder, 'history.db'), log));
    return createHistory({ store, remote, log, now });
  }
}

/** What an answer remarks on the reading, not on the training itself. */
export function troublesOf({ about }: Answer): readonly string[] {
  return about.notes.filter((note) => !note.includes('look like one recording'));
}

const NOTHING: Answer['about'] = { stale: false, partial: false, notes: [] };

function described(value: unknown): string {
  return value instanceof Error
    ? `${value.message} <- ${described(value.cause)}`
    : JSON.stringify(value ?? null);
}

function byId(one: Fact, other: Fact): number {
  return one.workoutId - other.workoutId;
}

/** What the account holds, read from its wire rows. */
export function truth(): Fact[] {
  return ACCOUNT.workouts
    .map((workout) => {
      const row = workout.row();
      const number = (name: string) => (typeof row[name] === 'number' ? row[name] : null);
      return {
        workoutId: workout.workoutId,
        day: workout.day,
        tss: number('tssActual'),
        plannedTss: number('tssPlanned'),
      };
    })
    .sort(byId);
}

/** CTL and ATL at the end of today and TSB of this morning, by the definition and nothing else; to one decimal. */
export function fitnessToday(facts: readonly Fact[]): { ctl: number; atl: number; tsb: number } {
  const load = new Map<string, number>();
  for (const { day, tss } of facts) load.set(day, (load.get(day) ?? 0) + (tss ?? 0));
  const days = [...load.keys()].filter((day) => day <= TODAY).sort();
  let [ctl, atl, tsb] = [0, 0, 0];
  for (let at = Date.parse(days[0] ?? TODAY); at <= Date.parse(TODAY); at += DAY) {
    const tss = load.get(new Date(at).toISOString().slice(0, 10)) ?? 0;
    tsb = ctl - atl;
    ctl += (tss - ctl) / 42;
    atl += (tss - atl) / 7;
  }
  const rounded = (value: number) => Math.round(value * 10) / 10;
  return { ctl: rounded(ctl), atl: rounded(atl), tsb: rounded(tsb) };
}
