import { PageHead } from '../../shell/PageHead.tsx';

export default function LoadPage() {
  return <PageHead title="Load" />;
}
