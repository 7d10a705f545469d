import type { LoadView } from '../../../src/shared/views/load.ts';
import { useWindow } from '../../window-context.ts';

/** The running period against its plan, and the last four weeks against the four before. */
export function LoadNumbers({
  load: { periods, recent, today },
  step,
}: {
  readonly load: LoadView;
  readonly step: 'week' | 'month';
}) {
  const { measures } = useWindow();
  const running = periods.find(({ startDay, endDay }) => startDay <= today && today <= endDay);
  return (
    <dl className="load-numbers">
      {running && (
        <>
          <div>
            <dt>This {step} so far</dt>
            <dd data-number="done">
              {measures.number(running.tss)} <small>TSS</small>
            </dd>
            <dd className="load-note">
              {running.plannedTss > 0 ? `${measures.number(running.plannedTss)} planned` : 'nothing planned'}
            </dd>
          </div>
          <div>
            <dt>This {step}, still to do</dt>
            <dd data-number="remaining">
              {measures.number(running.remainingPlannedTss)} <small>TSS</small>
            </dd>
            <dd className="load-note">
              {running.missedTss > 0 ? `${measures.number(running.missedTss)} missed` : 'nothing missed'}
            </dd>
          </div>
        </>
      )}
      <div>
        <dt>Last 4 full weeks</dt>
        <dd data-number="recent">
          {measures.number(recent?.weeklyTss ?? null)} <small>TSS a week</small>
        </dd>
        <dd className="load-note">
          {recent === null
            ? 'needs eight full weeks'
            : `${measures.number(recent.previousWeeklyTss)} in the 4 before`}
        </dd>
      </div>
      <div>
        <dt>Change</dt>
        <dd data-number="change">{measures.percentChange(recent?.changePercent ?? null)}</dd>
        <dd className="load-note">against the 4 weeks before</dd>
      </div>
    </dl>
  );
}
