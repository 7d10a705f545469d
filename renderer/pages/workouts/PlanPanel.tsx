import type { WorkoutFacts } from '../../../src/mcp/tools/tp-get-workout.ts';
import type { WorkoutAnalysis } from '../../../src/mcp/tools/tp-workout-analysis.ts';
import type { Measure } from '../../measures.ts';
import { useWindow } from '../../window-context.ts';
import { complianceWords } from '../../words/workout-words.ts';

interface PlanPanelProps {
  readonly compliance: NonNullable<WorkoutAnalysis['compliance']>;
  readonly facts: WorkoutFacts;
  readonly sportId: number;
}

/** What was planned beside what was done. */
export function PlanPanel({ compliance, facts, sportId }: PlanPanelProps) {
  const { measures } = useWindow();
  const { clock, distance, number } = measures;
  const rows = [
    {
      name: 'Duration',
      planned: bare(clock(facts.planned_duration_seconds)),
      done: bare(clock(facts.duration_seconds)),
      percent: compliance.duration_percent,
    },
    {
      name: 'Distance',
      planned: distance(facts.planned_distance_meters, sportId),
      done: distance(facts.distance_meters, sportId),
      percent: compliance.distance_percent,
    },
    {
      name: 'TSS',
      planned: bare(number(facts.planned_tss)),
      done: bare(number(facts.tss)),
      percent: compliance.tss_percent,
    },
    {
      name: 'IF',
      planned: bare(number(facts.planned_intensity_factor, 2)),
      done: bare(number(facts.intensity_factor, 2)),
      percent: null,
    },
  ].filter(({ planned }) => planned.value !== '–');
  return (
    <section className="panel">
      <h2>Planned and done</h2>
      <table className="workout-table">
        <thead>
          <tr>
            <td />
            <th scope="col">Planned</th>
            <th scope="col">Done</th>
            <th scope="col">Of plan</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, planned, done, percent }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <Amount measure={planned} />
              <Amount measure={done} />
              <Amount measure={bare(measures.percent(percent))} />
            </tr>
          ))}
        </tbody>
      </table>
      {compliance.colour !== null && (
        <p className={`compliance ${compliance.colour}`}>{complianceWords(compliance.colour, measures)}</p>
      )}
    </section>
  );
}

function Amount({ measure: { value, unit } }: { readonly measure: Measure }) {
  return (
    <td>
      {value}
      {value !== '–' && unit !== '' && <span className="unit"> {unit}</span>}
    </td>
  );
}

function bare(value: string): Measure {
  return { value, unit: '' };
}
