import type { Peaks } from '../../src/mcp/tools/tp-get-peaks.ts';
import type { Format } from '../format.ts';
import type { Measures } from '../measures.ts';
import type { Peak, PeakClass, Period } from '../pages/peaks/peak-choice.ts';
import type { PeakRow } from '../pages/peaks/peak-rows.ts';
import type { ShownPeaks } from '../pages/peaks/shown-peaks.ts';

export const PERIOD_NAMES: Readonly<Record<Period, string>> = {
  '90d': '90 days',
  '1y': '1 year',
  all: 'All time',
};

const IN_PERIOD: Readonly<Record<Period, string>> = {
  '90d': ' in the last 90 days',
  '1y': ' in the last year',
  all: '',
};

const BEST_OF: Readonly<Record<Period, string>> = {
  '90d': 'best of 90 days',
  '1y': 'best of the year',
  all: 'best of all time',
};

/** The efforts an athlete asks about first, in seconds and in metres. */
const TELLING = {
  Power: [1200, 300, 3600, 60],
  Speed: [5000, 10_000, 1000, 1200, 600, 300],
  HeartRate: [1200, 3600, 300],
} as const satisfies Record<PeakClass, readonly number[]>;

/** What a class is called in a sport. */
export function className(peakClass: PeakClass, isPaced: boolean): string {
  if (peakClass === 'Speed') return isPaced ? 'Pace' : 'Speed';
  return peakClass === 'Power' ? 'Power' : 'Heart rate';
}

type PeakFacts = Pick<ShownPeaks, 'sport' | 'sportId' | 'period' | 'against' | 'isWhole' | 'rows'>;

/** The best that tells most, when it was, and how it compares with the best of the longer period. */
export function peaksSentence(facts: PeakFacts, measures: Measures, format: Format): string {
  const row = tellingRow(facts.rows);
  if (row === null) {
    return facts.isWhole
      ? `No best efforts are known for ${facts.sport}${IN_PERIOD[facts.period]}.`
      : `The best efforts of ${facts.sport}${IN_PERIOD[facts.period]} are not read yet.`;
  }
  const { best } = row;
  const done = effort(row, best, facts, measures);
  if (facts.period === 'all') return `${done} is your ${BEST_OF.all}, set on ${format.day(best.date)}.`;
  const set = `${done}${IN_PERIOD[facts.period]}`;
  const compared = comparison(row, best, facts, measures, format);
  return compared === null ? `${set}, on ${format.day(best.date)}.` : `${set}, ${compared}.`;
}

type SetRow = PeakRow & { readonly best: Peak };

function tellingRow(rows: readonly PeakRow[]): SetRow | null {
  const set = rows.filter((row): row is SetRow => row.best !== null);
  const peakClass = set[0]?.best.class;
  if (peakClass === undefined) return null;
  const wanted = TELLING[peakClass].map((length) => set.find((row) => row.length === length));
  return wanted.find((row) => row !== undefined) ?? set.at(-1) ?? null;
}

function effort(row: PeakRow, best: Peak, { sportId }: PeakFacts, measures: Measures): string {
  const value = valueText(best.class, best.value, sportId, measures);
  if (best.distance_meters !== null)
    return `${row.over} in ${measures.clock(best.distance_meters / best.value)} (${value})`;
  return `${value} for ${row.over}`;
}

function comparison(
  row: PeakRow,
  best: Peak,
  facts: PeakFacts,
  measures: Measures,
  format: Format,
): string | null {
  const { against } = row;
  if (against === null || facts.against === null || best.class === 'HeartRate') return null;
  const yours = `your ${BEST_OF[facts.against]}`;
  const isShownEqual = effort(row, best, facts, measures) === effort(row, against, facts, measures);
  if (best.workout_id === against.workout_id && isShownEqual) return yours;
  if (isShownEqual) return `equal to ${yours}`;
  return best.value > against.value ? yours : `${shareText(best, against, format)} ${yours}`;
}

/** How a best stands to that of a longer period: by the values as they are shown, so that no two equal ones differ. */
export type Standing = 'same' | 'equal' | 'better' | 'less';

export function standing(best: Peak, against: Peak, sportId: number, measures: Measures): Standing {
  const shown = (peak: Peak) => valueText(peak.class, peak.value, sportId, measures);
  if (shown(best) !== shown(against)) return best.value > against.value ? 'better' : 'less';
  return best.workout_id === against.workout_id ? 'same' : 'equal';
}

/** `94% of`, `just under`: of a better best. */
export function shareText(best: Peak, against: Peak, format: Format): string {
  const share = best.value / against.value;
  // Whole percent would call it equal.
  return share >= 0.995 ? 'just under' : `${format.percent(share)} of`;
}

/** `263 W`, `171 bpm`, `4:09 /km`. */
export function valueText(peakClass: PeakClass, value: number, sportId: number, measures: Measures): string {
  const { value: text, unit } = valueMeasure(peakClass, value, sportId, measures);
  return `${text} ${unit}`;
}

/** The same with its unit apart. */
export function valueMeasure(peakClass: PeakClass, value: number, sportId: number, measures: Measures) {
  if (peakClass === 'Speed') return measures.speed(value, sportId);
  return { value: measures.number(value), unit: peakClass === 'Power' ? 'W' : 'bpm' };
}

/** What is remarked on both answers, then on one of them: of which period. */
export function peaksNotes(
  own: readonly string[],
  compared: { readonly period: Period; readonly notes: readonly string[] } | null,
): readonly string[] {
  if (compared === null) return own;
  const others = compared.notes.filter((note) => !own.includes(note));
  return [...own, ...others.map((note) => `${PERIOD_NAMES[compared.period]}: ${note}`)];
}

/** Why a best of the period may not be there. */
export function missingWord({ isWhole, source }: Pick<ShownPeaks, 'isWhole' | 'source'>): string {
  if (!isWhole) return 'not read for this period';
  return source === 'trainingpeaks' ? 'not listed' : 'none';
}

/** Whose bests these are, of which days, from how many workouts. */
export function peaksRemark(
  { sport, range, workouts_in_range: workouts, source }: Peaks,
  format: Format,
): string {
  const count = `${format.count(workouts)} ${workouts === 1 ? 'workout' : 'workouts'}`;
  const from = source === 'trainingpeaks' ? `${count}, by the record lists of TrainingPeaks` : count;
  return `${sport} · ${format.day(range.start_date)} to ${format.day(range.end_date)} · ${from}`;
}

/** What is missing of an answer that can be read on; null when nothing is. Undefined is an answer that was stopped. */
export function readSoFar(peaks: Peaks | undefined, format: Format): string | null {
  if (peaks === undefined) return 'stopped; what was read is kept.';
  const { workouts_read: read, workouts_in_range: all } = peaks;
  if (read === null || read >= all) return null;
  return `${format.count(read)} of ${format.count(all)} workouts are read so far; a better effort may be missing.`;
}
