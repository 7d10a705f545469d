import type { Weighing } from '../../../src/analytics/body-weight.ts';
import { RUN, SWIM, WALK } from '../../../src/shared/sports.ts';
import { ChartFrame } from '../../charts/ChartFrame.tsx';
import { paceScale, type Scale } from '../../charts/curve/axes.ts';
import { PeakCurve } from '../../charts/curve/PeakCurve.tsx';
import { Segmented } from '../../components/Segmented.tsx';
import { useWindow } from '../../window-context.ts';
import {
  className,
  missingWord,
  PERIOD_NAMES,
  peaksSentence,
  valueMeasure,
  valueText,
} from '../../words/peaks-words.ts';
import type { Over, PeakChoice } from './peak-choice.ts';
import { PeaksTable } from './PeaksTable.tsx';
import type { ShownPeaks } from './shown-peaks.ts';
import { Tip } from './Tip.tsx';

const PLAIN: Scale = { kind: 'plain' };
const OVER_NAMES: Readonly<Record<Over, string>> = { distance: 'Distance', time: 'Time' };
const PACED: readonly number[] = [RUN, SWIM, WALK];

interface BestsProps {
  readonly shown: ShownPeaks;
  readonly choice: PeakChoice;
  readonly weights: readonly Weighing[];
  readonly onChange: (part: Partial<PeakChoice>) => void;
}

/** The curve of the bests, and the same with days and workouts in a table. */
export function Bests({ shown, choice, weights, onChange }: BestsProps) {
  const { status, format, measures } = useWindow();
  const { rows, peakClass, over, sportId, period, against, classes, overs } = shown;
  const isPaced = PACED.includes(sportId);
  const name = className(peakClass, isPaced);
  const text = (value: number) => valueText(peakClass, value, sportId, measures);
  const measure = (value: number) => valueMeasure(peakClass, value, sportId, measures);
  // `/km` is read as `per km`; any value has the unit of all.
  const unit = measure(1).unit.replace(/^\//, 'per ');
  const rowOf = (length: number) => rows.find((row) => row.length === length);
  return (
    <>
      <ChartFrame
        title={`${name} by ${over === 'time' ? 'duration' : 'distance'}, ${unit}`}
        summary={peaksSentence(shown, measures, format)}
        table={() => ({
          columns: ['Over', PERIOD_NAMES[period], ...(against === null ? [] : [PERIOD_NAMES[against]])],
          rows: rows.map((row) => [
            row.over,
            row.best === null ? '–' : text(row.best.value),
            ...(against === null ? [] : [row.against === null ? '–' : text(row.against.value)]),
          ]),
        })}
        controls={
          <>
            {classes.length > 1 && (
              <Segmented
                label="What is measured"
                options={classes.map((each) => ({ value: each, text: className(each, isPaced) }))}
                value={peakClass}
                onChange={(value) => onChange({ peakClass: value, over: choice.over })}
              />
            )}
            {overs.length > 1 && (
              <Segmented
                label="Bests over"
                options={overs.map((each) => ({ value: each, text: OVER_NAMES[each] }))}
                value={over}
                onChange={(value) => onChange({ over: value })}
              />
            )}
          </>
        }
      >
        <PeakCurve
          points={rows.map((row) => ({
            label: row.over,
            length: row.length,
            best: row.best?.value ?? null,
            against: row.against?.value ?? null,
          }))}
          bestName={PERIOD_NAMES[period]}
          againstName={against === null ? null : PERIOD_NAMES[against]}
          scale={
            peakClass === 'Speed' && isPaced ? paceScale(sportId === SWIM, status.preferences.units) : PLAIN
          }
          valueText={(value) => measure(value).value}
          details={(length) => {
            const row = rowOf(length);
            return row && <Tip row={row} sportId={sportId} period={period} against={against} />;
          }}
        />
      </ChartFrame>
      <PeaksTable
        rows={rows}
        peakClass={peakClass}
        over={over}
        sportId={sportId}
        against={against}
        missing={missingWord(shown)}
        hasWeights={peakClass === 'Power' && weights.length > 0}
      />
    </>
  );
}
