import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import {
  ACCOUNT,
  DAY,
  type Fact,
  fitnessToday,
  HOUR,
  Lab,
  MINUTE,
  setStage,
  type Stage,
  TODAY,
  troublesOf,
  truth,
} from './faults-lab.ts';

let stage: Stage;
let lab: Lab;

beforeEach(async () => {
  stage = await setStage();
  lab = new Lab(stage);
});

afterEach(async () => {
  vi.restoreAllMocks();
  await lab.close();
  await stage.simulator.close();
});

const FIRST_DONE = truth().find(({ tss }) => tss !== null)?.workoutId ?? 0;

function changed(workoutId: number, change: Partial<Fact>): Fact[] {
  return truth().map((fact) => (fact.workoutId === workoutId ? { ...fact, ...change } : fact));
}

it('reads dirty rows as far as they can be read, says what is missing, and forgets them when they are gone', async () => {
  lab.simulator.faults.set({ dirtyRows: true });
  const dirty = [
    { workoutId: 3_999_000_002, day: TODAY, tss: 20, plannedTss: null },
    { workoutId: 3_999_000_003, day: TODAY, tss: 25, plannedTss: null },
    { workoutId: 3_999_000_004, day: TODAY, tss: null, plannedTss: null },
  ];
  expect(await lab.facts()).toEqual([...truth(), ...dirty]);
  const fitness = await lab.ask('tp_get_fitness');
  expect(fitness.data['current']).toMatchObject(fitnessToday([...truth(), ...dirty]));
  const list = await lab.ask('tp_get_workouts', { days: 7 });
  expect(list.about.partial).toBe(true);
  expect(list.text).toMatch(/2 workouts of this range could not be read and are not counted/);
  expect((await lab.ask('tp_get_workouts', { end_date: '2025-12-01' })).about.partial).toBe(false);

  lab.simulator.faults.clear();
  lab.clock.now += DAY;
  expect(await lab.facts()).toEqual(truth());
  expect((await lab.ask('tp_get_workouts', { days: 7 })).about.partial).toBe(false);
});

it('does not take a workout for deleted while a row of its list cannot be told', async () => {
  expect(await lab.facts()).toEqual(truth());
  const recent = truth().find(({ day, tss }) => day >= '2026-03-01' && tss !== null)?.workoutId ?? 0;
  lab.simulator.faults.set({ dirtyRows: true, noChangeFeed: true });
  lab.simulator.account.deleteWorkout(recent);
  lab.clock.now += 10 * MINUTE;
  expect((await lab.facts()).map(({ workoutId }) => workoutId)).toContain(recent);
  lab.simulator.faults.clear('dirtyRows');
  lab.clock.now += 10 * MINUTE;
  expect((await lab.facts()).map(({ workoutId }) => workoutId)).not.toContain(recent);
});

it('finds an edit of an old workout that was made days before the change feed came back', async () => {
  expect(await lab.facts()).toEqual(truth());
  lab.simulator.faults.set({ noChangeFeed: true });
  lab.simulator.account.upsertWorkout({ workoutId: FIRST_DONE, tssActual: 321 });
  for (let day = 1; day <= 5; day += 1) {
    lab.clock.now += DAY;
    expect((await lab.ask('tp_get_fitness')).text).toMatch(/does not report changes.*may be missing/);
  }
  lab.simulator.faults.clear();
  lab.clock.now += 2 * HOUR;
  expect(troublesOf(await lab.ask('tp_get_fitness'))).toEqual([]);
  expect(await lab.facts()).toEqual(changed(FIRST_DONE, { tss: 321 }));
});

it('does not take a lost connection for a broken change feed', async () => {
  await lab.ask('tp_get_fitness');
  lab.simulator.faults.set({ droppedConnection: true });
  lab.clock.now += 3 * MINUTE;
  expect((await lab.ask('tp_get_fitness')).about.stale).toBe(true);
  lab.simulator.faults.clear();
  lab.simulator.account.upsertWorkout({ workoutId: FIRST_DONE, tssActual: 321 });
  lab.clock.now += 3 * MINUTE;
  const recovered = await lab.ask('tp_get_fitness');
  expect(recovered.about.stale).toBe(false);
  expect(troublesOf(recovered)).toEqual([]);
  expect(await lab.facts()).toEqual(changed(FIRST_DONE, { tss: 321 }));
});

it('follows a deletion, and says of a deleted workout that it is gone', async () => {
  expect((await lab.ask('tp_get_workout', { workout_id: FIRST_DONE })).isError).toBe(false);
  lab.simulator.account.deleteWorkout(FIRST_DONE);
  lab.clock.now += 3 * MINUTE;
  const answer = await lab.ask('tp_get_workout', { workout_id: FIRST_DONE });
  expect(answer.text).toMatch(/^not_found: TrainingPeaks has no such item\. It may have been deleted\./);
  expect(await lab.facts()).toEqual(truth().filter(({ workoutId }) => workoutId !== FIRST_DONE));
});

it('says why a first load does not go on when there is not enough for fitness yet', async () => {
  let lists = 0;
  const afterThree = (path: string) => /workouts\/\d{4}-/.test(path) && (lists += 1) > 3;
  lab.simulator.faults.set({ droppedConnection: { when: afterThree } });
  const answer = await lab.ask('tp_get_fitness');
  expect(answer.text).toMatch(
    /^upstream_down: TrainingPeaks could not be reached\. Check the network connection\. .*history reaches back to 2025-12-15 so far/,
  );
  const list = await lab.ask('tp_get_workouts', { days: 30, limit: 100 });
  expect(list.about).toMatchObject({ stale: true, partial: false });
  const inRange = truth().filter(({ day }) => day >= '2026-02-13' && day <= TODAY);
  expect(list.data['total']).toBe(inRange.length);
});

