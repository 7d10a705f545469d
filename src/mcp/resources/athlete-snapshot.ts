import { addDays, daysBetween, startOfWeek } from '../../analytics/calendar.ts';
import { formBand } from '../../analytics/form-bands.ts';
import { rampRate } from '../../analytics/ramp-rate.ts';
import type { Snapshot } from '../../shared/snapshot.ts';
import { sportName } from '../../shared/sports.ts';
import { aboutData, withNotes } from '../about.ts';
import { chartOf, firstTrustedDay, fitnessTwiceNotes } from '../fitness.ts';
import { rounded } from '../numbers.ts';

const RACES_AHEAD_DAYS = 365;
const HEALTH_DAYS = 14;

/** Today at a glance. What cannot be read from TrainingPeaks is left out and named in the notes. */
export async function athleteSnapshot(snapshot: Snapshot, signal: AbortSignal) {
  const { today, athlete } = snapshot;
  const notes: string[] = [];
  const orNote = async <T>(what: string, reading: Promise<T>): Promise<T | null> =>
    reading.catch(() => {
      notes.push(`${what} could not be read from TrainingPeaks.`);
      return null;
    });
  const races = snapshot.calendar(today, addDays(today, RACES_AHEAD_DAYS)).events?.items;
  if (races === undefined) notes.push('Races have not been read from TrainingPeaks yet.');
  const health = await orNote(
    'Health values',
    snapshot.healthMetrics(addDays(today, -HEALTH_DAYS), today, signal),
  );
  signal.throwIfAborted();
  return {
    athlete: { name: athlete.fullName, age: athlete.age, premium: athlete.isPremium },
    today,
    fitness: fitnessToday(snapshot),
    this_week: weekSoFar(snapshot),
    thresholds: (snapshot.settings?.zones ?? [])
      .filter(({ threshold }) => threshold !== null)
      .map(({ basis, sportId, threshold }) => ({
        basis,
        sport: sportId === 0 ? 'default' : sportName(sportId),
        threshold: rounded(threshold, 2),
        unit: { power: 'W', heart_rate: 'bpm', speed: 'm/s' }[basis],
      })),
    races_ahead: races?.map((race) => ({
      date: race.day,
      in_days: daysBetween(today, race.day),
      name: race.name,
      priority: race.priority,
    })),
    latest_health: health === null ? undefined : latestPerType(health),
    about: aboutData(
      withNotes(
        snapshot.provenance,
        [...notes, ...fitnessTwiceNotes(snapshot, today, today)],
        notes.length > 0,
      ),
    ),
  };
}

function fitnessToday(snapshot: Snapshot) {
  firstTrustedDay(snapshot);
  const chart = chartOf(snapshot);
  if (chart === null) return null;
  const { today } = chart;
  return {
    ctl: rounded(today.ctl),
    atl: rounded(today.atl),
    tsb: rounded(today.tsbMorning),
    form: formBand(today.tsbMorning).label,
    ramp_7_days: rounded(rampRate(chart.points, today.day)),
  };
}

function weekSoFar(snapshot: Snapshot) {
  const { today } = snapshot;
  const monday = startOfWeek(today);
  const week = snapshot.sessions().filter(({ day }) => day >= monday && day <= addDays(monday, 6));
  const sum = (values: readonly (number | null)[]) =>
    rounded(values.reduce<number>((total, value) => total + (value ?? 0), 0));
  return {
    start_date: monday,
    tss_done: sum(week.filter(({ completed }) => completed).map(({ tss }) => tss)),
    tss_planned: sum(week.map(({ plannedTss }) => plannedTss)),
    sessions_done: week.filter(({ completed }) => completed).length,
  };
}

function latestPerType(metrics: Awaited<ReturnType<Snapshot['healthMetrics']>>) {
  const latest = new Map<number, (typeof metrics)[number]>();
  for (const metric of metrics) {
    if (metric.day >= (latest.get(metric.typeId)?.day ?? '')) latest.set(metric.typeId, metric);
  }
  return [...latest.values()].map(({ day: date, label, value }) => ({
    date,
    label,
    value: rounded(value, 2),
  }));
}
