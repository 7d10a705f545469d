import { HttpAccess } from '../../components/HttpAccess.tsx';
import { PageHead } from '../../shell/PageHead.tsx';
import { useWindow } from '../../window-context.ts';
import { connectionsSentence } from '../../words/connections-words.ts';
import { AccountPanel } from './AccountPanel.tsx';
import { AssistantsPanel } from './AssistantsPanel.tsx';

/** The account the numbers come from, and the assistants that may ask about them. */
export default function ConnectionsPage() {
  const { status } = useWindow();
  return (
    <>
      <PageHead
        title={connectionsSentence(status)}
        sub={
          status.demo
            ? 'Leave the demo to sign in to TrainingPeaks and to connect Claude.'
            : 'The account your numbers come from, and the assistants that may ask about them.'
        }
      />
      <AccountPanel />
      {!status.demo && <AssistantsPanel clients={status.clients} />}
      <HttpAccess />
    </>
  );
}
