import { PageHead } from '../../shell/PageHead.tsx';

export default function WorkoutPage() {
  return <PageHead title="Workout" />;
}
