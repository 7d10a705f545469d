import { describe, expect, it } from 'vitest';
import { formatFor } from '../../renderer/format.ts';

const NOW = new Date('2026-11-23T08:00:00Z');
const british = formatFor('en-GB', NOW);
const plain = (text: string) => text.replaceAll(/\s/gu, ' ');

describe('numbers', () => {
  it.for([
    ['en-GB', '1,204', '58%'],
    ['de-DE', '1.204', '58 %'],
    ['fr-FR', '1 204', '58 %'],
  ] as const)('are written as in %s', ([language, count, share]) => {
    const format = formatFor(language, NOW);
    expect(plain(format.count(1204))).toBe(count);
    expect(plain(format.percent(0.58))).toBe(share);
  });

  it('have a true minus sign, a plus sign, and a zero without one', () => {
    for (const language of ['en-GB', 'de-DE', 'sv-SE']) {
      const { signed } = formatFor(language, NOW);
      expect([signed(-12), signed(8), signed(0), signed(-0.4)]).toEqual(['−12', '+8', '0', '0']);
    }
  });
});

describe('days', () => {
  it('are civil days, whatever zone the computer is in', () => {
    expect(british.day('2026-12-14')).toBe('14 December');
    expect(british.month('2023-03-01')).toBe('March 2023');
  });

  it('name their year when it is another one', () => {
    expect(british.day('2027-01-02')).toBe('2 January 2027');
  });

  it.for([
    ['en-US', 'December 14'],
    ['de-DE', '14 December'],
    ['fr-FR', '14 December'],
  ] as const)('are in the words of the window and the order of %s', ([language, day]) => {
    expect(formatFor(language, NOW).day('2026-12-14')).toBe(day);
  });
});

describe('ages', () => {
  it.for([
    ['2026-11-23T08:00:20Z', 'just now'],
    ['2026-11-23T07:59:30Z', 'just now'],
    ['2026-11-23T07:58:00Z', '2 minutes ago'],
    ['2026-11-23T05:00:00Z', '3 hours ago'],
    ['2026-11-21T17:40:00Z', '38 hours ago'],
    ['2026-11-20T07:00:00Z', '3 days ago'],
  ] as const)('%s is %s', ([instant, words]) => {
    expect(british.age(instant)).toBe(words);
  });
});

describe('durations', () => {
  it.for([
    [0, 'a few seconds'],
    [9.9, 'a few seconds'],
    [12, '10 seconds'],
    [38, '40 seconds'],
    [84, '80 seconds'],
    [89, '90 seconds'],
    [96, '2 minutes'],
    [500, '8 minutes'],
  ] as const)('%d seconds are about %s', ([seconds, words]) => {
    expect(british.duration(seconds)).toBe(words);
  });
});
