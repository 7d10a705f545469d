import { useLayoutEffect } from 'react';
import { Link, useParams } from 'wouter';
import { PageHead } from '../../shell/PageHead.tsx';
import { useTool, useView } from '../../view.ts';
import { useWindow } from '../../window-context.ts';
import { ViewState } from '../../components/ViewState.tsx';
import { WorkoutBody } from './WorkoutBody.tsx';
import { WorkoutLinks } from './WorkoutLinks.tsx';
import './WorkoutPage.css';

/** One workout: what was planned, what was done and what it means. */
export default function WorkoutPage() {
  const { workoutId: written = '' } = useParams();
  const workoutId = /^[1-9]\d{0,14}$/u.test(written) ? Number(written) : null;
  useLayoutEffect(() => {
    window.scrollTo({ top: 0 });
  }, [written]);
  // Another workout is another page: nothing of the one before stays in view.
  return workoutId === null ? <NotThere /> : <Workout key={workoutId} workoutId={workoutId} />;
}

function Workout({ workoutId }: { readonly workoutId: number }) {
  const { ctlDays, atlDays } = useWindow().status.preferences;
  const facts = useTool('tp_get_workout', { workout_id: workoutId });
  const place = useView('view.workout', { workoutId, ctlDays, atlDays });
  if (facts.failure?.code === 'not_found') return <NotThere />;
  return (
    <>
      <WorkoutLinks place={place.data} />
      {(facts.data === undefined || place.data === undefined) && <PageHead title="Workout" />}
      <ViewState view={facts} height="80vh">
        {(known) => (
          <ViewState view={place} height="80vh">
            {(around) => <WorkoutBody facts={known} place={around} />}
          </ViewState>
        )}
      </ViewState>
    </>
  );
}

function NotThere() {
  return (
    <>
      <PageHead title="This workout is not there." />
      <div className="view-message">
        <p>
          It was deleted in TrainingPeaks, belongs to another athlete, or the address is wrong.{' '}
          <Link href="/workouts">See all workouts</Link>.
        </p>
      </div>
    </>
  );
}
