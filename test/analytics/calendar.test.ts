import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  daysBetween,
  eachDay,
  endOfMonth,
  isCalendarDay,
  nextMidnight,
  startOfMonth,
  startOfWeek,
  todayIn,
} from '../../src/analytics/calendar.ts';

const day = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2050-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe('isCalendarDay', () => {
  it.each(['2024-02-29', '2000-02-29', '1999-12-31', '0000-01-01', '9999-12-31'])('accepts %s', (text) => {
    expect(isCalendarDay(text)).toBe(true);
  });

  it.each([
    '2023-02-29',
    '1900-02-29',
    '2026-04-31',
    '2026-13-01',
    '2026-00-10',
    '2026-01-00',
    '2026-1-1',
    '2026-01-01T00:00:00',
    ' 2026-01-01',
    '20260101',
    '+002026-01-01',
    'today',
    '',
  ])('refuses %j', (text) => {
    expect(isCalendarDay(text)).toBe(false);
    expect(() => addDays(text, 1)).toThrow(RangeError);
  });
});

describe('date arithmetic', () => {
  it('knows leap days and years', () => {
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
    expect(addDays('2023-02-28', 1)).toBe('2023-03-01');
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
    expect(daysBetween('2024-01-01', '2025-01-01')).toBe(366);
    expect(daysBetween('2026-01-02', '2026-01-01')).toBe(-1);
  });

  it('goes over both changes of the clocks day by day', () => {
    expect(eachDay('2026-03-28', '2026-03-30')).toEqual(['2026-03-28', '2026-03-29', '2026-03-30']);
    expect(eachDay('2026-10-24', '2026-10-26')).toEqual(['2026-10-24', '2026-10-25', '2026-10-26']);
  });

  it('gives no day when the range is reversed', () => {
    expect(eachDay('2026-01-02', '2026-01-01')).toEqual([]);
  });

  it('refuses to leave the years a date can be written in', () => {
    expect(() => addDays('9999-12-31', 1)).toThrow(RangeError);
    expect(() => addDays('0000-01-01', -1)).toThrow(RangeError);
    expect(() => addDays('2026-01-01', 0.5)).toThrow(RangeError);
  });

  it('adds and counts days inversely', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -5000, max: 5000 }), (start, count) => {
        expect(daysBetween(start, addDays(start, count))).toBe(count);
      }),
    );
  });

  it('lists every day once, in order', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 800 }), (start, count) => {
        const days = eachDay(start, addDays(start, count));
        expect(days).toHaveLength(count + 1);
        expect(days).toEqual([...new Set(days)].sort());
        expect(days.every(isCalendarDay)).toBe(true);
      }),
      { numRuns: 30 },
    );
  });
});

describe('weeks and months', () => {
  it('begins weeks on Monday or Sunday', () => {
    expect(startOfWeek('2026-05-03')).toBe('2026-04-27');
    expect(startOfWeek('2026-05-04')).toBe('2026-05-04');
    expect(startOfWeek('2026-05-03', 7)).toBe('2026-05-03');
    expect(startOfWeek('2026-05-02', 7)).toBe('2026-04-26');
    expect(startOfWeek('1965-01-01')).toBe('1964-12-28');
  });

  it('puts every day within seven days of the start of its week', () => {
    fc.assert(
      fc.property(day, fc.constantFrom(1 as const, 7 as const), (date, weekStart) => {
        const start = startOfWeek(date, weekStart);
        expect(daysBetween(start, date)).toBeGreaterThanOrEqual(0);
        expect(daysBetween(start, date)).toBeLessThan(7);
        expect(new Date(start).getUTCDay()).toBe(weekStart % 7);
      }),
    );
  });

  it('ends months where the calendar does', () => {
    expect(startOfMonth('2026-02-14')).toBe('2026-02-01');
    expect(endOfMonth('2026-02-14')).toBe('2026-02-28');
    expect(endOfMonth('2024-02-01')).toBe('2024-02-29');
    expect(endOfMonth('2026-12-31')).toBe('2026-12-31');
    expect(() => startOfMonth('2026-02-30')).toThrow(RangeError);
  });
});

describe('todayIn', () => {
  it('refuses a zone that does not exist', () => {
    expect(() => todayIn('Mars/Olympus', 0)).toThrow(RangeError);
    expect(() => todayIn('', 0)).toThrow(RangeError);
  });

  it('names one of three dates at any instant, whatever the zone', () => {
    const instant = fc.integer({ min: Date.UTC(2000, 0), max: Date.UTC(2040, 0) });
    fc.assert(
      fc.property(instant, (milliseconds) => {
        const utc = todayIn('UTC', milliseconds);
        expect(utc).toBe(new Date(milliseconds).toISOString().slice(0, 10));
        expect([0, 1]).toContain(daysBetween(utc, todayIn('Pacific/Kiritimati', milliseconds)));
        expect([-1, 0]).toContain(daysBetween(utc, todayIn('Pacific/Pago_Pago', milliseconds)));
      }),
    );
  });
});

describe('nextMidnight', () => {
  it('is the instant at which the date changes', () => {
    const zones = ['UTC', 'Europe/Vienna', 'America/Sao_Paulo', 'Asia/Kathmandu', 'Pacific/Kiritimati'];
    const instant = fc.integer({ min: Date.UTC(2015, 0), max: Date.UTC(2035, 0) });
    fc.assert(
      fc.property(fc.constantFrom(...zones), instant, (zone, milliseconds) => {
        const midnight = nextMidnight(zone, milliseconds);
        const today = todayIn(zone, milliseconds);
        expect(todayIn(zone, midnight - 1)).toBe(today);
        expect(todayIn(zone, midnight)).toBe(addDays(today, 1));
      }),
    );
  });

  it('is one o’clock where the clock is put forward at midnight', () => {
    const evening = Date.parse('2018-11-03T20:00:00-03:00');
    expect(nextMidnight('America/Sao_Paulo', evening)).toBe(Date.parse('2018-11-04T01:00:00-02:00'));
  });
});
