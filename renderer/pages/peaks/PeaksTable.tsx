import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { workoutPath } from '../../shell/workout-path.ts';
import { useWindow } from '../../window-context.ts';
import { PERIOD_NAMES, valueMeasure } from '../../words/peaks-words.ts';
import type { Over, Peak, PeakClass, Period } from './peak-choice.ts';
import type { PeakRow } from './peak-rows.ts';

interface PeaksTableProps {
  readonly rows: readonly PeakRow[];
  readonly peakClass: PeakClass;
  readonly over: Over;
  readonly sportId: number;
  /** Null when nothing is compared. */
  readonly against: Period | null;
  readonly hasWeights: boolean;
}

/** Every best with its day, its workout and the next ones; beside it the best of the longer period. */
export function PeaksTable({ rows, peakClass, over, sportId, against, hasWeights }: PeaksTableProps) {
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
                <td className="best">{row.best === null ? <Unknown why="none" /> : value(row.best)}</td>
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
                    <Against row={row} value={value} isShared={peakClass !== 'HeartRate'} />
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
  /** Whether a share of the longer period's best means anything. */
  readonly isShared: boolean;
}

function Against({ row: { best, against }, value, isShared }: AgainstProps) {
  const { format } = useWindow();
  if (against === null) return <Unknown why="not listed" />;
  const isEqual = best !== null && best.value >= against.value;
  if (isEqual && best.workout_id === against.workout_id) return <span className="unit">the same</span>;
  return (
    <>
      {isEqual && <span className="share">as good as</span>}
      {!isEqual && isShared && best !== null && (
        <span className="share">{format.percent(best.value / against.value)} of</span>
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
