import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { workoutPath } from '../../shell/workout-path.ts';
import { useWindow } from '../../window-context.ts';
import { PERIOD_NAMES, shareText, standing, valueMeasure } from '../../words/peaks-words.ts';
import type { Over, Peak, PeakClass, Period } from './peak-choice.ts';
import type { PeakRow } from './peak-rows.ts';

interface PeaksTableProps {
  readonly rows: readonly PeakRow[];
  readonly peakClass: PeakClass;
  readonly over: Over;
  readonly sportId: number;
  /** Null when nothing is compared. */
  readonly against: Period | null;
  /** Why a best may not be there. */
  readonly missing: string;
  readonly hasWeights: boolean;
}

/** Every best with its day, its workout and the next ones; beside it the best of the longer period. */
export function PeaksTable({
  rows,
  peakClass,
  over,
  sportId,
  against,
  missing,
  hasWeights,
}: PeaksTableProps) {
  const { format, measures } = useWindow();
  const value = (peak: { readonly value: number }) => {
    const measure = valueMeasure(peakClass, peak.value, sportId, measures);
    return (
      <>
        <strong>{measure.value}</strong> <span className="unit">{measure.unit}</span>
      </>
    );
  };
  const isTimed = over === 'distance';
  return (
    <section className="panel peaks-panel" aria-label="Bests">
      <div className="peaks-scroll" tabIndex={0} role="region" aria-label="Bests, table">
        <table className="peaks-table">
          <thead>
            <tr>
              <th scope="col">Over</th>
              <th scope="col">Best</th>
              {isTimed && <th scope="col">Time</th>}
              {hasWeights && <th scope="col">Per kg</th>}
              <th scope="col" className="text">
                When and where
              </th>
              <th scope="col" className="text">
                Next best
              </th>
              {against !== null && <th scope="col">{PERIOD_NAMES[against]}</th>}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.over} data-length={row.length}>
                <th scope="row">{row.over}</th>
                <td className="best">{row.best === null ? <Unknown why={missing} /> : value(row.best)}</td>
                {isTimed && <td>{row.best === null ? '–' : measures.clock(row.seconds)}</td>}
                {hasWeights && (
                  <td>
                    {row.wattsPerKilogram === null ? (
                      <Unknown why="weight unknown" />
                    ) : (
                      <>
                        {measures.number(row.wattsPerKilogram, 2)} <span className="unit">W/kg</span>
                      </>
                    )}
                  </td>
                )}
                <td className="text">{row.best !== null && <Where peak={row.best} />}</td>
                <td className="text">
                  {row.best?.next_best.map((next) => (
                    <span className="next" key={next.workout_id}>
                      {value(next)}{' '}
                      <Link href={workoutPath(next.workout_id)}>{format.dayInRow(next.date)}</Link>
                    </span>
                  ))}
                </td>
                {against !== null && (
                  <td>
                    <Against row={row} value={value} sportId={sportId} />
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Where({ peak }: { readonly peak: Peak }) {
  const { format } = useWindow();
  const title = peak.title?.trim() ?? '';
  return (
    <>
      <span className="when">{format.dayInRow(peak.date)}</span>{' '}
      <Link href={workoutPath(peak.workout_id)} className="workout">
        {title === '' ? 'Without a title' : title}
      </Link>
    </>
  );
}

interface AgainstProps {
  readonly row: PeakRow;
  readonly value: (peak: Peak) => ReactNode;
  readonly sportId: number;
}

function Against({ row: { best, against }, value, sportId }: AgainstProps) {
  const { format, measures } = useWindow();
  if (against === null) return <Unknown why="not listed" />;
  const stands = best === null ? null : standing(best, against, sportId, measures);
  if (stands === 'same') return <span className="unit">the same</span>;
  // A share of a heart rate means nothing.
  const isShared = against.class !== 'HeartRate';
  return (
    <>
      {stands === 'equal' && <span className="share">equals</span>}
      {stands === 'better' && <span className="share">better than</span>}
      {stands === 'less' && isShared && best !== null && (
        <span className="share">{shareText(best, against, format)}</span>
      )}{' '}
      <Link href={workoutPath(against.workout_id)} className="quiet">
        {value(against)}
      </Link>
    </>
  );
}

function Unknown({ why }: { readonly why: string }) {
  return (
    <span className="unit" title={why}>
      –<span className="unseen"> {why}</span>
    </span>
  );
}
