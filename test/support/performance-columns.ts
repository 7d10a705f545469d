import type { LoadPoint } from '../../src/analytics/training-load.ts';

/** The columns of a performance view, of its days in order. */
export function columnsOf(points: readonly LoadPoint[]) {
  return {
    tss: points.map(({ tss }) => tss),
    ctl: points.map(({ ctl }) => ctl),
    atl: points.map(({ atl }) => atl),
    tsbMorning: points.map(({ tsbMorning }) => tsbMorning),
    tsbEndOfDay: points.map(({ tsbEndOfDay }) => tsbEndOfDay),
  };
}
