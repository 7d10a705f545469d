import type { RecordsOfWorkout } from '../../../src/mcp/tools/tp-get-workout-prs.ts';
import { ViewState } from '../../components/ViewState.tsx';
import type { Measure, Measures } from '../../measures.ts';
import { useTool } from '../../view.ts';
import { useWindow } from '../../window-context.ts';

type Entry = RecordsOfWorkout['records'][number];

const CLASS_WORDS = { Power: 'Power', HeartRate: 'Heart rate', Speed: 'Pace' } as const;

/** The records a workout set, as `tp_get_workout_prs` tells them. */
export function RecordsPanel({
  workoutId,
  sportId,
}: {
  readonly workoutId: number;
  readonly sportId: number;
}) {
  const { measures } = useWindow();
  const asked = useTool('tp_get_workout_prs', { workout_id: workoutId });
  return (
    <ViewState view={asked} height="12rem">
      {({ records, calculation_pending: isPending }) => (
        <section className="panel">
          <h2>Records</h2>
          {isPending && <p className="workout-note">TrainingPeaks is still computing them.</p>}
          <table className="workout-table">
            <thead>
              <tr>
                <th scope="col">Best</th>
                <th scope="col">Value</th>
                <th scope="col">Rank</th>
              </tr>
            </thead>
            <tbody>
              {records.map((record) => {
                const { value, unit } = valueOf(record, sportId, measures);
                return (
                  <tr key={`${record.class} ${record.type} ${record.time_frame ?? ''}`}>
                    <th scope="row">
                      {CLASS_WORDS[record.class]} over {record.over}
                    </th>
                    <td>
                      {value} <span className="unit">{unit}</span>
                    </td>
                    <td>{record.rank === null ? '–' : record.rank}</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </section>
      )}
    </ViewState>
  );
}

function valueOf({ class: kind, value, unit }: Entry, sportId: number, measures: Measures): Measure {
  return kind === 'Speed' ? measures.speed(value, sportId) : { value: measures.number(value), unit };
}
