import { z } from 'zod';
import { RUN, sportName } from '../../shared/sports.ts';
import type { ZoneSet } from '../../shared/workout.ts';
import { withNotes } from '../about.ts';
import { rounded, shown, speedText } from '../numbers.ts';
import { defineTool } from '../tool.ts';

const UNIT = { power: 'W', heart_rate: 'bpm', speed: 'm/s' } as const;
const THRESHOLD_NAME = {
  power: 'FTP',
  heart_rate: 'threshold heart rate',
  speed: 'threshold pace',
} as const;

export const tpGetProfile = defineTool({
  name: 'tp_get_profile',
  title: 'Athlete profile',
  description: `The signed-in athlete: name, age, gender, time zone, account type, thresholds (FTP, threshold heart rate and pace) and training zones. Use it for "what is my FTP" and before talking about zones.`,
  effect: 'read',
  input: z.strictObject({}),
  output: z.object({
    athlete_id: z.number(),
    name: z.string().nullable(),
    user_name: z.string().nullable(),
    email: z.string().nullable(),
    age: z.number().nullable(),
    gender: z.enum(['m', 'f']).nullable(),
    time_zone: z.string().nullable(),
    premium: z.boolean().nullable(),
    coach: z.boolean(),
    zones: z.array(
      z.object({
        basis: z.enum(['power', 'heart_rate', 'speed']),
        sport: z.string().describe('default: every sport without zones of its own'),
        threshold: z.number().nullable(),
        maximum_heart_rate_bpm: z.number().nullable(),
        resting_heart_rate_bpm: z.number().nullable(),
        unit: z.enum(['W', 'bpm', 'm/s']),
        bands: z.array(z.object({ label: z.string(), minimum: z.number(), maximum: z.number().nullable() })),
      }),
    ),
  }),
  async run(_input, context) {
    const { athlete, settings, provenance } = await context.snapshot();
    const zones = (settings?.zones ?? []).map((set) => ({
      basis: set.basis,
      sport: set.sportId === 0 ? 'default' : sportName(set.sportId),
      threshold: rounded(set.threshold, 2),
      maximum_heart_rate_bpm: set.maximumHeartRateBpm,
      resting_heart_rate_bpm: set.restingHeartRateBpm,
      unit: UNIT[set.basis],
      bands: set.bands.map(({ label, minimum, maximum }) => ({
        label,
        minimum: rounded(minimum, 2),
        maximum: rounded(maximum, 2),
      })),
    }));
    const who = [
      athlete.fullName ?? 'Athlete without a name',
      athlete.age === null ? '' : `${athlete.age} years`,
      athlete.gender === null ? '' : athlete.gender === 'f' ? 'female' : 'male',
      athlete.timeZone ?? 'no time zone set',
      athlete.isPremium === null ? '' : athlete.isPremium ? 'premium account' : 'basic account',
      athlete.isCoach ? 'coach account (these tools answer for your own training)' : '',
    ];
    const notes = settings === null ? ['Thresholds and zones could not be read from TrainingPeaks yet.'] : [];
    return {
      data: {
        athlete_id: athlete.athleteId,
        name: athlete.fullName,
        user_name: athlete.userName,
        email: athlete.email,
        age: athlete.age,
        gender: athlete.gender,
        time_zone: athlete.timeZone,
        premium: athlete.isPremium,
        coach: athlete.isCoach,
        zones,
      },
      text: [
        who.filter((part) => part !== '').join(', ') + '.',
        ...distinct(settings?.zones ?? []).map(thresholdText),
      ].join('\n'),
      about: withNotes(provenance, notes, settings === null),
    };
  },
});

/** Without the sets of a sport that only repeat the default. */
function distinct(sets: readonly ZoneSet[]): ZoneSet[] {
  const same = (one: ZoneSet, other: ZoneSet) =>
    one.basis === other.basis &&
    one.threshold === other.threshold &&
    JSON.stringify(one.bands) === JSON.stringify(other.bands);
  return sets.filter(
    (set) => set.sportId === 0 || !sets.some((other) => other.sportId === 0 && same(set, other)),
  );
}

function thresholdText(set: ZoneSet): string {
  const sport = set.sportId === 0 ? '' : ` (${sportName(set.sportId)})`;
  if (set.threshold === null) return `${capital(THRESHOLD_NAME[set.basis])}${sport}: not set`;
  const edge = (amount: number) =>
    set.basis === 'speed' ? paceText(amount, set.sportId) : `${shown(amount, 0)} ${UNIT[set.basis]}`;
  const bands = set.bands.map(({ label, minimum, maximum }) => {
    if (maximum === null) return `${label} from ${edge(minimum)}`;
    return minimum > 0 ? `${label} ${edge(minimum)} to ${edge(maximum)}` : `${label} to ${edge(maximum)}`;
  });
  return `${capital(THRESHOLD_NAME[set.basis])}${sport}: ${edge(set.threshold)}. Zones: ${bands.join(', ')}`;
}

/** The default speed zones of an account are those of running. */
function paceText(metersPerSecond: number, sportId: number): string {
  return speedText(metersPerSecond, sportId === 0 ? RUN : sportId);
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
