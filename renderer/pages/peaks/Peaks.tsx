import { useMemo } from 'react';
import { EmptyView, ViewState } from '../../components/ViewState.tsx';
import { PageHead } from '../../shell/PageHead.tsx';
import { useWindow } from '../../window-context.ts';
import { peaksRemark, peaksSentence, PERIOD_NAMES } from '../../words/peaks-words.ts';
import { Bests } from './Bests.tsx';
import { Controls, useChange } from './Controls.tsx';
import type { PeakChoice } from './peak-choice.ts';
import { Reading } from './Reading.tsx';
import { shownPeaks } from './shown-peaks.ts';
import { usePeaks } from './use-peaks.ts';
import { useWeights } from './use-weights.ts';

interface PeaksProps {
  readonly choice: PeakChoice;
  readonly sports: readonly string[];
  readonly historyDays: number;
}

/** The answer for the period, and for the longer one beside it. */
export function Peaks({ choice, sports, historyDays }: PeaksProps) {
  const { format, measures } = useWindow();
  const change = useChange(choice);
  const best = usePeaks(choice.sport, choice.period, historyDays);
  // Without a comparison the same question again: it is asked and answered once.
  const against = usePeaks(choice.sport, choice.against ?? choice.period, historyDays);
  const compared = choice.against === null ? undefined : against;
  const days = best.data?.range;
  const hasPower = best.data?.peaks.some((peak) => peak.class === 'Power') ?? false;
  const weights = useWeights(
    useMemo(
      () => (hasPower && days ? { from: days.start_date, to: days.end_date } : null),
      [hasPower, days?.start_date, days?.end_date],
    ),
  );
  const shown = useMemo(
    () => (best.data === undefined ? null : shownPeaks(best.data, compared?.data, choice, weights)),
    [best.data, compared?.data, choice, weights],
  );
  const notes = new Set([...(best.about?.notes ?? []), ...(compared?.about?.notes ?? [])]);
  const isStopped = best.data === undefined && !best.isAsking && best.failure === null;
  return (
    <>
      <PageHead
        title={shown === null ? `${choice.sport} bests` : peaksSentence(shown, measures, format)}
        sub={
          <>
            {best.data === undefined ? '' : peaksRemark(best.data, format)}{' '}
            <Reading asked={best} name={PERIOD_NAMES[choice.period]} />{' '}
            {compared !== undefined && choice.against !== null && (
              <Reading asked={compared} name={PERIOD_NAMES[choice.against]} />
            )}
          </>
        }
      >
        <Controls choice={choice} sports={sports} onChange={change} />
      </PageHead>
      {!isStopped && (
        <ViewState view={{ ...best, data: shown ?? undefined }} height="60vh">
          {(peaks) =>
            peaks.rows.length > 0 ? (
              <Bests shown={peaks} choice={choice} weights={weights} onChange={change} />
            ) : (
              <EmptyView title="Nothing to show here">
                {best.data?.workouts_in_range === 0
                  ? `There is no ${choice.sport} workout in this period. Choose a longer one, or another sport.`
                  : 'TrainingPeaks has best averages only of workouts that a device recorded.'}
              </EmptyView>
            )
          }
        </ViewState>
      )}
      {[...notes].map((note) => (
        <p className="peaks-note" key={note}>
          {note}
        </p>
      ))}
    </>
  );
}
