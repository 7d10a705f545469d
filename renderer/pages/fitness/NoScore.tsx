import type { ReactNode } from 'react';
import { ChartFrame } from '../../charts/ChartFrame.tsx';

interface NoScoreProps {
  /** The only sport that is counted; null for all. */
  readonly sport: string | null;
  readonly controls: ReactNode;
}

/** In place of the chart where nothing that was done has a load: lines at zero would be numbers that nobody knows. */
export function NoScore({ sport, controls }: NoScoreProps) {
  const workout = sport === null ? 'workout' : `${sport} workout`;
  const reason = `Fitness, fatigue and form are computed from TSS, and no ${workout} has one.`;
  return (
    <ChartFrame title="Fitness, fatigue and form" summary={reason} table={null} controls={controls}>
      <p aria-hidden="true">{reason}</p>
      {sport !== null && <p>Choose all sports to see the fitness from all that you do.</p>}
    </ChartFrame>
  );
}
