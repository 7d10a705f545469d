import type { TodayStatus } from '../../src/shared/app-status.ts';
import type { FormBand } from '../../src/analytics/form-bands.ts';
import type { Format } from '../format.ts';
import { bandOf } from '../words/sentence.ts';
import './Explanation.css';

/** What stands behind the sentence and the three numbers, for those who ask. */
export function Explanation({ today, format }: { readonly today: TodayStatus; readonly format: Format }) {
  const band = bandOf(today);
  return (
    <details className="explanation">
      <summary>What these numbers say</summary>
      <p>
        Fitness (CTL) is your training load in TSS per day, averaged over about six weeks; fatigue (ATL) the
        same over about one week. Form (TSB) is yesterday’s fitness minus yesterday’s fatigue: what you woke
        up with.
      </p>
      <p>
        A form of {format.signed(today.tsb)} lies in the band “{band.label}”, {edges(band, format)}:{' '}
        {lowerFirst(band.text)}
      </p>
    </details>
  );
}

function edges({ lowerEdge, upperEdge }: FormBand, format: Format): string {
  if (lowerEdge === null) return upperEdge === null ? 'all values' : `${format.signed(upperEdge)} and below`;
  if (upperEdge === null) return `above ${format.signed(lowerEdge)}`;
  return `above ${format.signed(lowerEdge)} and up to ${format.signed(upperEdge)}`;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
