import { PageHead } from '../../shell/PageHead.tsx';

export default function ActivityPage() {
  return <PageHead title="Activity" />;
}
