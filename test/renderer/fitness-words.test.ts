import { expect, test } from 'vitest';
import { addDays } from '../../src/analytics/calendar.ts';
import { formatFor } from '../../renderer/format.ts';
import { measuresFor } from '../../renderer/measures.ts';
import { factsOf, type FitnessFacts } from '../../renderer/pages/fitness/facts.ts';
import { tilesOf } from '../../renderer/pages/fitness/tiles.ts';
import { joint } from '../../renderer/words/claims.ts';
import { fitnessClaims } from '../../renderer/words/fitness-words.ts';
import { formSentence } from '../../renderer/words/sentence.ts';
import { aRace, days, TODAY, viewOf } from './fitness-view.ts';

const TEXTS = {
  format: formatFor('en-GB', new Date('2026-11-23T08:00:00Z')),
  measures: measuresFor('en-GB', 'metric'),
};

const FACTS: FitnessFacts = {
  today: TODAY,
  convention: 'morning',
  sport: null,
  hasScore: true,
  isNearZero: false,
  lastScoredDay: TODAY,
  tss: 80,
  ctl: 70,
  atl: 85,
  form: -12,
  yesterday: { ctl: 69, atl: 81 },
  ctlLastYear: { day: '2025-11-23', value: 60 },
  ctlFourWeeksAgo: { day: '2026-10-26', value: 66 },
  ctlWeekAgo: { day: '2026-11-16', value: 68 },
  atlWeekAgo: { day: '2026-11-16', value: 90 },
  rampPerWeek: 2,
  isPlanOpen: false,
  remainingTss: 0,
  tonight: { ctl: 70, atl: 85, form: -15 },
  race: null,
};

const EASY = {
  weeklyTss: 300,
  outcome: {
    days: 8,
    planned: { day: '2026-12-01', ctl: 71, form: -10, restFrom: null },
    whatIf: { day: '2026-12-01', ctl: 68, form: 4, restFrom: null },
  },
};

/** The sentence as the heading has it. */
function sentence(facts: FitnessFacts): string {
  const claims = fitnessClaims(facts, TEXTS);
  return claims
    .map(({ text }, index) => {
      const { stop, then } = joint(index, claims.length);
      return text + stop + then;
    })
    .join('');
}

test.for([
  [60, 'Fitter than on this day last year'],
  [58.4, 'Fitter than on this day last year'],
  [58.3, 'Much fitter than on this day last year'],
  [67, 'A little fitter than on this day last year'],
  [69.6, 'As fit as on this day last year'],
  [70.4, 'As fit as on this day last year'],
  [73.6, 'A little less fit than on this day last year'],
  [75, 'Less fit than on this day last year'],
  [100, 'Much less fit than on this day last year'],
  [0, 'Much fitter than on this day last year'],
] as const)('a fitness of 70 after %d a year ago', ([value, words]) => {
  const [claim] = fitnessClaims({ ...FACTS, ctlLastYear: { day: '2025-11-23', value } }, TEXTS);
  expect(claim?.text).toBe(words);
});

test('a small change of a small fitness is a little one', () => {
  const [claim] = fitnessClaims(
    { ...FACTS, ctl: 12, ctlLastYear: { day: '2025-11-23', value: 10.1 } },
    TEXTS,
  );
  expect(claim?.text).toBe('A little fitter than on this day last year');
});

test('without a year of history four weeks are compared, without those nothing is', () => {
  expect(sentence({ ...FACTS, ctlLastYear: null })).toBe(
    'Fitter than four weeks ago and tired enough to gain fitness.',
  );
  expect(sentence({ ...FACTS, ctlLastYear: null, ctlFourWeeksAgo: null })).toBe(
    'Fitness of 70 and tired enough to gain fitness.',
  );
});

test.for([
  [-31, 'very tired today'],
  [-30, 'very tired today'],
  [-12, 'tired enough to gain fitness'],
  [0, 'neither tired nor fresh'],
  [5.1, 'fresh today'],
  [26, 'very rested, with fitness going down'],
] as const)('a form of %d', ([form, words]) => {
  expect(fitnessClaims({ ...FACTS, form }, TEXTS)[1]?.text).toBe(words);
});

