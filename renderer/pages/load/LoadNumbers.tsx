import type { LoadPeriod, LoadView } from '../../../src/shared/views/load.ts';
import { useWindow } from '../../window-context.ts';
import { recentWeeks, type LoadMeasure, type Step } from '../../words/load-words.ts';

interface LoadNumbersProps {
  readonly load: LoadView;
  readonly step: Step;
  readonly measure: LoadMeasure;
}

/** The running period against its plan, and the last four weeks against the four before. */
export function LoadNumbers({ load, step, measure }: LoadNumbersProps) {
  const { measures } = useWindow();
  const { periods, today } = load;
  const running = periods.find(({ startDay, endDay }) => startDay <= today && today <= endDay);
  const recent = recentWeeks(load, measure);
  const unit = measure === 'tss' ? 'TSS' : 'h';
  const amount = measure === 'tss' ? measures.number : measures.hours;
  return (
    <dl className="load-numbers">
      {running && <Running period={running} step={step} measure={measure} />}
      <div>
        <dt>Last 4 full weeks</dt>
        <dd data-number="recent">
          {amount(recent?.now ?? null)} <small>{unit} a week</small>
        </dd>
        <dd className="load-note">
          {recent === null ? 'needs eight full weeks' : `${amount(recent.before)} in the 4 before`}
        </dd>
      </div>
      <div>
        <dt>Change</dt>
        <dd data-number="change">{measures.percentChange(recent?.changePercent ?? null)}</dd>
        <dd className="load-note">
          {recent !== null && recent.before === 0
            ? 'no training in the 4 weeks before'
            : 'against the 4 weeks before'}
        </dd>
      </div>
    </dl>
  );
}

interface RunningProps {
  readonly period: LoadPeriod;
  readonly step: Step;
  readonly measure: LoadMeasure;
}

function Running({ period, step, measure }: RunningProps) {
  const { measures } = useWindow();
  const [done, plan, remaining, missed] =
    measure === 'tss'
      ? [period.tss, period.plannedTss, period.remainingPlannedTss, period.missedTss]
      : [
          period.durationSeconds,
          period.plannedDurationSeconds,
          period.remainingPlannedSeconds,
          period.missedSeconds,
        ];
  const amount = measure === 'tss' ? measures.number : measures.hours;
  const unit = measure === 'tss' ? 'TSS' : 'h';
  return (
    <>
      <div>
        <dt>This {step} so far</dt>
        <dd data-number="done">
          {amount(done)} <small>{unit}</small>
        </dd>
        <dd className="load-note">{plan > 0 ? `${amount(plan)} planned` : 'nothing planned'}</dd>
      </div>
      <div>
        <dt>This {step}, still to do</dt>
        <dd data-number="remaining">
          {amount(remaining)} <small>{unit}</small>
        </dd>
        <dd className="load-note">{missed > 0 ? `${amount(missed)} missed` : 'nothing missed'}</dd>
      </div>
    </>
  );
}
