/**
 * Power metrics after Coggan, and checks of the scores TrainingPeaks stores against each other.
 * Sources: TrainingPeaks help 204071724; Allen and Coggan, Training and Racing with a Power Meter.
 */
import { tssFromIntensity } from './load-estimates.ts';
import { RUN, SWIM } from './sports.ts';
import { isKnown } from './statistics.ts';

export { normalizedPower, normalizedPowerOfPieces } from './normalized-power.ts';

/** IF = NP / FTP, with the FTP in force on the day of the workout; null when either is not above zero. */
export function intensityFactor(normalizedPowerWatts: number, ftpWatts: number): number | null {
  return ratio(normalizedPowerWatts, ftpWatts);
}

/** TSS = seconds x NP x IF / (FTP x 3600) x 100; null when the FTP is not above zero. */
export function tssFromPower(question: {
  readonly durationSeconds: number;
  readonly normalizedPowerWatts: number;
  readonly ftpWatts: number;
}): number | null {
  const { durationSeconds, normalizedPowerWatts, ftpWatts } = question;
  const factor = intensityFactor(normalizedPowerWatts, ftpWatts);
  if (factor === null) return normalizedPowerWatts === 0 && ftpWatts > 0 ? 0 : null;
  return ((durationSeconds * normalizedPowerWatts * factor) / (ftpWatts * 3600)) * 100;
}

/** VI = NP / average power; null when either is not above zero. */
export function variabilityIndex(normalizedPowerWatts: number, averagePowerWatts: number): number | null {
  return ratio(normalizedPowerWatts, averagePowerWatts);
}

/**
 * EF = output / average heart rate. Output is NP in W for a ride and normalized graded speed in m/min for a
 * run; null when either is not above zero. A trend of it means something for steady aerobic sessions only:
 * see `isSteadyAerobic`.
 */
export function efficiencyFactor(output: number, averageHeartRateBpm: number): number | null {
  return ratio(output, averageHeartRateBpm);
}

/** Whether a session may enter an EF trend: VI <= 1.05 (rides), at least 40 minutes, IF 0.55 to 0.85. */
export function isSteadyAerobic(session: {
  readonly durationSeconds: number;
  readonly intensityFactor: number;
  /** null for sports without power. */
  readonly variabilityIndex: number | null;
}): boolean {
  const { durationSeconds, intensityFactor: factor, variabilityIndex: variability } = session;
  return durationSeconds >= 40 * 60 && factor >= 0.55 && factor <= 0.85 && (variability ?? 1) <= 1.05;
}

/** Nobody holds an IF above 1.14 for long. */
const HIGHEST_TSS_PER_HOUR = 130;
const LONG_ENOUGH_SECONDS = 20 * 60;

/** The stored summary of a workout; `null` or missing is unknown. */
export interface StoredScores {
  readonly durationSeconds: number | null;
  readonly tss: number | null;
  readonly intensityFactor: number | null;
  readonly normalizedPowerWatts: number | null;
  readonly averagePowerWatts?: number | null;
  readonly variabilityIndex?: number | null;
  /** FTP in force on the day of the workout. */
  readonly ftpWatts?: number | null;
  /** A swim is scored with the cube of IF. */
  readonly sportId?: number;
  /** What TrainingPeaks scored from. Heart rate has no published formula, so such a TSS is not checked. */
  readonly tssSource?: 'none' | 'power' | 'run_pace' | 'swim_pace' | 'heart_rate' | 'other';
  /** NP computed from the samples of the workout. */
  readonly sampledNormalizedPowerWatts?: number | null;
}

export interface ScoreCheck {
  readonly metric: 'tss' | 'intensity_factor' | 'normalized_power' | 'variability_index';
  readonly stored: number;
  readonly recomputed: number;
  /** recomputed - stored, in the unit of the metric. */
  readonly difference: number;
  /** `difference` is at most `tolerance`. */
  readonly agrees: boolean;
  /** What rounding and TrainingPeaks' own way of counting time explain, in the unit of the metric. */
  readonly tolerance: number;
  /** How the recomputed value came about. */
  readonly formula: string;
}

export interface WorkoutScores {
  readonly checks: readonly ScoreCheck[];
  /** NP / IF: the FTP the stored scores imply; null when either is unknown. */
  readonly impliedFtpWatts: number | null;
  /** VI = NP / average power; null when either is unknown. */
  readonly variabilityIndex: number | null;
  readonly tssPerHour: number | null;
  /** More than 130 TSS per hour over more than 20 minutes: flagged, never dropped. */
  readonly implausibleTss: boolean;
}

