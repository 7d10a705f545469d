import type { ZoneDistribution } from '../../../src/mcp/tools/tp-training-zones-distribution.ts';
import { useWindow } from '../../window-context.ts';
import { BASIS_NAMES, ownZoneName } from '../../words/intensity-words.ts';

/** Time in each zone: a table whose bars compare the rows, so that it needs no twin for those who read or hear it. */
export function ZoneChart({ zones }: { readonly zones: ZoneDistribution['time_in_zones'][number] }) {
  const { measures } = useWindow();
  const most = Math.max(...zones.zones.map(({ seconds }) => seconds));
  return (
    <section className="panel zone-chart" aria-labelledby="zones-title">
      <h2 id="zones-title">Time in {BASIS_NAMES[zones.basis]} zones</h2>
      <table>
        <thead className="unseen">
          <tr>
            <th scope="col">Zone</th>
            <th scope="col">Compared</th>
            <th scope="col">Time</th>
            <th scope="col">Share</th>
          </tr>
        </thead>
        <tbody>
          {zones.zones.map(({ zone, label, seconds, percent }) => (
            <tr key={zone}>
              <th scope="row">
                <span className="zone-number">{zone}</span> {ownZoneName(label, zone)}
              </th>
              <td className="zone-bar">
                <svg viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
                  <rect width={(seconds / most) * 100} height="1" />
                </svg>
              </td>
              <td>
                {measures.hours(seconds)} <small>h</small>
              </td>
              <td>{measures.percent(percent)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
