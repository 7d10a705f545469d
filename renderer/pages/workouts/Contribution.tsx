import type { WorkoutFacts } from '../../../src/mcp/tools/tp-get-workout.ts';
import type { WorkoutView } from '../../../src/shared/views/workout.ts';
import { useWindow } from '../../window-context.ts';

interface ContributionProps {
  readonly place: WorkoutView;
  readonly facts: WorkoutFacts;
}

/** What the workout still is in today's fitness and fatigue. */
export function Contribution({ place: { contribution }, facts }: ContributionProps) {
  const { measures, status } = useWindow();
  const { ctlDays, atlDays } = status.preferences;
  return (
    <section className="panel contribution">
      <h2>In today’s chart</h2>
      {contribution === null ? (
        <p>It has no TSS, so neither fitness nor fatigue counts it.</p>
      ) : (
        <>
          <dl>
            <div className="fitness">
              <dt>Fitness (CTL)</dt>
              <dd>{measures.change(contribution.ctl, 1)}</dd>
            </div>
            <div className="fatigue">
              <dt>Fatigue (ATL)</dt>
              <dd>{measures.change(contribution.atl, 1)}</dd>
            </div>
          </dl>
          <p>
            Done {daysAgoWords(contribution.daysAgo)} with {measures.number(facts.tss)} TSS. Without it,
            today’s values would be lower by these points. Time constants: {ctlDays} and {atlDays} days.
          </p>
        </>
      )}
    </section>
  );
}

function daysAgoWords(days: number): string {
  if (days === 0) return 'today';
  return days === 1 ? 'yesterday' : `${days} days ago`;
}