/** Shares of the stored value. TSS counts moving time where `durationSeconds` may include stops. */
const TOLERANCE_SHARES = {
  tss: 0.05,
  intensity_factor: 0.01,
  normalized_power: 0.01,
  variability_index: 0.01,
} as const;
/** TrainingPeaks scores a run moment by moment, which comes out about 10 % above the formula of its average. */
const RUN_TSS_TOLERANCE_SHARE = 0.15;
const SMALLEST_TOLERANCES = {
  tss: 1,
  intensity_factor: 0.01,
  normalized_power: 1,
  variability_index: 0.01,
} as const;

/** Every check the known values allow. Only pairs of a stored and a recomputed value appear. */
export function checkWorkoutScores(stored: StoredScores): WorkoutScores {
  const duration = knownOrNull(stored.durationSeconds);
  const tss = knownOrNull(stored.tss);
  const factor = knownOrNull(stored.intensityFactor);
  const power = knownOrNull(stored.normalizedPowerWatts);
  const average = knownOrNull(stored.averagePowerWatts);
  const ftp = knownOrNull(stored.ftpWatts);
  const computedVariability = both(power, average, variabilityIndex);
  const checks = [
    ...tssChecks(stored, { duration, tss, factor, power, ftp }),
    scoredFrom(stored, 'power')
      ? check('intensity_factor', factor, both(power, ftp, intensityFactor), 'NP / FTP')
      : null,
    check(
      'normalized_power',
      power,
      knownOrNull(stored.sampledNormalizedPowerWatts),
      '30-s trailing mean, fourth power, from samples',
    ),
    check(
      'variability_index',
      knownOrNull(stored.variabilityIndex),
      computedVariability,
      'NP / average power',
    ),
  ].filter((each) => each !== null);
  const tssPerHour = both(tss, duration, (score, seconds) => (seconds > 0 ? score / (seconds / 3600) : null));
  return {
    checks,
    impliedFtpWatts: both(power, factor, (watts, intensity) => (intensity > 0 ? watts / intensity : null)),
    variabilityIndex: computedVariability,
    tssPerHour,
    implausibleTss: isImplausibleTss(tss, duration),
  };
}

/** More than 130 TSS per hour for more than 20 minutes. Unknown values are not implausible. */
export function isImplausibleTss(tss: number | null, durationSeconds: number | null): boolean {
  if (!isKnown(tss) || !isKnown(durationSeconds) || durationSeconds <= LONG_ENOUGH_SECONDS) return false;
  return tss / (durationSeconds / 3600) > HIGHEST_TSS_PER_HOUR;
}

function tssChecks(
  stored: StoredScores,
  known: Readonly<Record<'duration' | 'tss' | 'factor' | 'power' | 'ftp', number | null>>,
): (ScoreCheck | null)[] {
  const { duration, tss, factor, power, ftp } = known;
  if (stored.tssSource === 'heart_rate') return [];
  const exponent = stored.sportId === SWIM ? '3' : '2';
  const isRun = stored.tssSource === 'run_pace' || (stored.tssSource === undefined && stored.sportId === RUN);
  const fromIntensity = both(duration, factor, (seconds, intensity) =>
    tssFromIntensity(seconds, intensity, stored.sportId),
  );
  const fromPower =
    duration === null || !scoredFrom(stored, 'power')
      ? null
      : both(power, ftp, (normalizedPowerWatts, ftpWatts) =>
          tssFromPower({ durationSeconds: duration, normalizedPowerWatts, ftpWatts }),
        );
  const share = isRun ? RUN_TSS_TOLERANCE_SHARE : TOLERANCE_SHARES.tss;
  return [
    check('tss', tss, fromIntensity, `hours x IF^${exponent} x 100`, share),
    check('tss', tss, fromPower, 'hours x (NP / FTP)^2 x 100', share),
  ];
}

/** Whether a score may come from this source; a workout that names none may come from any. */
function scoredFrom({ tssSource }: StoredScores, source: NonNullable<StoredScores['tssSource']>): boolean {
  return tssSource === undefined || tssSource === source;
}

function check(
  metric: ScoreCheck['metric'],
  stored: number | null,
  recomputed: number | null,
  formula: string,
  toleranceShare: number = TOLERANCE_SHARES[metric],
): ScoreCheck | null {
  if (stored === null || recomputed === null) return null;
  const difference = recomputed - stored;
  const tolerance = Math.max(SMALLEST_TOLERANCES[metric], stored * toleranceShare);
  return {
    metric,
    stored,
    recomputed,
    difference,
    tolerance,
    agrees: Math.abs(difference) <= tolerance,
    formula,
  };
}

function both<Result>(
  first: number | null,
  second: number | null,
  combine: (first: number, second: number) => Result | null,
): Result | null {
  return first === null || second === null ? null : combine(first, second);
}

function knownOrNull(value: number | null | undefined): number | null {
  return isKnown(value) ? value : null;
}

function ratio(numerator: number, denominator: number): number | null {
  return numerator > 0 && denominator > 0 ? numerator / denominator : null;
}
