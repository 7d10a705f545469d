import type { WorkoutFacts } from '../../../src/mcp/tools/tp-get-workout.ts';
import type { Measure, Measures } from '../../measures.ts';
import { useWindow } from '../../window-context.ts';
import { Figure, type FigureProps } from './Figure.tsx';

interface WorkoutFiguresProps {
  readonly facts: WorkoutFacts;
  readonly sportId: number;
}

/** The numbers one asks for first; of a workout that is not done, those of its plan. */
export function WorkoutFigures({ facts, sportId }: WorkoutFiguresProps) {
  const { measures } = useWindow();
  const figures =
    facts.status === 'completed'
      ? done(facts, sportId, measures)
      : planned(facts, sportId, measures).filter(({ value }) => value.value !== '–');
  if (figures.length === 0) return null;
  return (
    <dl className="facts">
      {figures.map((figure) => (
        <Figure key={figure.name} {...figure} />
      ))}
    </dl>
  );
}

function planned(facts: WorkoutFacts, sportId: number, measures: Measures): FigureProps[] {
  return [
    { name: 'Planned duration', value: bare(measures.clock(facts.planned_duration_seconds)) },
    { name: 'Planned distance', value: measures.distance(facts.planned_distance_meters, sportId) },
    { name: 'Planned TSS', value: bare(measures.number(facts.planned_tss)) },
    { name: 'Planned IF', value: bare(measures.number(facts.planned_intensity_factor, 2)) },
  ];
}

function done(facts: WorkoutFacts, sportId: number, measures: Measures): FigureProps[] {
  const { number, clock, distance, speed } = measures;
  const plan = (text: string) => (text === '–' ? undefined : `planned ${text}`);
  const planDistance = distance(facts.planned_distance_meters, sportId);
  const hasPower = facts.average_power_watts !== null || facts.normalized_power_watts !== null;
  const moved = speed(facts.average_speed_meters_per_second, sportId);
  const fastest = speed(facts.maximum_speed_meters_per_second, sportId);
  return [
    {
      name: 'Duration',
      value: bare(clock(facts.duration_seconds)),
      note: plan(clock(facts.planned_duration_seconds)),
    },
    ...(facts.distance_meters === null && facts.planned_distance_meters === null
      ? []
      : [
          {
            name: 'Distance',
            value: distance(facts.distance_meters, sportId),
            note: plan(facts.planned_distance_meters === null ? '–' : inOne(planDistance)),
          },
        ]),
    {
      name: 'TSS',
      value: bare(number(facts.tss)),
      note: facts.tss === null ? 'not scored' : plan(number(facts.planned_tss)),
    },
    {
      name: 'IF',
      value: bare(number(facts.intensity_factor, 2)),
      note: plan(number(facts.planned_intensity_factor, 2)),
    },
    ...(hasPower
      ? [
          {
            name: 'Normalized power',
            value: { value: number(facts.normalized_power_watts), unit: 'W' },
            note: `average ${number(facts.average_power_watts)} W`,
          },
        ]
      : []),
    ...(moved.value === '–'
      ? []
      : [
          {
            name: measures.paceOver(sportId) === null ? 'Average speed' : 'Average pace',
            value: moved,
            note: fastest.value === '–' ? undefined : `fastest ${inOne(fastest)}`,
          },
        ]),
    {
      name: 'Heart rate',
      value: { value: number(facts.average_heart_rate_bpm), unit: 'bpm' },
      note:
        facts.maximum_heart_rate_bpm === null
          ? 'not recorded'
          : `highest ${number(facts.maximum_heart_rate_bpm)} bpm`,
    },
  ];
}

function bare(value: string): Measure {
  return { value, unit: '' };
}

function inOne({ value, unit }: Measure): string {
  return `${value} ${unit}`;
}
