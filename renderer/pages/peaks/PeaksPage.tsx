import { PageHead } from '../../shell/PageHead.tsx';

export default function PeaksPage() {
  return <PageHead title="Peaks" />;
}
