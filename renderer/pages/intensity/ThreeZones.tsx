import type { ZoneDistribution } from '../../../src/mcp/tools/tp-training-zones-distribution.ts';
import { useWindow } from '../../window-context.ts';
import { namingWords } from '../../words/intensity-words.ts';

const PARTS = [
  { name: 'Easy', note: 'below the first threshold' },
  { name: 'Middle', note: 'between the thresholds' },
  { name: 'Hard', note: 'above the second threshold' },
] as const;

/** The three parts after which distributions are named. */
export function ThreeZones({ zones }: { readonly zones: ZoneDistribution['time_in_zones'][number] }) {
  const { format, measures } = useWindow();
  return (
    <section className="panel" aria-label="Easy, middle and hard">
      <dl className="three-zones">
        {PARTS.map(({ name, note }, index) => {
          const percent = zones.low_middle_high_percent[index] ?? null;
          return (
            <div key={name} className={`part-${String(index + 1)}`}>
              <dt>{name}</dt>
              <dd data-number={name.toLowerCase()}>{measures.percent(percent)}</dd>
              <dd className="three-note">{note}</dd>
              <dd aria-hidden="true">
                <meter className="three-bar" min={0} max={100} value={percent ?? 0} />
              </dd>
            </div>
          );
        })}
      </dl>
      <details className="three-why">
        <summary>How this is named</summary>
        <p>{namingWords(zones, measures, format)}</p>
      </details>
    </section>
  );
}
