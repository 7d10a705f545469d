import { addDays } from '../../src/analytics/calendar.ts';
import type { SyncSubject } from '../../src/history/sync.ts';
import { ATHLETE, workout } from './builders.ts';
import { FakeAccount } from './fake-account.ts';

/** What a loading process does: the first load, or a refresh on the day after many edits. */
export type Phase = 'load' | 'refresh';

/** What a loading process is told, as JSON in its first argument. */
export interface LoadingOrder {
  readonly phase: Phase;
  readonly path: string;
  /** Milliseconds since 1970 that the clock of the process starts with. */
  readonly startAt: number;
  readonly answerMilliseconds: number;
}

/** What a loading process finds when it starts: its first line on standard output. Each request is one more. */
export interface Found {
  readonly loadedFrom: string | null;
  readonly loadedTo: string | null;
}

const FIRST_DAY = '2018-01-01';
const WORKOUTS = 1700;
const EDITED_AT = '2026-09-28T16:00:00Z';

export const PHASES: Record<Phase, { readonly startAt: number; readonly subject: SyncSubject }> = {
  load: phase('2026-09-28'),
  refresh: phase('2026-09-29'),
};

function phase(today: string) {
  return {
    startAt: Date.parse(`${today}T12:00:00Z`),
    subject: { athleteId: ATHLETE, createdDay: FIRST_DAY, today },
  };
}

/** Nine years, the same in every process: as they were at the first load, or after the edits that follow it. */
export function killAccount(phase: Phase): FakeAccount {
  const text = 'Warm up, then three times ten minutes at threshold. '.repeat(6);
  const workouts = Array.from({ length: WORKOUTS }, (_, index) => {
    const day = addDays(FIRST_DAY, index * 2);
    return workout(1000 + index, day, { description: text, lastModified: `${FIRST_DAY}T09:00:00.0` });
  });
  const account = new FakeAccount(ATHLETE, () => Date.parse(EDITED_AT), workouts);
  for (let id = 1100; id < 1000 + WORKOUTS; id += 400) account.unreadable.add(id);
  if (phase === 'refresh') edit(account);
  return account;
}

function edit(account: FakeAccount): void {
  const ids = account.all().map(({ workoutId }) => workoutId);
  const every = (step: number, first: number) => ids.filter((_, index) => index % step === first);
  for (const id of every(30, 3)) account.edit(id, { title: 'Renamed' });
  for (const id of every(70, 5)) account.edit(id, { day: addDays('2026-09-20', -(id % 100)) });
  for (const id of every(70, 6)) account.edit(id, { day: addDays(FIRST_DAY, id) });
  for (const id of every(40, 7)) account.delete(id);
  for (let index = 0; index < 15; index += 1)
    account.put(workout(9000 + index, addDays('2026-09-29', -index * 80)));
}