test.for([
  [12, 'on course to be fresh for Alpine triathlon'],
  [0, 'not quite fresh yet, as planned, for Alpine triathlon'],
  [-15, 'planned to start tired at Alpine triathlon'],
  [30, 'planned to rest more than needed before Alpine triathlon'],
] as const)('a race with a form of %d', ([form, words]) => {
  const race = {
    title: 'Alpine triathlon',
    day: '2026-12-27',
    daysLeft: 34,
    ctl: 72,
    form,
    plannedUntil: '2026-12-20',
  };
  expect(sentence({ ...FACTS, race })).toBe(
    `Fitter than on this day last year, tired enough to gain fitness, and ${words}.`,
  );
  expect(fitnessClaims({ ...FACTS, race: { ...race, plannedUntil: '2026-12-19' } }, TEXTS)[2]?.text).toBe(
    'with 34 days to Alpine triathlon and no plan that reaches it',
  );
});

test('every claim carries the numbers that it was computed from', () => {
  const claims = fitnessClaims(FACTS, TEXTS);
  expect(claims[0]?.why.inputs).toEqual([
    { label: 'Fitness today, 23 November', value: '70.0' },
    { label: 'Fitness on 26 October', value: '66.0' },
    { label: 'Fitness on 23 November 2025', value: '60.0' },
    { label: 'Change since 23 November 2025', value: '+10.0 (+17%)' },
  ]);
  expect(claims[1]?.why.inputs.map(({ value }) => value)).toEqual(['69.0', '81.0', '−12.0']);
});

test('facts come from the days they name', () => {
  const view = viewOf([...days(399, 60), 20], [50, ...days(40, 70)]);
  const facts = factsOf(view, 'morning', aRace(addDays(TODAY, 20)));
  const at = (column: readonly number[], day: number) => column[view.todayIndex + day];
  expect(facts).toMatchObject({
    ctl: at(view.ctl, 0),
    form: at(view.tsbMorning, 0),
    ctlLastYear: { day: '2025-11-23', value: at(view.ctl, -365) },
    ctlFourWeeksAgo: { day: '2026-10-26', value: at(view.ctl, -28) },
    atlWeekAgo: { day: '2026-11-16', value: at(view.atl, -7) },
    isPlanOpen: true,
    remainingTss: 50,
    tonight: { form: at(view.tsbMorning, 1) },
    race: {
      daysLeft: 20,
      ctl: at(view.ctl, 19),
      form: at(view.tsbMorning, 20),
      plannedUntil: addDays(TODAY, 19),
    },
  });
  expect(factsOf(view, 'end_of_day', null)).toMatchObject({ form: at(view.tsbEndOfDay, 0), race: null });
});

test('days that are not trusted yet are not compared with', () => {
  const view = { ...viewOf(days(400, 60)), firstTrustedIndex: 100 };
  expect(factsOf(view, 'morning', null)).toMatchObject({ ctlLastYear: null });
  expect(factsOf(view, 'morning', null).ctlFourWeeksAgo).not.toBeNull();
});

test('what is not known is a dash with a reason', () => {
  const facts = { ...FACTS, ctlLastYear: null, ctlFourWeeksAgo: null, atlWeekAgo: null, rampPerWeek: null };
  const shown = (areRacesKnown: boolean, easy = EASY) =>
    Object.fromEntries(
      tilesOf(
        { facts, constants: { ctlDays: 42, atlDays: 7 }, week: undefined, easy, areRacesKnown },
        TEXTS,
      ).map(({ id, value, notes }) => [id, [value, ...notes].join(' ')]),
    );
  expect(shown(true)).toMatchObject({
    form: '−12 Optimal training, −15 tomorrow +4 on the morning of 1 Dec after an easy week of 300 TSS',
    fitness: '70 history too short to compare',
    ramp: '– Needs a week of history',
    race: '– None in your calendar',
  });
  expect(shown(false, { ...EASY, weeklyTss: 0 })).toMatchObject({
    form: '−12 Optimal training, −15 tomorrow',
    race: '– Races are not read yet',
  });
});

