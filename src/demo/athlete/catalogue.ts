import { BIKE, DAY_OFF, RUN, SWIM } from '../../shared/sports.ts';
import { rampUp, repeat, step } from './session-plan.ts';
import type { PlanBlock, PlanStep, SessionPlan } from './session-plan.ts';

const STRENGTH = 9;
const WALK = 13;
const MOUNTAIN_BIKE = 8;
const OTHER = 100;

const WARM_UP = step('Warm up', 900, 50, 60, 'warmUp');
const COOL_DOWN = step('Cool down', 600, 45, 55, 'coolDown');
const RUN_WARM_UP = step('Warm up', 720, 68, 74, 'warmUp');
const RUN_COOL_DOWN = step('Cool down', 480, 65, 72, 'coolDown');

const work = (name: string, seconds: number, low: number, high: number): PlanStep => ({
  name,
  seconds,
  low,
  high,
  intensityClass: 'active',
});
const rest = (seconds: number, low: number, high: number): PlanStep => ({
  name: 'Easy',
  seconds,
  low,
  high,
  intensityClass: 'rest',
});

/** Quality rides, picked by phase and week. `load` near 1 scales the number of repeats. */
export const QUALITY_RIDES: Record<
  'base' | 'build' | 'specific',
  readonly ((load: number) => SessionPlan)[]
> = {
  base: [
    (load) =>
      ride('Sweet spot 3x12', [repeat(reps(3, load), work('Sweet spot', 720, 88, 92), rest(240, 50, 56))]),
    (load) =>
      ride('Tempo blocks 2x20', [repeat(reps(2, load), work('Tempo', 1200, 80, 85), rest(300, 50, 56))]),
    (load) => ride('Hard 30s', [repeat(reps(8, load), work('Hard', 30, 140, 150), rest(270, 55, 62))]),
  ],
  build: [
    (load) =>
      ride('Threshold 4x8', [repeat(reps(4, load), work('Threshold', 480, 97, 101), rest(240, 50, 56))]),
    (load) =>
      ride('Over-unders 3x10', [
        repeat(reps(15, load), work('Over', 60, 106, 110), rest(60, 88, 92)),
        COOL_DOWN,
      ]),
    (load) => ride('VO2 max 5x4', [repeat(reps(5, load), work('VO2', 240, 110, 115), rest(240, 48, 54))]),
    (load) =>
      ride('Sweet spot 2x20', [repeat(reps(2, load), work('Sweet spot', 1200, 88, 93), rest(300, 50, 56))]),
  ],
  specific: [
    (load) => ride('VO2 max 6x3', [repeat(reps(6, load), work('VO2', 180, 113, 118), rest(180, 48, 54))]),
    (load) =>
      ride('Race pace 3x20', [repeat(reps(3, load), work('Race pace', 1200, 80, 84), rest(300, 52, 58))]),
    (load) =>
      ride('Threshold 3x12', [repeat(reps(3, load), work('Threshold', 720, 96, 100), rest(300, 50, 56))]),
  ],
};

/**
 * Full-out efforts that end in 20 minutes. They lie on the power curve of the new FTP, which is 95 % of the
 * 20 minutes; `gain` is the new FTP over the one in force.
 */
export function thresholdTest(gain: number): SessionPlan {
  const full = (name: string, seconds: number, percent: number): PlanStep => {
    const target = Math.round(percent * gain * 10) / 10;
    return work(name, seconds, target, target);
  };
  return plan(
    'FTP test: sprint, 1, 5 and 20 min',
    BIKE,
    6,
    'Full out each time. The 20 minutes set the new FTP.',
    [
      rampUp(960, 45, 75),
      repeat(1, full('Sprint', 10, 255), rest(350, 48, 54)),
      repeat(1, full('1 min full', 60, 172), rest(600, 48, 54)),
      repeat(1, full('5 min full', 300, 121), rest(720, 48, 54)),
      { type: 'step', repeats: 1, steps: [full('20 min full', 1200, 100 / 0.95)] },
      COOL_DOWN,
    ],
  );
}

/** An even aerobic ride. */
export function enduranceRide(minutes: number): SessionPlan {
  const main = step('Endurance', minutes * 60 - 1200, 63, 69);
  return plan('Endurance ride', BIKE, 3, 'Keep it aerobic.', [
    step('Warm up', 600, 52, 58, 'warmUp'),
    main,
    step('Cool down', 600, 48, 54, 'coolDown'),
  ]);
}

