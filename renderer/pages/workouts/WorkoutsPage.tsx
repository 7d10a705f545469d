import { PageHead } from '../../shell/PageHead.tsx';

export default function WorkoutsPage() {
  return <PageHead title="Workouts" />;
}