function tileList(facts: FitnessFacts) {
  const constants = { ctlDays: 42, atlDays: 7 };
  return tilesOf({ facts, constants, week: undefined, easy: EASY, areRacesKnown: true }, TEXTS);
}

/** The tiles by their names, each as it reads. */
function tiles(facts: FitnessFacts): Readonly<Record<string, string>> {
  return Object.fromEntries(tileList(facts).map(({ id, value, notes }) => [id, [value, ...notes].join(' ')]));
}

test('the words never deny the change that the tile shows', () => {
  for (let before = 55; before <= 85; before += 0.1) {
    const facts = { ...FACTS, ctlLastYear: { day: '2025-11-23', value: before } };
    const isSame = fitnessClaims(facts, TEXTS)[0]?.text.startsWith('As fit as');
    expect(tiles(facts)['fitness']?.startsWith('70 0 in a year')).toBe(isSame);
  }
});

const RACE = {
  title: 'Alpine triathlon',
  day: '2026-12-27',
  daysLeft: 34,
  ctl: 72,
  form: 12,
  plannedUntil: '2026-12-20',
};

test('of one sport alone nothing is said of how tired or how fresh the athlete is', () => {
  const facts = { ...FACTS, sport: 'Swim', race: RACE };
  expect(sentence(facts)).toBe(
    'Swim fitness is higher than on this day last year and form from Swim alone is −12.',
  );
  expect(sentence({ ...facts, ctl: 60 })).toMatch(/^Swim fitness is as high as on this day last year/u);
  expect(sentence({ ...facts, ctlLastYear: null, ctlFourWeeksAgo: null })).toMatch(
    /^Swim fitness is 70 and/u,
  );
  expect(tiles(facts)).toMatchObject({
    form: '−12 Of Swim alone, −15 tomorrow +4 on the morning of 1 Dec after an easy week of 300 TSS',
    ramp: '+2.0 Of Swim alone',
    race: '34 Form needs all sports',
  });
});

test('without a scored workout there is no fitness, which is not a fitness of zero', () => {
  const unscored = viewOf(days(60, 0));
  const view = { ...unscored, tss: unscored.tss.map((tss, index) => (index % 3 === 0 ? null : tss)) };
  const facts = factsOf(view, 'morning', aRace('2026-12-27'), 'Strength');
  expect(sentence(facts)).toBe('No Strength workout has a TSS, so there is no fitness to show.');
  for (const name of ['fitness', 'fatigue', 'form', 'ramp'])
    expect(tiles(facts)[name]).toBe('– No workout with a TSS');
  expect(sentence({ ...facts, sport: null })).toBe('No workout has a TSS, so there is no fitness to show.');
  expect(tiles({ ...facts, sport: null })['race']).toBe('34 Form needs workouts with a TSS');
  expect(factsOf(viewOf(days(60, 10)), 'morning', null).hasScore).toBe(true);
});

test.for([
  [25, '+25 Fresh'],
  [25.3, '+25.3 Transition'],
  [25.04, '+25.04 Transition'],
  [5, '+5 Grey zone'],
  [5.3, '+5.3 Fresh'],
  [-10.4, '−10 Optimal training'],
  [-29.6, '−29.6 Optimal training'],
  [7.6, '+8 Fresh'],
] as const)('a form of %d is written in the band that it lies in', ([form, words]) => {
  expect(tiles({ ...FACTS, form })['form']).toMatch(new RegExp(`^${words.replace('+', '\\+')},`, 'u'));
  const race = tiles({ ...FACTS, race: { ...RACE, form } })['race'];
  const [number = '', ...band] = words.split(' ');
  expect(race).toBe(`34 Form ${number} that morning, ${band.join(' ').toLowerCase()}`);
});

test('a race is told up to a week after the last plan, and not after it', () => {
  const view = viewOf(days(100, 60), [0, ...days(3, 70), ...days(6, 0)]);
  const onCourse = factsOf(view, 'morning', aRace(addDays(TODAY, 10)));
  expect(onCourse.race?.form).toBe(view.tsbEndOfDay.at(-1));
  const later = factsOf(view, 'morning', aRace(addDays(TODAY, 11)));
  expect(later.race).toMatchObject({ form: null, ctl: null });
  expect(sentence(later)).toContain('with 11 days to Alpine triathlon and no plan that reaches it');
});

