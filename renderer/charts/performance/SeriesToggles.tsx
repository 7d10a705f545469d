import type { BarUnit } from './load-bars.ts';
import { seriesName } from './series.ts';
import { SERIES, type SeriesName } from './types.ts';
import './SeriesToggles.css';

interface SeriesTogglesProps {
  readonly barUnit: BarUnit;
  readonly hidden: ReadonlySet<SeriesName>;
  readonly onToggle: (series: SeriesName) => void;
}

/** Shows and hides what the chart draws; each button bears the mark of its series. */
export function SeriesToggles({ barUnit, hidden, onToggle }: SeriesTogglesProps) {
  return (
    <div className="series-toggles" role="group" aria-label="Show in the chart">
      {SERIES.map((series) => (
        <button
          key={series}
          type="button"
          aria-pressed={!hidden.has(series)}
          onClick={() => onToggle(series)}
        >
          <span className={`series-mark mark-${series}`} aria-hidden="true" />
          {seriesName(series, barUnit)}
        </button>
      ))}
    </div>
  );
}