/** The long ride of the week; late in the season with a stretch at race pace. */
export function longRide(minutes: number, withRacePace: boolean): SessionPlan {
  const seconds = minutes * 60;
  const middle = withRacePace
    ? [step('Endurance', seconds - 900 - 600 - 2700, 63, 68), step('Race pace', 2700, 79, 83)]
    : [step('Endurance', seconds - 900 - 600, 64, 70)];
  const title = withRacePace ? 'Long ride with race pace' : 'Long ride';
  return plan(title, BIKE, 3, 'Eat every 30 minutes.', [WARM_UP, ...middle, COOL_DOWN]);
}

/** An easy ride on the mountain bike, which has no power meter. */
export function mountainBikeRide(minutes: number): SessionPlan {
  return plan(
    'Forest loop on the mountain bike',
    MOUNTAIN_BIKE,
    14,
    null,
    [step('Ride', minutes * 60, 62, 70)],
    'none',
  );
}

/** A quality run, picked by its number. */
export function qualityRun(pick: number, load: number): SessionPlan {
  const mains: { title: string; block: PlanBlock }[] = [
    { title: 'Tempo run', block: step('Tempo', Math.round(1500 * load), 91, 95) },
    {
      title: 'Cruise intervals 5x1 km',
      block: repeat(reps(5, load), work('1 km', 255, 98, 102), rest(90, 60, 66)),
    },
    { title: 'Hill repeats', block: repeat(reps(8, load), work('Hill', 60, 104, 110), rest(120, 58, 64)) },
    {
      title: '400s on the track',
      block: repeat(reps(10, load), work('400 m', 92, 108, 112), rest(75, 45, 55)),
    },
  ];
  const main = mains[pick % mains.length] ?? { title: 'Tempo run', block: step('Tempo', 1500, 91, 95) };
  return plan(main.title, RUN, 10, null, [RUN_WARM_UP, main.block, RUN_COOL_DOWN], 'target');
}

/** An easy or long run. */
export function steadyRun(title: string, minutes: number, low: number, high: number): SessionPlan {
  return plan(title, RUN, minutes > 70 ? 12 : 10, null, [step('Run', minutes * 60, low, high)], 'none');
}

/** A pool swim in sets with rests at the wall. */
export function swim(title: string, minutes: number, low: number, high: number): SessionPlan {
  const sets = Math.max(3, Math.round((minutes - 15) / 8));
  return plan(
    title,
    SWIM,
    2,
    `${String(sets)} sets of 400 m, 40 s rest.`,
    [
      step('Warm up', 600, 72, 78, 'warmUp'),
      repeat(sets, work('400 m', Math.round((400 / 1.2 / (low + high)) * 200), low, high), rest(40, 0, 0)),
      step('Cool down', 240, 70, 76, 'coolDown'),
    ],
    'range_without_polyline',
  );
}

/** Strength in the gym: planned by time, scored by nobody. */
export function strength(): SessionPlan {
  return { ...plan('Strength and core', STRENGTH, null, 'Squats, pulls, core.', [], 'none'), seconds: 2700 };
}

/** A walk, recorded by heart rate only. */
export function hike(minutes: number): SessionPlan {
  return plan('Hike', WALK, 41, null, [step('Walk', minutes * 60, 34, 38)], 'none');
}

/** The calendar entry "day off". */
export function dayOff(): SessionPlan {
  return { ...plan('Day off', DAY_OFF, null, null, [], 'none'), seconds: 0 };
}

/** The change between two legs of a multisport session. */
export function transition(name: string): SessionPlan {
  return { ...plan(name, OTHER, null, null, [step(name, 150, 40, 50)], 'none') };
}

/** One leg of a race at an even effort (percent of threshold). */
export function raceLeg(title: string, sportId: number, seconds: number, percent: number): SessionPlan {
  const subSport = sportId === SWIM ? 1 : sportId === BIKE ? 3 : 10;
  return plan(title, sportId, subSport, null, [step('Race', seconds, percent - 1, percent + 1)], 'none');
}

function ride(title: string, main: readonly PlanBlock[]): SessionPlan {
  const opening = title.startsWith('Threshold') || title.startsWith('VO2') ? rampUp(960, 45, 80) : WARM_UP;
  const closing = main.at(-1) === COOL_DOWN ? [] : [step('Endurance', 600, 60, 66), COOL_DOWN];
  return plan(title, BIKE, 49, 'Hold the targets, spin easy between.', [opening, ...main, ...closing]);
}

function plan(
  title: string,
  sportId: number,
  subSportId: number | null,
  description: string | null,
  blocks: readonly PlanBlock[],
  structure: SessionPlan['structure'] = 'range',
): SessionPlan {
  return { title, sportId, subSportId, description, blocks, seconds: 0, structure };
}

function reps(count: number, load: number): number {
  return Math.max(1, Math.round(count * load));
}