/** A day at whose end 80 TSS more are done than so far. */
const OPEN_DAY: FitnessFacts = {
  ...FACTS,
  tss: 0,
  ctl: 66.9,
  atl: 72,
  rampPerWeek: -1.1,
  isPlanOpen: true,
  remainingTss: 80,
  tonight: { ctl: 74.2, atl: 83, form: -9 },
};

test('a day that is not over is told so far, and with its plan done', () => {
  expect(tiles(OPEN_DAY)).toMatchObject({
    fitness: '67 +7 in a year +1 in 28 days 74 tonight if the plan is done',
    fatigue: '72 −18 in 7 days 83 tonight if the plan is done',
    ramp: '−1.1 Falling +6.2 tonight if the plan is done, moderate',
  });
  const labels = (facts: FitnessFacts) => tileList(facts).map(({ label }) => label);
  expect(labels(OPEN_DAY)).toEqual(
    expect.arrayContaining(['Fitness so far', 'Fatigue so far', 'Ramp so far, 7 days']),
  );
  expect(labels({ ...FACTS, tss: 0 })).toContain('Ramp so far, 7 days');
  expect(labels(FACTS)).toEqual(expect.arrayContaining(['Fitness', 'Fatigue', 'Ramp, 7 days']));
});

test.for([
  [2, 'Low: 0 to 5 points a week.'],
  [6, 'Moderate: 5 to 8 points a week.'],
  [12, 'Very high: above 10 points a week.'],
  [-3, 'Falling: below 0.'],
] as const)('the dialog of a ramp of %d says how far its band reaches', ([rampPerWeek, words]) => {
  const ramp = tileList({ ...FACTS, rampPerWeek }).find(({ id }) => id === 'ramp');
  expect(ramp?.why.paragraphs.join(' ')).toContain(words);
});

/** A season that ended long ago. */
const LONG_AGO = viewOf([...days(200, 60), ...days(400, 0)], [0, ...days(10, 0)]);

test('long after the last training the page says what Claude says, and no band', () => {
  const facts = factsOf(LONG_AGO, 'morning', null);
  expect(sentence(facts)).toBe(
    `Fitness and fatigue are close to zero: the last workout with a TSS was on ${TEXTS.format.day(addDays(TODAY, -400))}.`,
  );
  expect(tiles({ ...facts, rampPerWeek: 0 })).toMatchObject({
    form: expect.stringMatching(/^0 Close to zero, 0 tomorrow/u) as string,
    ramp: '0.0 Fitness is close to zero',
  });
  const race = factsOf(LONG_AGO, 'morning', aRace(addDays(TODAY, 5)));
  expect(sentence(race)).toMatch(
    / and with 5 days to Alpine triathlon and next to nothing planned before it\.$/u,
  );
  expect(tiles(race)['race']).toBe('5 Form 0 that morning, fitness close to zero');
  expect(sentence(factsOf(LONG_AGO, 'morning', aRace(addDays(TODAY, 5)), 'Swim'))).toBe(
    `Swim fitness and fatigue are close to zero: the last Swim workout with a TSS was on ${TEXTS.format.day(addDays(TODAY, -400))}.`,
  );
});

test('long after the last training a day without load is not called unfinished', () => {
  const labels = tileList(factsOf(LONG_AGO, 'morning', null)).map(({ label }) => label);
  expect(labels.slice(0, 2)).toEqual(['Fitness', 'Fatigue']);
});

test('the first run says so too', () => {
  const today = { ctl: 0.2, atl: 0, tsb: 0.2, formLabel: 'Grey zone', day: TODAY, plan: null, stale: false };
  expect(formSentence(today)).toMatch(/^Fitness and fatigue are close to zero/u);
  expect(formSentence({ ...today, ctl: 20, atl: 20 })).toBe('You are neither fresh nor under a heavy load.');
});
