import { PageHead } from '../../shell/PageHead.tsx';

export default function SettingsPage() {
  return <PageHead title="Settings" />;
}
