import type { WorkoutFacts } from '../../../src/mcp/tools/tp-get-workout.ts';
import type { WorkoutView } from '../../../src/shared/views/workout.ts';
import { PageHead } from '../../shell/PageHead.tsx';
import { useWindow } from '../../window-context.ts';
import { workoutSentence, workoutTitle } from '../../words/workout-words.ts';
import { AnalysisPanels } from './AnalysisPanels.tsx';
import { Contribution } from './Contribution.tsx';
import { LapsPanel } from './LapsPanel.tsx';
import { MoreFacts } from './MoreFacts.tsx';
import { RecordedCurves } from './RecordedCurves.tsx';
import { RecordsPanel } from './RecordsPanel.tsx';
import { StepsPanel } from './StepsPanel.tsx';
import { WorkoutFigures } from './WorkoutFigures.tsx';
import { WrittenWords } from './WrittenWords.tsx';

interface WorkoutBodyProps {
  readonly facts: WorkoutFacts;
  readonly place: WorkoutView;
}

/** All about one workout, from its sum to its single samples. */
export function WorkoutBody({ facts, place }: WorkoutBodyProps) {
  const { format, measures } = useWindow();
  const { status, workout_id: workoutId } = facts;
  const { sportId } = place;
  const isDone = status === 'completed';
  const when = [facts.sport, format.weekday(facts.date), facts.start_time].filter((part) => part !== null);
  return (
    <>
      <PageHead title={workoutTitle(facts)} sub={when.join(' · ')} />
      <p className="workout-sentence">{workoutSentence(facts, measures)}</p>
      <WorkoutFigures facts={facts} sportId={sportId} />
      {isDone && <RecordedCurves facts={facts} sportId={sportId} />}
      {isDone && <AnalysisPanels workoutId={workoutId} sportId={sportId} facts={facts} />}
      <div className="workout-panels">
        {facts.personal_records > 0 && <RecordsPanel workoutId={workoutId} sportId={sportId} />}
        {place.structure !== null && <StepsPanel structure={place.structure} />}
        <WrittenWords facts={facts} />
        {isDone && <Contribution place={place} facts={facts} />}
        {isDone && <MoreFacts facts={facts} sportId={sportId} />}
      </div>
      {isDone && <LapsPanel workoutId={workoutId} sportId={sportId} />}
    </>
  );
}
