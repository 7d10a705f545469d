import { memo } from 'react';
import type { WeekView } from '../../../src/shared/views/week.ts';
import type { Tile } from './tile.ts';
import { weekWholeTss } from '../../week-plan.ts';
import { WhyPopover } from './WhyPopover.tsx';
import './Tiles.css';

/** The six numbers of today; each can be opened. */
export const Tiles = memo(function Tiles({
  tiles,
  week,
}: {
  readonly tiles: readonly Tile[];
  readonly week: WeekView | undefined;
}) {
  return (
    <section className="tiles" aria-label="Today">
      <p className="unseen">{tiles.map(({ spoken }) => spoken).join('. ')}.</p>
      <ul>
        {tiles.map((tile) => (
          <li key={tile.id}>
            <WhyPopover className={`tile tile-${tile.id}`} why={tile.why}>
              <span className="tile-label">{tile.label}</span>
              <span className="tile-value">
                {tile.value}
                {tile.unit !== '' && <small> {tile.unit}</small>}
              </span>
              {tile.id === 'week' && week !== undefined && <WeekBar week={week} />}
              {tile.name !== null && <span className="tile-name">{tile.name}</span>}
              <span className="tile-note">
                {tile.notes.map((note) => (
                  <span key={note}>{note}</span>
                ))}
              </span>
            </WhyPopover>
          </li>
        ))}
      </ul>
    </section>
  );
});

/** What is done of the week as a bar, with a mark where the plan is tonight. */
function WeekBar({ week }: { readonly week: WeekView }) {
  const { doneTss, plannedTss, plannedToTodayTss } = week;
  const whole = weekWholeTss(week);
  if (!(whole > 0)) return null;
  const share = (tss: number) => (100 * tss) / whole;
  return (
    <svg className="week-bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
      <rect className="week-whole" y="3" width="100" height="4" />
      <rect className="week-done" y="3" width={share(doneTss)} height="4" />
      {plannedTss > 0 && (
        <line
          className="week-mark"
          x1={share(plannedToTodayTss)}
          x2={share(plannedToTodayTss)}
          y1="0"
          y2="10"
        />
      )}
    </svg>
  );
}
