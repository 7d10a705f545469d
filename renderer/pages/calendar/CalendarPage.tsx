import { PageHead } from '../../shell/PageHead.tsx';

export default function CalendarPage() {
  return <PageHead title="Calendar" />;
}
