import { BIKE, DAY_OFF, RUN, SWIM } from '../../shared/sports.ts';
import type { Random } from './random.ts';
import type { ScheduledSession } from './schedule.ts';
import { effortBlocks } from './session-plan.ts';
import type { Discipline, EffortSpec } from './streams.ts';
import type { Thresholds } from './thresholds.ts';

/** What became of a session whose day has come. */
export type Outcome =
  | { readonly kind: 'open' }
  | { readonly kind: 'missed' }
  | { readonly kind: 'entered'; readonly seconds: number; readonly rpe: number }
  | { readonly kind: 'recorded'; readonly spec: EffortSpec; readonly indoor: boolean };

/** Days on which the athlete was ill, as day numbers, both inclusive. */
export interface Illness {
  readonly first: number;
  readonly last: number;
}

const MISSED_SHARE = 0.04;

/**
 * Decides what the athlete did with a session: days ahead stay open, ill days are missed, strength is entered
 * by hand, the rest is recorded with a little more or less pace and length than planned.
 */
export function execute(
  session: ScheduledSession,
  thresholds: Thresholds,
  illness: Illness,
  isDone: boolean,
  random: Random,
): Outcome {
  const { plan } = session;
  const missed = random.chance(MISSED_SHARE) && !session.race && !plan.title.startsWith('FTP test');
  const pace = random.normal(0.99, session.race ? 0.005 : 0.02);
  const length = session.race ? 1 : Math.max(0.6, random.normal(1, 0.06));
  const indoor = plan.subSportId === 49;
  const seed = Math.floor(random.next() * 4_294_967_296);
  if (!isDone || plan.sportId === DAY_OFF) return { kind: 'open' };
  const ill = session.dayNumber >= illness.first && session.dayNumber <= illness.last;
  if (ill || missed) return { kind: 'missed' };
  if (plan.blocks.length === 0) {
    return { kind: 'entered', seconds: Math.round(plan.seconds * length), rpe: 4 + (seed % 3) };
  }
  const isTest = plan.title.startsWith('FTP test');
  const spec = {
    seed,
    discipline: disciplineOf(plan.sportId),
    blocks: effortBlocks(plan, isTest ? 1 : pace, isTest ? 1 : length),
    thresholds,
    hilliness: hilliness(plan.sportId, indoor, isTest),
    hasPowerMeter: plan.sportId === BIKE,
  };
  return { kind: 'recorded', spec, indoor };
}

function disciplineOf(sportId: number): Discipline {
  if (sportId === SWIM) return 'swim';
  if (sportId === RUN) return 'run';
  return sportId === BIKE || sportId === 8 ? 'bike' : 'walk';
}

function hilliness(sportId: number, indoor: boolean, isTest: boolean): number {
  if (sportId === SWIM || sportId === 100 || indoor) return 0;
  if (isTest) return 0.002;
  return sportId === 8 || sportId === 13 ? 0.028 : sportId === BIKE ? 0.014 : 0.008;
}