it('answers at once after a failure, and asks again half a minute later', async () => {
  await lab.ask('tp_get_fitness');
  lab.clock.now += 3 * MINUTE;
  lab.simulator.faults.set({ serverError: true });
  expect((await lab.ask('tp_get_fitness')).about.stale).toBe(true);
  const asked = lab.simulator.requests.length;
  lab.simulator.faults.clear();
  lab.clock.now += 20_000;
  expect((await lab.ask('tp_get_fitness')).about.stale).toBe(true);
  expect(lab.simulator.requests).toHaveLength(asked);
  lab.clock.now += 20_000;
  expect((await lab.ask('tp_get_fitness')).about.stale).toBe(false);
});

it('does not keep a question waiting for a slow TrainingPeaks, and goes on loading behind it', async () => {
  await lab.restart({ timeouts: { requestMs: 10 * MINUTE } });
  const askImpatiently = async (patienceMilliseconds: number) => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const asked = lab.simulator.requests.length;
    const answer = lab.ask('tp_get_fitness');
    while (!lab.simulator.requests.slice(asked).some(({ path }) => path.includes('/workouts/'))) await turn();
    vi.advanceTimersByTime(patienceMilliseconds);
    vi.useRealTimers();
    return answer;
  };
  lab.simulator.faults.set({ latency: { milliseconds: 300, when: (path) => path.includes('/workouts/') } });
  expect((await askImpatiently(40_000)).text).toMatch(
    /^still_loading: A refresh from TrainingPeaks is still running\. Call again in a minute/,
  );
  lab.simulator.faults.clear();
  expect((await lab.ask('tp_get_fitness')).data['current']).toMatchObject(fitnessToday(truth()));

  lab.simulator.faults.set({ latency: { milliseconds: 300 } });
  lab.clock.now += 3 * MINUTE;
  const late = await askImpatiently(8_000);
  expect(late.data['current']).toMatchObject(fitnessToday(truth()));
  expect(late.text).toMatch(/STALE.*\nNote: Not refreshed: A refresh from TrainingPeaks is still running/);
  expect((await lab.ask('tp_get_fitness')).about.stale).toBe(false);
});

it('reads the best efforts from the workouts when the lists by sport answer 500', async () => {
  const question = ['tp_get_peaks', { days: 3650 }] as const;
  const fromLists = await lab.ask(...question);
  expect(fromLists.data['source']).toBe('trainingpeaks');
  lab.simulator.faults.set({ sportPeaksError: true });
  const fromWorkouts = await lab.ask(...question);
  expect(fromWorkouts.data['source']).toBe('workouts');
  expect(fromWorkouts.about.partial).toBe(false);
  expect(bestPowers(fromWorkouts.data)).toEqual(expect.arrayContaining(bestPowers(fromLists.data)));
  expect(bestPowers(fromLists.data).length).toBeGreaterThan(5);
});

it('keeps the old session when TrainingPeaks does not renew it, and says so', async () => {
  lab.simulator.faults.set({ refreshFails: true });
  const answer = await lab.ask('tp_refresh_auth');
  expect(answer.data).toMatchObject({ signed_in: true, renewed: false });
  expect(answer.text).toMatch(/did not extend the session/);
  expect((await lab.ask('tp_get_fitness')).about.stale).toBe(false);
});

it('answers from the history when the cookie is dead, and tells who must sign in', async () => {
  await lab.ask('tp_get_fitness');
  lab.simulator.account.revokeCookie();
  lab.simulator.account.expireTokens();
  lab.clock.now += DAY;
  const answer = await lab.ask('tp_get_fitness', { end_date: TODAY });
  expect(answer.data['current']).toMatchObject(fitnessToday(truth()));
  expect(answer.about.stale).toBe(true);
  expect(answer.text).toMatch(/Not refreshed: The TrainingPeaks session has ended\. Sign in again/);
  expect(answer.text).toMatch(/synced 24 h ago/);
  const status = await lab.ask('tp_auth_status');
  expect(status.data).toMatchObject({ signed_in: false, state: 'expired', athlete: 'Dana Demo' });
  expect(status.text).toMatch(/has expired\. Ask the user to sign in/);
});

it('shows the zones as soon as TrainingPeaks gives them, and says that they are missing until then', async () => {
  lab.simulator.faults.set({ serverError: { when: (path) => path.endsWith('/settings') } });
  const without = await lab.ask('tp_get_profile');
  expect(without.about.partial).toBe(true);
  expect(without.text).toMatch(/zones could not be read/);
  lab.simulator.faults.clear();
  lab.clock.now += 3 * MINUTE;
  const withZones = await lab.ask('tp_get_profile');
  expect(withZones.about.partial).toBe(false);
  expect(withZones.text).toMatch(/FTP/i);
});

function bestPowers(data: Readonly<Record<string, unknown>>): unknown[] {
  const peaks = data['peaks'] as { class: string; over: string; value: number; workout_id: number }[];
  return peaks
    .filter((peak) => peak.class === 'Power')
    .map(({ over, value, workout_id: workoutId }) => ({ over, value, workoutId }));
}

it('has an account behind it that can lose something', () => {
  expect(ACCOUNT.workouts.length).toBeGreaterThan(300);
  expect(truth().filter(({ tss }) => tss !== null).length).toBeGreaterThan(200);
});
