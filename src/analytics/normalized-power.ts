/** Normalized power from samples. Source: Allen and Coggan, Training and Racing with a Power Meter. */
import { continuousSegments, coverage, knownSamples, type Samples } from './samples.ts';
import { mean } from './statistics.ts';

const WINDOW_SECONDS = 30;
const RELIABLE_SECONDS = 20 * 60;

export interface NormalizedPower {
  /** W; null when no 30 s in a row were recorded. */
  readonly normalizedPowerWatts: number | null;
  /** Mean of the recorded samples, zeros included; W. */
  readonly averagePowerWatts: number | null;
  readonly variabilityIndex: number | null;
  /** Share of samples with a value, 0 to 1. */
  readonly coverage: number;
  /** At least 20 minutes of samples one second apart; shorter or coarser data overstate or blur the value. */
  readonly reliable: boolean;
  readonly reason?: string;
}

/**
 * Normalized power: the fourth root of the mean fourth power of the 30-s trailing mean. A window counts only
 * when it is full, so the first 29 s of a stretch give none. Zeros count; dropouts of up to 3 s are bridged,
 * and no window spans a longer one. `sampleSeconds` is the distance of the samples: the window then holds
 * the nearest whole number of them, and above 30 s there is no value.
 */
export function normalizedPower(
  samples: Samples,
  options: { readonly sampleSeconds?: number } = {},
): NormalizedPower {
  return normalizedPowerOfPieces([samples], options);
}

/** The same over a recording split by pauses of the timer (see `resampleToSeconds`). */
export function normalizedPowerOfPieces(
  pieces: readonly Samples[],
  options: { readonly sampleSeconds?: number } = {},
): NormalizedPower {
  const sampleSeconds = options.sampleSeconds ?? 1;
  if (!(sampleSeconds > 0)) throw new RangeError('Samples must be a positive number of seconds apart.');
  const all = pieces.flat();
  const averagePowerWatts = mean(knownSamples(all));
  const shared = { averagePowerWatts, coverage: coverage(all) };
  const width = Math.round(WINDOW_SECONDS / sampleSeconds);
  if (sampleSeconds > WINDOW_SECONDS) {
    return { ...shared, ...UNDEFINED, reason: 'The samples are more than 30 s apart.' };
  }
  let fourthPowers = 0;
  let windows = 0;
  for (const piece of pieces) {
    for (const { values } of continuousSegments(piece, sampleSeconds)) {
      let windowSum = 0;
      values.forEach((value, index) => {
        windowSum += value - (index >= width ? (values[index - width] ?? 0) : 0);
        if (index < width - 1) return;
        fourthPowers += (windowSum / width) ** 4;
        windows += 1;
      });
    }
  }
  if (windows === 0) return { ...shared, ...UNDEFINED, reason: 'Fewer than 30 s in a row were recorded.' };
  const normalizedPowerWatts = (fourthPowers / windows) ** 0.25;
  const reliable = sampleSeconds === 1 && all.length * sampleSeconds >= RELIABLE_SECONDS;
  return {
    ...shared,
    normalizedPowerWatts,
    variabilityIndex:
      averagePowerWatts === null || averagePowerWatts <= 0 ? null : normalizedPowerWatts / averagePowerWatts,
    reliable,
    ...(!reliable && {
      reason:
        sampleSeconds === 1 ? 'Shorter than 20 minutes.' : 'The samples are more than one second apart.',
    }),
  };
}

const UNDEFINED = { normalizedPowerWatts: null, variabilityIndex: null, reliable: false } as const;
