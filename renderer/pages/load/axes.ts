const TICK = { fill: 'var(--ink-3)', fontSize: '0.75rem' };

/** The axis of periods, under both charts the same, so that a week stands under itself. */
export const PERIOD_AXIS = { dataKey: 'name', tickLine: false, minTickGap: 28, tick: TICK } as const;

export const VALUE_AXIS = { width: 'auto', tickLine: false, axisLine: false, tick: TICK } as const;

/** Where the running period is. */
export const NOW_LINE = {
  stroke: 'var(--ink-2)',
  label: { value: 'now', position: 'top', fill: 'var(--ink-2)', fontSize: '0.75rem' },
} as const;
