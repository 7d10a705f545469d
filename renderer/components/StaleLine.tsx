import type { AppStatus } from '../../src/shared/app-status.ts';
import { call } from '../api.ts';
import type { Format } from '../format.ts';
import { useSignIn } from '../sign-in.ts';
import { useActions, type Task } from '../use-action.ts';
import { staleWords, type FreshAgain } from '../words/stale-words.ts';
import { Button } from './Button.tsx';
import { FailureNotice } from './FailureNotice.tsx';
import './StaleLine.css';

const LABELS: Readonly<Record<FreshAgain, string>> = {
  sign_in: 'Sign in again',
  show_window: 'Show the window',
  check: 'Check again',
  sync: 'Try again',
};

interface StaleLineProps {
  readonly status: AppStatus;
  readonly format: Format;
}

/** Says from when the numbers are, and how to get newer ones. */
export function StaleLine({ status, format }: StaleLineProps) {
  const actions = useActions();
  const words = staleWords(status, format);
  const wayOut = words?.wayOut ?? null;
  const signIn = useSignIn();
  const tasks: Readonly<Record<FreshAgain, Task>> = {
    sign_in: signIn.begin,
    show_window: signIn.begin,
    check: () => call('app.check'),
    sync: () => call('sync.start'),
  };
  return (
    <div role="status">
      {words && (
        <div className="stale">
          <p>
            {words.title !== null && <strong>{words.title}. </strong>}
            {words.text}
          </p>
          {wayOut && (
            <Button
              kind={words.title === null ? 'quiet' : 'primary'}
              onPress={() => actions.run(tasks[wayOut])}
            >
              {LABELS[wayOut]}
            </Button>
          )}
        </div>
      )}
      {actions.failure && <FailureNotice failure={actions.failure} actions={actions} />}
    </div>
  );
}
