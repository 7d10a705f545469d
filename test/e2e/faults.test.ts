import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FaultName, FaultSwitches } from '../../src/demo/faults.ts';
import type { Simulator } from '../../src/demo/server.ts';
import { ADVICE } from '../../src/mcp/advice.ts';
import type { ErrorCode } from '../../src/shared/errors.ts';
import type { TrainingPeaksOptions } from '../../src/trainingpeaks/index.ts';
import {
  ACCOUNT,
  type Answer,
  fitnessToday,
  Lab,
  MINUTE,
  setStage,
  type Stage,
  TODAY,
  troublesOf,
  truth,
} from './faults-lab.ts';

/** How a fault shows: not at all, or by an error on a first load and by a note on an answer of the history. */
type Outcome = 'right' | { readonly code: ErrorCode; readonly words: RegExp };

interface Case {
  readonly name: string;
  readonly faults: FaultSwitches;
  /** What else happens at the moment the fault begins. */
  readonly also?: (simulator: Simulator) => void;
  readonly outcome: Outcome;
  /** The fault changes the values of workouts, so that only their load can be compared. */
  readonly spoilsValues?: true;
  /** Every request is slow or waits: one tool is enough. */
  readonly slow?: true;
  readonly client?: Partial<TrainingPeaksOptions>;
  /** The client was told to wait for long; only a new process asks again. */
  readonly recoversAfterRestart?: true;
}

const DOWN = { code: 'upstream_down', words: /problem of its own/ } as const;
const ALWAYS_LIMITED = { requestsPerMinute: 0 };
const endTokens = (simulator: Simulator) => simulator.account.expireTokens();
const isData = (path: string) => !path.endsWith('/token');

/** Every switch of the simulator that concerns data; `dirtyRows` changes the account and has tests of its own. */
const CASES: Record<
  Exclude<FaultName, 'dirtyRows' | 'loginCaptcha' | 'loginSecondFactor'>,
  readonly Case[]
> = {
  latency: [{ name: 'slow answers', faults: { latency: { milliseconds: 10 } }, outcome: 'right' }],
  unauthorized: [
    { name: '401 once', faults: { unauthorized: { times: 1 } }, outcome: 'right' },
    {
      name: '401 always',
      faults: { unauthorized: true },
      outcome: { code: 'session_expired', words: /session has ended\. Sign in again/ },
    },
  ],
  forbidden: [
    {
      name: '403',
      faults: { forbidden: true },
      outcome: { code: 'not_permitted', words: /does not let this account/ },
    },
  ],
  rateLimit: [
    {
      name: '429 a few times',
      faults: { rateLimit: { ...ALWAYS_LIMITED, retryAfterSeconds: 0, times: 3 } },
      outcome: 'right',
    },
    {
      name: '429 a few times without Retry-After',
      faults: { rateLimit: { ...ALWAYS_LIMITED, retryAfterSeconds: null, times: 3 } },
      outcome: 'right',
    },
    {
      name: '429 with a Retry-After of an hour',
      faults: { rateLimit: { ...ALWAYS_LIMITED, retryAfterSeconds: 3600 } },
      outcome: { code: 'rate_limited', words: /fewer requests\. Try again in 60 minutes/ },
      recoversAfterRestart: true,
    },
    {
      name: '429 always, without Retry-After',
      faults: { rateLimit: { ...ALWAYS_LIMITED, retryAfterSeconds: null } },
      outcome: { code: 'rate_limited', words: /fewer requests\. Try again in a minute/ },
    },
  ],
  serverError: [
    { name: '500 twice', faults: { serverError: { times: 2 } }, outcome: 'right' },
    { name: '500 on all paths', faults: { serverError: true }, outcome: DOWN },
    {
      name: '500 on the lists of workouts',
      faults: { serverError: { when: (path) => /workouts(\/\d{4}-|\/changed)/.test(path) } },
      outcome: DOWN,
    },
    {
      name: '500 beside the lists of workouts',
      faults: { serverError: { when: (path) => !/workouts\/(\d{4}-|changed)|\/user$/.test(path) } },
      outcome: 'right',
    },
  ],
  html: [
    { name: 'a web page once', faults: { html: { times: 1 } }, outcome: 'right' },
    {
      name: 'a web page always',
      faults: { html: true },
      outcome: { code: 'upstream_down', words: /web page instead of data/ },
    },
  ],
  truncatedJson: [
    { name: 'cut JSON once', faults: { truncatedJson: { times: 1 } }, outcome: 'right' },
    {
      name: 'cut JSON always',
      faults: { truncatedJson: { when: isData } },
      outcome: { code: 'upstream_down', words: /was incomplete/ },
    },
  ],
  slowBody: [
    {
      name: 'a body in pieces',
      faults: { slowBody: { bytesPerPiece: 8_000, pauseMilliseconds: 1 } },
      outcome: 'right',
    },
    {
      name: 'a body that does not end in time',
      faults: { slowBody: { when: isData, bytesPerPiece: 8, pauseMilliseconds: 60_000 } },
      client: { timeouts: { requestMs: 800, analysisMs: 800 } },
      outcome: { code: 'upstream_down', words: /did not answer in time/ },
      slow: true,
    },
  ],
  nanValues: [{ name: '"NaN"', faults: { nanValues: true }, outcome: 'right', spoilsValues: true }],
  numericStrings: [{ name: 'numbers as texts', faults: { numericStrings: true }, outcome: 'right' }],
  deletedWorkout: [
    { name: '"Invalid workoutId" for every workout', faults: { deletedWorkout: true }, outcome: 'right' },
  ],
  tokenError: [
    {
      name: '500 from the token endpoint, once',
      faults: { tokenError: { times: 1 } },
      also: endTokens,
      outcome: 'right',
    },
    {
      name: '500 from the token endpoint',
      faults: { tokenError: true },
      also: endTokens,
      outcome: { code: 'upstream_down', words: /could not verify the session.*sign-in is kept/ },
    },
  ],
  refreshFails: [{ name: 'no renewal of the session', faults: { refreshFails: true }, outcome: 'right' }],
  noChangeFeed: [{ name: 'no change feed', faults: { noChangeFeed: true }, outcome: 'right' }],
  sportPeaksError: [
    { name: '500 from records by sport', faults: { sportPeaksError: true }, outcome: 'right' },
  ],
  droppedConnection: [
    {
      name: 'a connection cut a few times',
      faults: { droppedConnection: { times: 3 } },
      outcome: 'right',
    },
    {
      name: 'no connection',
      faults: { droppedConnection: { when: isData } },
      outcome: { code: 'upstream_down', words: /could not be reached\. Check the network/ },
    },
  ],
};

