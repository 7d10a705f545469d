/**
 * What the right answers are, worked out from the rows of TrainingPeaks in the plainest way and without
 * any code of the product. Days are `YYYY-MM-DD`.
 */
export type WireRow = Readonly<Record<string, unknown>>;

const DAY_MILLISECONDS = 86_400_000;

export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MILLISECONDS).toISOString().slice(0, 10);
}

/** Every day of a range, both ends included. */
export function eachDay(from: string, to: string): string[] {
  const days: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  return days;
}

/** The Monday on or before a day. */
export function mondayOf(day: string): string {
  return addDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7));
}

/** A number of a row, or null when TrainingPeaks does not know it. */
export function numberOf(row: WireRow, key: string): number | null {
  const value = row[key];
  return typeof value === 'number' ? value : null;
}

/** A number that a row must have. */
export function amountOf(row: WireRow, key: string): number {
  return must(numberOf(row, key), `${key} is not a number`);
}

function textOf(row: WireRow, key: string): string {
  const value = row[key];
  if (typeof value !== 'string') throw new Error(`${key} is not a text`);
  return value;
}

export function dayOf(row: WireRow): string {
  return textOf(row, 'workoutDay').slice(0, 10);
}

export function idOf(row: WireRow): number {
  return amountOf(row, 'workoutId');
}

export function sportOf(row: WireRow): number {
  return amountOf(row, 'workoutTypeValueId');
}

/** Something was recorded or entered as done. */
export function isDone(row: WireRow): boolean {
  return (numberOf(row, 'totalTime') ?? 0) > 0;
}

/** A plan that was not done, days off excepted. */
export function isOpenPlan(row: WireRow): boolean {
  return !isDone(row) && (numberOf(row, 'totalTimePlanned') ?? 0) > 0;
}

export function between(rows: readonly WireRow[], from: string, to: string): WireRow[] {
  return rows.filter((row) => dayOf(row) >= from && dayOf(row) <= to);
}

export function doneBetween(rows: readonly WireRow[], from: string, to: string, sport?: number): WireRow[] {
  return between(rows, from, to).filter(
    (row) => isDone(row) && (sport === undefined || sportOf(row) === sport),
  );
}

/** The sum of the known values of a field. */
export function sumOf(rows: readonly WireRow[], key: string): number {
  return rows.reduce((sum, row) => sum + (numberOf(row, key) ?? 0), 0);
}

/** Mean of a field weighted by duration, over the rows that know it. */
export function meanOverTime(rows: readonly WireRow[], key: string): number {
  const known = rows.filter((row) => numberOf(row, key) !== null);
  const time = sumOf(known, 'totalTime');
  return known.reduce((sum, row) => sum + amountOf(row, key) * amountOf(row, 'totalTime'), 0) / time;
}

/**
 * The planned TSS of a row; without one hours x IF^2 x 100 (swims IF^3) with the planned IF, else with the
 * median IF of the sport's sessions of the 90 days before the plan, or before today.
 */
export function plannedTss(row: WireRow, rows: readonly WireRow[], today: string): number | null {
  const planned = numberOf(row, 'tssPlanned');
  if (planned !== null) return planned;
  const before = dayOf(row) < today ? dayOf(row) : today;
  const usual = doneBetween(rows, addDays(before, -90), addDays(before, -1), sportOf(row))
    .map((each) => numberOf(each, 'if') ?? 0)
    .filter((factor) => factor > 0);
  const factor = numberOf(row, 'ifPlanned') ?? medianOf(usual);
  if (factor === null) return null;
  return amountOf(row, 'totalTimePlanned') * factor ** (sportOf(row) === 1 ? 3 : 2) * 100;
}

function medianOf(values: readonly number[]): number | null {
  const sorted = [...values].sort((one, other) => one - other);
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}

export interface FitnessDay {
  readonly date: string;
  readonly tss: number;
  readonly ctl: number;
  readonly atl: number;
  /** Yesterday's CTL minus yesterday's ATL. */
  readonly tsb: number;
}

/**
 * Fitness day by day from the first workout on: CTL steps by 1/42 and ATL by 1/7 of the distance to the
 * day's TSS. Days after `today` hold the planned TSS and go on from a today whose plan is done.
 */
export function fitnessByDay(
  rows: readonly WireRow[],
  today: string,
  to: string,
  { sport, ctlDays = 42, atlDays = 7 }: { sport?: number; ctlDays?: number; atlDays?: number } = {},
): { days: Map<string, FitnessDay>; ifPlanDone: FitnessDay } {
  const mine = rows.filter((row) => sport === undefined || sportOf(row) === sport);
  const firstDay = must(rows.filter(isDone).map(dayOf).sort()[0]);
  const tssOn = (day: string, done: boolean) => {
    const ofDay = between(mine, day, day);
    return done
      ? sumOf(ofDay.filter(isDone), 'tssActual')
      : ofDay.filter(isOpenPlan).reduce((sum, row) => sum + (plannedTss(row, rows, today) ?? 0), 0);
  };
  const step = (before: { ctl: number; atl: number }, date: string, tss: number): FitnessDay => ({
    date,
    tss,
    ctl: before.ctl + (tss - before.ctl) / ctlDays,
    atl: before.atl + (tss - before.atl) / atlDays,
    tsb: before.ctl - before.atl,
  });
  const days = new Map<string, FitnessDay>();
  let last = { ctl: 0, atl: 0 };
  let ifPlanDone: FitnessDay | undefined;
  for (const day of eachDay(firstDay, to)) {
    const point = step(last, day, day > today ? tssOn(day, false) : tssOn(day, true));
    days.set(day, point);
    if (day === today) ifPlanDone = step(last, day, point.tss + tssOn(day, false));
    last = day === today ? must(ifPlanDone) : point;
  }
  return { days, ifPlanDone: must(ifPlanDone) };
}

/** The highest mean of any `seconds` consecutive samples. */
export function bestMean(samples: ArrayLike<number>, seconds: number): number {
  let sum = 0;
  let best = 0;
  for (let second = 0; second < samples.length; second += 1) {
    sum += (samples[second] ?? 0) - (second >= seconds ? (samples[second - seconds] ?? 0) : 0);
    if (second >= seconds - 1) best = Math.max(best, sum / seconds);
  }
  return best;
}

/** A value that the test needs to be there. */
export function must<T>(value: T | null | undefined, what = 'A value the test needs is missing.'): T {
  if (value === null || value === undefined) throw new Error(what);
  return value;
}

/** What an answer says of the ride that the demo athlete uploaded from two devices. */
export function recordedTwice(rows: readonly WireRow[]): string {
  const copy = must(rows.findLast((row) => row['title'] === 'Zwift'));
  const ride = must(
    rows.find((row) => row !== copy && row['tssActual'] === copy['tssActual'] && dayOf(row) === dayOf(copy)),
  );
  return `2 sessions of ${dayOf(copy)} look like one recording counted twice ("${String(ride['title'])}", "Zwift"; ${amountOf(copy, 'tssActual').toFixed(0)} TSS each). Delete one in TrainingPeaks if so.`;
}
