import type { ZoneDistribution } from '../../../src/mcp/tools/tp-training-zones-distribution.ts';
import { useWindow } from '../../window-context.ts';

/** Sessions by their average intensity (IF): what kind of sessions these were, whatever their zones. */
export function SessionClasses({ data }: { readonly data: ZoneDistribution }) {
  const { measures } = useWindow();
  const edges = (from: number | null, to: number | null): string => {
    if (from === null) return `up to ${measures.number(to, 2)}`;
    return to === null
      ? `above ${measures.number(from, 2)}`
      : `${measures.number(from, 2)} to ${measures.number(to, 2)}`;
  };
  return (
    <section className="panel classes" aria-labelledby="classes-title">
      <h2 id="classes-title">Sessions by average intensity</h2>
      <div
        className="classes-table"
        tabIndex={0}
        role="region"
        aria-label="Sessions by average intensity, table"
      >
        <table>
          <thead>
            <tr>
              <th scope="col">Kind</th>
              <th scope="col">IF</th>
              <th scope="col">Sessions</th>
              <th scope="col">Hours</th>
              <th scope="col">TSS</th>
              <th scope="col">Share of time</th>
            </tr>
          </thead>
          <tbody>
            {data.by_session_average.map((each) => (
              <tr key={each.name}>
                <th scope="row">{each.name}</th>
                <td>{edges(each.intensity_factor_from, each.intensity_factor_to)}</td>
                <td>{measures.number(each.sessions)}</td>
                <td>{measures.hours(each.hours === null ? null : each.hours * 3600)}</td>
                <td>{measures.number(each.tss)}</td>
                <td>{measures.percent(each.percent_of_time)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {data.sessions_without_intensity > 0 && (
        <p>
          {data.sessions_without_intensity === 1
            ? 'One session has no IF and is not counted here.'
            : `${measures.number(data.sessions_without_intensity)} sessions have no IF and are not counted here.`}
        </p>
      )}
    </section>
  );
}