const WITH_RECORDING = ACCOUNT.workouts.filter(({ recording }) => recording !== null).at(-1)?.workoutId ?? 0;
const ASKED: readonly (readonly [tool: string, input: Readonly<Record<string, unknown>>])[] = [
  ['tp_get_fitness', { days: 120 }],
  ['tp_get_fitness', { sport: 'Bike', end_date: '2026-04-14' }],
  ['tp_get_workouts', { days: 90, limit: 100 }],
  ['tp_get_workout', { workout_id: WITH_RECORDING }],
  ['tp_get_planned_workouts', {}],
  ['tp_get_peaks', { days: 30 }],
  ['tp_get_workout_prs', { workout_id: WITH_RECORDING }],
  ['tp_training_load_summary', {}],
  ['tp_fitness_trend', {}],
  ['tp_workout_analysis', { workout_id: WITH_RECORDING }],
  ['tp_performance_summary', { days: 30 }],
  ['tp_training_zones_distribution', { days: 14 }],
  ['tp_get_profile', {}],
];

/** Those that rest on more than the list of workouts; after a fault the others follow from the list alone. */
const BEYOND_THE_LIST = new Set([
  'tp_get_peaks',
  'tp_get_workout_prs',
  'tp_workout_analysis',
  'tp_training_zones_distribution',
  'tp_get_profile',
]);

/** The answers of an undisturbed TrainingPeaks. */
const undisturbed = new Map<string, Answer>();
const key = (tool: string, input: object) => `${tool} ${JSON.stringify(input)}`;

let stage: Stage;

beforeAll(async () => {
  stage = await setStage();
  const lab = new Lab(stage);
  for (const [tool, input] of ASKED) undisturbed.set(key(tool, input), await lab.ask(tool, input));
  expect(await lab.facts()).toEqual(truth());
  await lab.close();
});

afterAll(async () => {
  await stage.simulator.close();
});

describe.for(Object.values(CASES).flat())('$name', (fault) => {
  it('on a first load', async () => {
    await inLab(fault, async (lab) => {
      begin(fault, lab.simulator);
      const answer = await lab.ask('tp_get_fitness');
      if (fault.outcome === 'right') expectRight(answer);
      else expectError(answer, fault.outcome);
      await expectHonestyThenRecovery(fault, lab);
    });
  });

  it('with a history on disk', async () => {
    await inLab(fault, async (lab) => {
      await lab.ask('tp_get_fitness');
      lab.clock.now += 3 * MINUTE;
      await lab.restart(fault.client);
      begin(fault, lab.simulator);
      const answer = await lab.ask('tp_get_fitness');
      expectFitnessOfToday(answer);
      if (fault.outcome === 'right') expectRight(answer);
      else expectStale(answer, fault.outcome.words);
      await expectHonestyThenRecovery(fault, lab);
    });
  });

  it('in the middle of a load', async () => {
    await inLab(fault, async (lab) => {
      let lists = 0;
      const onTwelfthList = (path: string) => {
        if (/workouts\/\d{4}-/.test(path)) lists += 1;
        if (lists === 12) begin(fault, lab.simulator);
        return false;
      };
      lab.simulator.faults.set({ loginCaptcha: true, latency: { when: onTwelfthList } });
      await lab.restart(fault.client);
      const answer = await lab.ask('tp_get_fitness');
      expect(lists).toBeGreaterThanOrEqual(12);
      if (fault.outcome === 'right') {
        expectRight(answer);
      } else {
        expectStale(answer, fault.outcome.words);
        expect(answer.about.partial).toBe(true);
        expect(answer.text).toMatch(/history is still being loaded; it reaches back to 20/);
      }
      await expectHonestyThenRecovery(fault, lab);
    });
  });
});

