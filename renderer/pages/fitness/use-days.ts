import { useMemo } from 'react';
import type { DayEntry } from '../../../src/shared/views/days.ts';
import type { DayRange, DayWorkout } from '../../charts/performance/types.ts';
import { useView, type Viewed } from '../../view.ts';

interface Days {
  /** The workouts of a day in short, for the chart; undefined while they are being asked for. */
  readonly workoutsOf: (day: string) => readonly DayWorkout[] | undefined;
}

const NOTHING: readonly DayWorkout[] = [];

/** The workouts of the days in view. Asked for by whole years, so that zooming asks seldom. */
export function useDays({ from, to }: DayRange, sportId: number | null): Days {
  const { data } = useView('view.days', {
    from: `${from.slice(0, 4)}-01-01`,
    to: `${to.slice(0, 4)}-12-31`,
    sportIds: sportId === null ? null : [sportId],
  });
  return useMemo(() => {
    const byDay = new Map<string, DayWorkout[]>();
    for (const entry of data?.entries ?? []) {
      const workout = workoutOf(entry);
      if (workout === null) continue;
      const known = byDay.get(entry.day);
      if (known === undefined) byDay.set(entry.day, [workout]);
      else known.push(workout);
    }
    return {
      workoutsOf: (day) =>
        data === undefined || day < data.from || day > data.to ? undefined : (byDay.get(day) ?? NOTHING),
    };
  }, [data]);
}

/** The entries of one day, whatever they are. */
export function useDay(day: string, sportId: number | null): Viewed<readonly DayEntry[]> {
  const viewed = useView('view.days', {
    from: day,
    to: day,
    sportIds: sportId === null ? null : [sportId],
  });
  const isOfDay = viewed.data?.from === day;
  return { ...viewed, data: isOfDay ? viewed.data.entries : undefined };
}

function workoutOf(entry: DayEntry): DayWorkout | null {
  const { status, title, sport } = entry;
  if (status !== 'completed' && status !== 'planned') return null;
  const planned = status === 'planned';
  return {
    title: title ?? sport,
    sport,
    durationSeconds: planned ? entry.plannedDurationSeconds : entry.durationSeconds,
    tss: planned ? entry.plannedTss : entry.tss,
    isEstimated: planned && entry.isPlanEstimated,
    planned,
  };
}
