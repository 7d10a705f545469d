import { useWindow } from '../../window-context.ts';
import { PERIOD_NAMES, valueText } from '../../words/peaks-words.ts';
import type { Peak, Period } from './peak-choice.ts';
import type { PeakRow } from './peak-rows.ts';

interface TipProps {
  readonly row: PeakRow;
  readonly sportId: number;
  readonly period: Period;
  readonly against: Period | null;
}

/** A point of the curve in words: how much, when and in which workout. */
export function Tip({ row, sportId, period, against }: TipProps) {
  return (
    <>
      <strong>{row.over}</strong>
      {row.best !== null && <Line name={PERIOD_NAMES[period]} peak={row.best} sportId={sportId} />}
      {row.against !== null && against !== null && (
        <Line name={PERIOD_NAMES[against]} peak={row.against} sportId={sportId} />
      )}
    </>
  );
}

function Line({
  name,
  peak,
  sportId,
}: {
  readonly name: string;
  readonly peak: Peak;
  readonly sportId: number;
}) {
  const { format, measures } = useWindow();
  return (
    <>
      <p>
        {name} <strong>{valueText(peak.class, peak.value, sportId, measures)}</strong>
      </p>
      <span>
        {format.day(peak.date)}
        {peak.title === null ? '' : `, ${peak.title}`}
      </span>
    </>
  );
}
