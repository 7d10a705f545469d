import { PageHead } from '../../shell/PageHead.tsx';

export default function FitnessPage() {
  return <PageHead title="Fitness" />;
}
