import type { LoadConstants } from '../src/analytics/training-load.ts';

const LEAST_DAYS = 1;
const MOST_DAYS = 365;

/** Reads time constants as a user types them, with a point or a comma; else says what is wrong. */
export function constantsIn(ctlText: string, atlText: string): LoadConstants | { readonly problem: string } {
  const [ctlDays, atlDays] = [daysIn(ctlText), daysIn(atlText)];
  if (ctlDays === null || atlDays === null)
    return { problem: `Both must be numbers from ${String(LEAST_DAYS)} to ${String(MOST_DAYS)}.` };
  if (ctlDays <= atlDays) return { problem: 'Fitness must be averaged over more days than fatigue.' };
  return { ctlDays, atlDays };
}

function daysIn(text: string): number | null {
  const plain = text.trim().replace(',', '.');
  if (!/^\d{1,3}(\.\d{1,2})?$/.test(plain)) return null;
  const days = Number(plain);
  return days >= LEAST_DAYS && days <= MOST_DAYS ? days : null;
}
