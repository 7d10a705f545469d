import type { WorkoutFacts } from '../../../src/mcp/tools/tp-get-workout.ts';
import { Button } from '../../components/Button.tsx';
import { ViewState } from '../../components/ViewState.tsx';
import { useTool } from '../../view.ts';
import { EfficiencyPanel } from './EfficiencyPanel.tsx';
import { PlanPanel } from './PlanPanel.tsx';
import { ZonesPanel } from './ZonesPanel.tsx';

interface AnalysisPanelsProps {
  readonly workoutId: number;
  readonly sportId: number;
  readonly facts: WorkoutFacts;
}

/** How the session went, as `tp_workout_analysis` tells it. */
export function AnalysisPanels({ workoutId, sportId, facts }: AnalysisPanelsProps) {
  const asked = useTool('tp_workout_analysis', { workout_id: workoutId });
  return (
    <ViewState view={asked} height="24rem">
      {(analysis) => (
        <>
          {asked.about?.partial === true &&
            asked.about.notes.map((note) => (
              <p key={note} className="workout-note">
                {note}{' '}
                <Button kind="link" onPress={asked.askAgain}>
                  Try again
                </Button>
              </p>
            ))}
          <div className="workout-panels">
            <ZonesPanel analysis={analysis} />
            {analysis.compliance !== null && (
              <PlanPanel compliance={analysis.compliance} facts={facts} sportId={sportId} />
            )}
            <EfficiencyPanel analysis={analysis} sportId={sportId} />
          </div>
        </>
      )}
    </ViewState>
  );
}
