import '../../charts/chart-tip.css';
import type { LoadView } from '../../../src/shared/views/load.ts';
import type { ReactNode } from 'react';
import { SportSwatch } from '../../charts/SportFill.tsx';
import { useWindow } from '../../window-context.ts';
import { periodWords, type LoadMeasure, type Step } from '../../words/load-words.ts';
import { periodName, type PeriodRow } from './periods.ts';

interface PeriodTooltipProps {
  readonly sports: LoadView['sports'];
  readonly step: Step;
  readonly measure: LoadMeasure;
  /** Says it to those who do not see it. */
  readonly speak: (words: string) => ReactNode;
  /** Given by the chart. */
  readonly active?: boolean;
  readonly payload?: readonly { readonly payload?: PeriodRow }[];
}

/** What lies behind one bar. */
export function PeriodTooltip({
  sports,
  step,
  measure,
  speak,
  active = false,
  payload = [],
}: PeriodTooltipProps) {
  const { format, measures } = useWindow();
  const period = payload[0]?.payload?.period;
  if (!active || period === undefined) return null;
  const name = periodName(period, step, format);
  const title = step === 'week' ? `Week of ${name}` : name;
  return (
    <div className="chart-tip">
      {speak(periodWords(period, title, measure, measures))}
      <strong>{title}</strong>
      <table>
        <tbody>
          {sports.map(({ id, name }) => {
            const load = period.bySport.find(({ sportId }) => sportId === id);
            return (
              load && (
                <tr key={id}>
                  <th scope="row">
                    <SportSwatch sportId={id} /> {name}
                  </th>
                  <td>{measures.number(load.tss)} TSS</td>
                  <td>{measures.hours(load.durationSeconds)} h</td>
                </tr>
              )
            );
          })}
          <tr className="chart-tip-sum">
            <th scope="row">Done</th>
            <td>{measures.number(period.tss)} TSS</td>
            <td>{measures.hours(period.durationSeconds)} h</td>
          </tr>
          {period.plannedTss > 0 && (
            <tr>
              <th scope="row">Planned</th>
              <td>{measures.number(period.plannedTss)} TSS</td>
              <td>{measures.hours(period.plannedDurationSeconds)} h</td>
            </tr>
          )}
        </tbody>
      </table>
      {period.unscored > 0 && <p>{measures.number(period.unscored)} without a score, not counted in TSS</p>}
    </div>
  );
}
