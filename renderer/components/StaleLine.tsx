import type { AppStatus } from '../../src/shared/app-status.ts';
import { call } from '../api.ts';
import type { Format } from '../format.ts';
import { useActions, type Task } from '../use-action.ts';
import { staleWords } from '../words/sync-words.ts';
import { Button } from './Button.tsx';
import { FailureNotice } from './FailureNotice.tsx';
import './StaleLine.css';

const WAY_OUT = {
  sign_in: { label: 'Sign in again', task: (() => call('session.signIn')) satisfies Task },
  sync: { label: 'Try again', task: (() => call('sync.start')) satisfies Task },
};

/** Says from when the numbers are, and how to get newer ones. */
export function StaleLine({ status, format }: { readonly status: AppStatus; readonly format: Format }) {
  const actions = useActions();
  const words = staleWords(status, format);
  return (
    <div role="status">
      {words && (
        <p className="stale">
          {words.text}{' '}
          <Button kind="link" onPress={() => actions.run(WAY_OUT[words.wayOut].task)}>
            {WAY_OUT[words.wayOut].label}
          </Button>
        </p>
      )}
      {actions.failure && <FailureNotice failure={actions.failure} actions={actions} />}
    </div>
  );
}
