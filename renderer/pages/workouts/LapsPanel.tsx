import type { WorkoutAnalysis } from '../../../src/mcp/tools/tp-workout-analysis.ts';
import type { Measure, Measures } from '../../measures.ts';
import { useTool } from '../../view.ts';
import { useWindow } from '../../window-context.ts';

type Lap = WorkoutAnalysis['laps'][number];

/** As many laps as `tp_workout_analysis` gives. */
const LAPS_AT_MOST = 40;

interface Column {
  readonly name: string;
  readonly isKnown: (lap: Lap) => boolean;
  readonly value: (lap: Lap) => Measure;
}

interface LapsPanelProps {
  readonly workoutId: number;
  readonly sportId: number;
}

/** The laps, from the answer that the other panels rest on; nothing while there is none, or a single lap. */
export function LapsPanel({ workoutId, sportId }: LapsPanelProps) {
  const { data } = useTool('tp_workout_analysis', { workout_id: workoutId });
  return data === undefined || data.laps.length < 2 ? null : <Laps laps={data.laps} sportId={sportId} />;
}

/** Columns that no lap has are left out. */
function Laps({ laps, sportId }: { readonly laps: readonly Lap[]; readonly sportId: number }) {
  const { measures } = useWindow();
  const columns = columnsFor(measures, sportId).filter(({ isKnown }) => laps.some(isKnown));
  return (
    <section className="panel">
      <h2>Laps</h2>
      <div className="workout-table-frame" role="region" aria-label="Laps" tabIndex={0}>
        <table className="workout-table laps">
          <thead>
            <tr>
              <th scope="col">Lap</th>
              {columns.map(({ name }) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {laps.map((lap) => (
              <tr key={lap.lap}>
                <th scope="row">{lap.name ?? `Lap ${String(lap.lap)}`}</th>
                {columns.map(({ name, value }) => {
                  const { value: text, unit } = value(lap);
                  return (
                    <td key={name}>
                      {text}
                      {text !== '–' && <span className="unit"> {unit}</span>}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {laps.length === LAPS_AT_MOST && (
        <p className="workout-note">The first {LAPS_AT_MOST} laps are shown.</p>
      )}
    </section>
  );
}

function columnsFor({ clock, distance, number, speed, paceOver }: Measures, sportId: number): Column[] {
  return [
    {
      name: 'Time',
      isKnown: (lap) => lap.duration_seconds !== null,
      value: (lap) => ({ value: clock(lap.duration_seconds), unit: '' }),
    },
    {
      name: 'Distance',
      isKnown: (lap) => (lap.distance_meters ?? 0) > 0,
      value: (lap) => distance(lap.distance_meters === 0 ? null : lap.distance_meters, sportId),
    },
    {
      name: paceOver(sportId) === null ? 'Speed' : 'Pace',
      isKnown: (lap) => (lap.speed_meters_per_second ?? 0) > 0,
      value: (lap) => speed(lap.speed_meters_per_second, sportId),
    },
    {
      name: 'Power',
      isKnown: (lap) => lap.average_power_watts !== null,
      value: (lap) => ({ value: number(lap.average_power_watts), unit: 'W' }),
    },
    {
      name: 'NP',
      isKnown: (lap) => lap.normalized_power_watts !== null,
      value: (lap) => ({ value: number(lap.normalized_power_watts), unit: 'W' }),
    },
    {
      name: 'Heart rate',
      isKnown: (lap) => lap.average_heart_rate_bpm !== null,
      value: (lap) => ({ value: number(lap.average_heart_rate_bpm), unit: 'bpm' }),
    },
  ];
}
