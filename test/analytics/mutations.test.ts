/**
 * Plants each classic mistake in the source of the analytics and proves that its vector check notices.
 * A mutation whose text is no longer found fails here, so it cannot go stale unseen.
 */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createServer, type Plugin } from 'vite';
import { describe, expect, it } from 'vitest';
import { VECTOR_CHECKS, type Subject, type VectorCheckName } from './vector-checks.ts';

interface Mutation {
  readonly file: string;
  readonly original: string;
  readonly mutated: string;
  readonly turnsRed: VectorCheckName;
}

const MUTATIONS: Readonly<Record<string, Mutation>> = {
  'a rolling mean instead of the exponential one': {
    file: 'training-load.ts',
    original: 'fitness = point;',
    mutated: `const window = days.filter(({ day }) => dayNumber(day) < expected && dayNumber(day) >= expected - constants.ctlDays);
      fitness = Object.assign(point, { ctl: window.reduce((sum, { tss }) => sum + tss, 0) / constants.ctlDays });`,
    turnsRed: 'C1.6 42 days of 100 from zero are CTL 63.65: no rolling mean, no exponential step',
  },
  'the exponential step for ATL': {
    file: 'training-load.ts',
    original: '(tss - before.atl) / atlDays',
    mutated: '(tss - before.atl) * (1 - Math.exp(-1 / atlDays))',
    turnsRed: 'C1.5 the worked week: ATL steps by 1/7, not by 1 - exp(-1/7)',
  },
  "today's TSB instead of this morning's": {
    file: 'training-load.ts',
    original: 'tsbMorning: before.ctl - before.atl, tsbEndOfDay',
    mutated: 'tsbMorning: ctl - atl, tsbEndOfDay',
    turnsRed: 'C1.5 the worked week: TSB of the morning is of the evening before',
  },
  'partial windows in normalized power': {
    file: 'normalized-power.ts',
    original: `if (index < width - 1) return;
        fourthPowers += (windowSum / width) ** 4;`,
    mutated: 'fourthPowers += (windowSum / Math.min(index + 1, width)) ** 4;',
    turnsRed: 'C2.5 alternating minutes: NP counts full windows only',
  },
  'the square of intensity for swims': {
    file: 'load-estimates.ts',
    original: 'const exponent = sportId === SWIM ? 3 : 2;',
    mutated: 'const exponent = 2;',
    turnsRed: 'C4.2 sTSS takes the cube of the intensity',
  },
  'today in UTC': {
    file: 'calendar.ts',
    original: 'instant.toZonedDateTimeISO(timeZone)',
    mutated: "instant.toZonedDateTimeISO('UTC')",
    turnsRed: "C0.2 today is the athlete's calendar day, not UTC's",
  },
  'an unknown load read as zero': {
    file: 'daily-load.ts',
    original: 'if (isKnown(tss)) {\n    day.actualTss += tss;',
    mutated: 'if (true) {\n    day.actualTss += tss || 0;',
    turnsRed: 'C0.4 a session without a score is unscored, neither rest nor a score of zero',
  },
  'a dropout of power read as zero watts': {
    file: 'samples.ts',
    original: 'if (value === null || !Number.isFinite(value)) return;',
    mutated: 'value ??= 0;',
    turnsRed: 'C2.4 a dropout of power is not zero watts',
  },
  'the plan counted on top of what was done': {
    file: 'daily-load.ts',
    original: 'else if (isPlan(session)) countPlan',
    mutated: 'if (isPlan(session)) countPlan',
    turnsRed: 'C0.5 a plan that was done counts once, with what was done',
  },
  'a missed plan counted as load': {
    file: 'daily-load.ts',
    original: 'day.missedTss += plan.tss ?? 0;',
    mutated: 'day.actualTss += plan.tss ?? 0;',
    turnsRed: 'C0.5 a past plan that was not done is missed and no load',
  },
  'decoupling divided by the second half': {
    file: 'decoupling.ts',
    original: '((first - second) / first) * 100',
    mutated: '((first - second) / second) * 100',
    turnsRed: 'C3.4 decoupling divides by the first half',
  },
};

const HERE = dirname(fileURLToPath(import.meta.url));
const ANALYTICS = join(HERE, '../../src/analytics');

describe('each classic mistake turns its check red', () => {
  it.each(Object.entries(MUTATIONS))('%s', async (_, mutation) => {
    const source = readFileSync(join(ANALYTICS, mutation.file), 'utf8');
    expect(source.split(mutation.original), `text to mutate in ${mutation.file}`).toHaveLength(2);
    await withSubject(mutation, (mutated) => {
      expect(() => VECTOR_CHECKS[mutation.turnsRed](mutated)).toThrow(
        expect.objectContaining({ name: 'AssertionError' }),
      );
    });
  });

  it('passes every check when nothing is mutated', async () => {
    await withSubject(null, (loaded) => {
      for (const check of Object.values(VECTOR_CHECKS)) expect(() => check(loaded)).not.toThrow();
    });
  });
});

/** Loads the analytics through a fresh module graph, with the mutation applied to the source text. */
async function withSubject(mutation: Mutation | null, use: (subject: Subject) => void): Promise<void> {
  const server = await createServer({
    configFile: false,
    root: join(HERE, '../..'),
    logLevel: 'silent',
    server: { middlewareMode: true, ws: false, watch: null },
    optimizeDeps: { noDiscovery: true },
    plugins: mutation === null ? [] : [mutate(mutation)],
  });
  try {
    use((await server.ssrLoadModule(join(HERE, 'subject.ts'))) as Subject);
  } finally {
    await server.close();
  }
}

function mutate({ file, original, mutated }: Mutation): Plugin {
  return {
    name: 'mutate-analytics',
    enforce: 'pre',
    transform: (code, id) =>
      id.endsWith(`/src/analytics/${file}`) ? code.replace(original, () => mutated) : null,
  };
}
