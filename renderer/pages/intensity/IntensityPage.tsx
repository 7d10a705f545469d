import { PageHead } from '../../shell/PageHead.tsx';

export default function IntensityPage() {
  return <PageHead title="Intensity" />;
}
