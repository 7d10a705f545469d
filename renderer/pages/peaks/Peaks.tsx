import { useMemo } from 'react';
import { Button } from '../../components/Button.tsx';
import { EmptyView, ViewState } from '../../components/ViewState.tsx';
import { PageHead } from '../../shell/PageHead.tsx';
import { useWindow } from '../../window-context.ts';
import { peaksNotes, peaksRemark, peaksSentence, PERIOD_NAMES } from '../../words/peaks-words.ts';
import { Bests } from './Bests.tsx';
import { Controls, useChange } from './Controls.tsx';
import type { PeakChoice } from './peak-choice.ts';
import { Reading } from './Reading.tsx';
import { shownPeaks } from './shown-peaks.ts';
import { usePeaks } from './use-peaks.ts';
import { useWeights } from './use-weights.ts';
import { Waiting } from './Waiting.tsx';

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
  const isWhole = best.about?.partial === false;
  const shown = useMemo(
    () =>
      best.data === undefined
        ? null
        : shownPeaks({ answer: best.data, isWhole }, compared?.data, choice, weights),
    [best.data, isWhole, compared?.data, choice, weights],
  );
  const notes = peaksNotes(
    best.about?.notes ?? [],
    choice.against === null ? null : { period: choice.against, notes: against.about?.notes ?? [] },
  );
  const isStopped = best.data === undefined && !best.isAsking && best.failure === null;
  return (
    <>
      <PageHead
        title={shown === null ? `${choice.sport} bests` : peaksSentence(shown, measures, format)}
        sub={
          best.data === undefined
            ? `${choice.sport} · ${PERIOD_NAMES[choice.period]}`
            : peaksRemark(best.data, format)
        }
      >
        <Controls choice={choice} sports={sports} onChange={change} />
      </PageHead>
      <div className="peaks-reading">
        <Reading asked={best} name={PERIOD_NAMES[choice.period]} />{' '}
        {compared !== undefined && choice.against !== null && (
          <Reading asked={compared} name={PERIOD_NAMES[choice.against]} />
        )}
      </div>
      {shown === null && best.failure === null && !isStopped && <Waiting />}
      {(shown !== null || best.failure !== null) && (
        <ViewState view={{ ...best, data: shown ?? undefined }} height="60vh">
          {(peaks) =>
            peaks.rows.length > 0 ? (
              <Bests shown={peaks} choice={choice} weights={weights} onChange={change} />
            ) : (
              <NoBests
                sport={choice.sport}
                isWhole={isWhole}
                workouts={best.data?.workouts_in_range ?? 0}
                onRetry={best.askAgain}
              />
            )
          }
        </ViewState>
      )}
      {notes.map((note) => (
        <p className="peaks-note" key={note}>
          {note}
        </p>
      ))}
    </>
  );
}

interface NoBestsProps {
  readonly sport: string;
  readonly isWhole: boolean;
  /** In the period. */
  readonly workouts: number;
  readonly onRetry: () => void;
}

/** Why there is no curve. Of what could not be read nothing is said but that. */
function NoBests({ sport, isWhole, workouts, onRetry }: NoBestsProps) {
  if (!isWhole) {
    return (
      <EmptyView title="Not read yet">
        Not every workout of this period could be read, so nobody knows yet what its bests are.{' '}
        <Button kind="link" onPress={onRetry}>
          Try again
        </Button>
      </EmptyView>
    );
  }
  return (
    <EmptyView title="Nothing to show here">
      {workouts === 0
        ? `There is no ${sport} workout in this period. Choose a longer one, or another sport.`
        : 'TrainingPeaks has best averages only of workouts that a device recorded.'}
    </EmptyView>
  );
}
