import { HttpAccess } from '../../components/HttpAccess.tsx';
import { PageHead } from '../../shell/PageHead.tsx';

export default function ConnectionsPage() {
  return (
    <>
      <PageHead title="Connections" />
      <HttpAccess />
    </>
  );
}
