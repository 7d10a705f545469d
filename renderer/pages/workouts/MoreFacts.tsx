import type { WorkoutFacts } from '../../../src/mcp/tools/tp-get-workout.ts';
import { RUN } from '../../../src/shared/sports.ts';
import type { Measure, Measures } from '../../measures.ts';
import { useWindow } from '../../window-context.ts';
import { TSS_SOURCE_WORDS } from '../../words/workout-words.ts';

interface MoreFactsProps {
  readonly facts: WorkoutFacts;
  readonly sportId: number;
}

/** Everything else that was recorded or entered; what is unknown is left out. */
export function MoreFacts({ facts, sportId }: MoreFactsProps) {
  const { measures } = useWindow();
  const rows = rowsOf(facts, sportId, measures).filter(([, text]) => text !== '');
  if (rows.length === 0) return null;
  return (
    <section className="panel">
      <h2>More</h2>
      <dl className="more-facts">
        {rows.map(([name, text]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function rowsOf(facts: WorkoutFacts, sportId: number, measures: Measures): [name: string, text: string][] {
  const { number, elevation, speed } = measures;
  const known = (value: number | null, text: (value: number) => string) =>
    value === null ? '' : text(value);
  const length = (meters: number | null) => known(meters, () => inOne(elevation(meters)));
  const graded = speed(facts.normalized_graded_speed_meters_per_second, sportId);
  return [
    ['Perceived effort (RPE)', known(facts.rpe, (value) => `${number(value)} of 10`)],
    ['Feeling', known(facts.feeling, (value) => `${number(value)} of 10, as TrainingPeaks keeps it`)],
    ['Highest power', known(facts.maximum_power_watts, (value) => `${number(value)} W`)],
    [
      'Cadence',
      known(facts.average_cadence, (value) =>
        facts.maximum_cadence === null
          ? number(value)
          : `${number(value)}, highest ${number(facts.maximum_cadence)}`,
      ),
    ],
    ['Climbed', length(facts.elevation_gain_meters)],
    ['Descended', length(facts.elevation_loss_meters)],
    [sportId === RUN ? 'Graded pace' : 'Normalized pace', graded.value === '–' ? '' : inOne(graded)],
    ['Work', known(facts.energy_kilojoules, (value) => `${number(value)} kJ`)],
    ['Energy', known(facts.calories_kilocalories, (value) => `${number(value)} kcal`)],
    ['Lowest heart rate', known(facts.minimum_heart_rate_bpm, (value) => `${number(value)} bpm`)],
    ['Temperature', known(facts.average_temperature_celsius, (value) => inOne(measures.temperature(value)))],
    ['Scored', facts.tss === null ? '' : (TSS_SOURCE_WORDS[facts.tss_source] ?? '')],
    ['Tags', facts.tags.join(', ')],
  ];
}

function inOne({ value, unit }: Measure): string {
  return `${value} ${unit}`;
}
