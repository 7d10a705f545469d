import { call, type CallFailure } from '../api.ts';
import { FAILURES, type WayOut } from '../failures.ts';
import { useSignIn } from '../sign-in.ts';
import type { Actions } from '../use-action.ts';
import { Button } from './Button.tsx';
import './FailureNotice.css';

/** A failed call: what happened, in our words, and what to do. */
export function FailureNotice({
  failure,
  actions,
}: {
  readonly failure: CallFailure;
  readonly actions: Actions;
}) {
  const signIn = useSignIn();
  const { title, button } = FAILURES[failure.code];
  const take: Readonly<Record<WayOut, () => Promise<unknown>>> = {
    retry: actions.retry,
    sign_in: () => actions.run(signIn.begin),
    open_logs: () => actions.run(() => call('open.logs')),
  };
  return (
    <div className="failure" role="alert">
      <p>
        <strong>{title}.</strong> {failure.message}
      </p>
      {button && (
        <Button kind="quiet" onPress={take[button.does]}>
          {button.label}
        </Button>
      )}
    </div>
  );
}
