import { counted } from './words.ts';
import { sportName } from '../../src/shared/sports.ts';
import type { Format } from '../format.ts';
import type { Measures } from '../measures.ts';
import type { ListChoice, ListPeriod } from '../pages/workouts/list-choice.ts';
import type { ListTotals } from '../pages/workouts/list-filter.ts';

interface ListFacts {
  readonly choice: ListChoice;
  readonly totals: ListTotals;
  readonly today: string;
  /** Plans of later days, which the list of all leaves to that of plans. */
  readonly plannedLater: number;
  /** The oldest day in the list; null for an empty list. */
  readonly oldestDay: string | null;
}

/** What a list of workouts comes to, in a sentence: sessions, hours and load of what it is about. */
export function listSentence(
  { choice, totals, today, oldestDay }: ListFacts,
  format: Format,
  measures: Measures,
): string {
  const { done, doneSeconds, doneTss, missed, planned, notDoneSeconds, notDoneTss, isPlanEstimated } = totals;
  const when = periodWords(choice.period, today, oldestDay, format);
  const some = (amount: number) => (amount === 0 ? 'No' : format.count(amount));
  const end = (amount: number, seconds: number, tss: string) =>
    amount === 0
      ? '.'
      : `: ${[hoursWords(seconds, measures), tss].filter((part) => part !== '').join(' and ')}.`;
  const planTss = tssWords(notDoneTss, format, isPlanEstimated ? 'about ' : '');
  if (choice.status === 'planned')
    return `${some(planned)} ${kindOf(choice, planned)} planned${end(planned, notDoneSeconds, planTss)}`;
  if (choice.status === 'missed')
    return `${some(missed)} ${kindOf(choice, missed)} missed${when}${end(missed, notDoneSeconds, planTss)}`;
  return `${some(done)} ${kindOf(choice, done)} done${when}${end(done, doneSeconds, tssWords(doneTss, format))}`;
}

/** What the sentence leaves out: restrictions that are no words of it, and entries that its sums do not count. */
export function listRemark({ choice, totals, plannedLater }: ListFacts, format: Format): string {
  const isAll = choice.status === 'all';
  const isOfPlans = choice.status === 'missed' || choice.status === 'planned';
  const unscored = isOfPlans ? totals.notDoneUnscored : totals.unscored;
  const parts = [
    choice.search.trim() === '' ? '' : `with “${choice.search.trim()}” in title, notes or tags`,
    choice.minimumMinutes === 0 ? '' : `of at least ${minutesWords(choice.minimumMinutes)}`,
    isAll && totals.missed > 0 ? `${format.count(totals.missed)} missed` : '',
    isAll ? plannedWords(totals.planned, plannedLater, format) : '',
    isAll && totals.others > 0 ? counted(totals.others, 'note or day off', format, 'notes and days off') : '',
    unscored > 0 ? `${format.count(unscored)} without a TSS` : '',
  ].filter((part) => part !== '');
  return firstUpper(parts.length > 0 ? parts.join(' · ') : REMARK[choice.status]);
}

/** `1 planned today, 54 later` */
function plannedWords(today: number, later: number, format: Format): string {
  const isToday = today > 0 ? `${format.count(today)} planned today` : '';
  if (later === 0) return isToday;
  return isToday === '' ? `${format.count(later)} planned later` : `${isToday}, ${format.count(later)} later`;
}

const REMARK: Readonly<Record<ListChoice['status'], string>> = {
  all: 'done, missed and planned up to today',
  completed: 'what was recorded or entered as done',
  missed: 'plans of days past that were not done',
  planned: 'what lies ahead in TrainingPeaks',
};

/** `in the last 4 weeks`, `in 2025`; since when, for a list over all times. */
function periodWords(period: ListPeriod, today: string, oldestDay: string | null, format: Format): string {
  if (period === '28d') return ' in the last 4 weeks';
  if (period === '90d') return ' in the last 90 days';
  if (period === '365d') return ' in the last 12 months';
  if (period === 'all') return oldestDay === null ? '' : ` since ${format.month(oldestDay)}`;
  return today.startsWith(period) ? ' this year' : ` in ${period}`;
}

/** `about 248 TSS`; empty when no TSS is known. */
export function tssWords(tss: number | null, format: Format, about = ''): string {
  return tss === null ? '' : `${about}${format.count(tss)} TSS`;
}

/** The choice of a period in a list of choices. */
export function periodName(period: ListPeriod): string {
  if (period === 'all') return 'All time';
  if (period === '28d') return 'Last 4 weeks';
  if (period === '90d') return 'Last 90 days';
  return period === '365d' ? 'Last 12 months' : period;
}

/** `1 h 30 min` of whole minutes. */
export function minutesWords(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return [hours > 0 ? `${hours} h` : '', rest > 0 ? `${rest} min` : '']
    .filter((part) => part !== '')
    .join(' ');
}

/** `Bike workouts with power` */
function kindOf({ sportId, withPower }: ListChoice, amount: number): string {
  const sport = sportId === null ? '' : `${sportName(sportId)} `;
  return `${sport}workout${amount === 1 ? '' : 's'}${withPower ? ' with power' : ''}`;
}

/** `1,067 hours`; minutes too where there are few hours. */
function hoursWords(seconds: number, measures: Measures): string {
  return seconds < 10 * 3600 ? `${measures.hours(seconds)} h` : `${measures.number(seconds / 3600)} hours`;
}

function firstUpper(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