async function inLab(fault: Case, story: (lab: Lab) => Promise<void>): Promise<void> {
  const lab = new Lab(stage, fault.client);
  try {
    await story(lab);
    expect(lab.logged.join('\n')).not.toMatch(/V001[\w-]{8}|gAAAA[\w-]{8}/);
  } finally {
    await lab.close();
  }
}

function begin({ faults, also }: Case, simulator: Simulator): void {
  simulator.faults.clear();
  simulator.faults.set(faults);
  also?.(simulator);
}

/** Asks every tool while the fault lasts, then ends the fault and looks for what was lost. */
async function expectHonestyThenRecovery(fault: Case, lab: Lab): Promise<void> {
  for (const [tool, input] of fault.slow === true ? [] : ASKED) {
    const answer = await lab.ask(tool, input);
    expectHonest(answer, undisturbed.get(key(tool, input)), fault.spoilsValues ?? false, key(tool, input));
  }
  lab.simulator.faults.clear();
  lab.clock.now += 3 * MINUTE;
  if (fault.recoversAfterRestart === true || fault.client !== undefined) await lab.restart({});
  const recovered = await lab.ask('tp_get_fitness');
  expectRight(recovered);
  if (fault.faults.noChangeFeed === undefined) expect(troublesOf(recovered)).toEqual([]);
  expect(await lab.facts()).toEqual(truth());
  if (fault.spoilsValues === true) return;
  for (const [tool, input] of ASKED.filter(([name]) => BEYOND_THE_LIST.has(name))) {
    const answer = await lab.ask(tool, input);
    expect(answer.data, key(tool, input)).toEqual(undisturbed.get(key(tool, input))?.data);
  }
}

function expectRight(answer: Answer): void {
  expect(answer.isError, answer.text).toBe(false);
  expect(answer.about, answer.text).toMatchObject({ stale: false, partial: false });
  expectFitnessOfToday(answer);
}

function expectFitnessOfToday({ data, text }: Answer): void {
  expect(data['current'], text).toMatchObject({ date: TODAY, ...fitnessToday(truth()) });
}

function expectError({ isError, text }: Answer, { code, words }: Exclude<Outcome, 'right'>): void {
  expect(isError).toBe(true);
  expect(text).toMatch(words);
  expect(text.startsWith(`${code}: `), text).toBe(true);
  expect(text.endsWith(ADVICE[code]), text).toBe(true);
}

function expectStale({ isError, about, text }: Answer, words: RegExp): void {
  expect(isError, text).toBe(false);
  expect(about.stale).toBe(true);
  expect(about.notes.join('\n')).toMatch(words);
  expect(text).toContain('STALE');
  expect(text).toMatch(words);
}

/** What the simulator, the parser or the network says. None of it is for the reader of an answer. */
const FOREIGN =
  /An error has occurred|Authorization has been denied|not permitted to see this athlete|Checking your browser|Invalid workoutId|No HTTP resource|HTTP \d|fetch failed|ECONN|socket|SyntaxError|<html|127\.0\.0\.1/i;

/** Right, or marked as stale or partial with a reason, or an error with a code and a next step. */
function expectHonest(answer: Answer, right: Answer | undefined, valuesMayDiffer: boolean, question: string) {
  const { isError, about, text, data } = answer;
  expect(text + JSON.stringify({ data, about })).not.toMatch(FOREIGN);
  if (isError) {
    const code = /^([a-z_]+): /.exec(text)?.[1] ?? '';
    expect(Object.keys(ADVICE), `${question}: ${text}`).toContain(code);
    expect(code, `${question}: ${text}`).not.toBe('internal');
    expect(text.endsWith(ADVICE[code as ErrorCode]), text).toBe(true);
  } else if (about.stale || about.partial) {
    expect(about.notes.length, question).toBeGreaterThan(0);
    for (const note of about.notes) expect(text).toContain(note);
  } else if (!valuesMayDiffer) {
    expect(data, question).toEqual(right?.data);
  }
}
