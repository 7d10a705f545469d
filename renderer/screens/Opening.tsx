import type { CallFailure } from '../api.ts';
import { call } from '../api.ts';
import { Button } from '../components/Button.tsx';
import { FailureNotice } from '../components/FailureNotice.tsx';
import { Logo } from '../components/Logo.tsx';
import { FAILURES } from '../failures.ts';
import { useActions } from '../use-action.ts';
import './Opening.css';

/** Before the first status: the place is kept, and words appear only when it takes long enough to read them. */
export function Opening() {
  return (
    <main aria-busy="true">
      <Logo />
      <p className="opening" role="status">
        Opening…
      </p>
    </main>
  );
}

interface OpeningFailedProps {
  readonly failure: CallFailure;
  readonly onRetry: () => Promise<void>;
}

/** When not even the first status could be had. */
export function OpeningFailed({ failure, onRetry }: OpeningFailedProps) {
  const actions = useActions();
  return (
    <main>
      <Logo />
      <h1>{FAILURES[failure.code].title}</h1>
      <p className="lead" role="alert">
        {failure.message}
      </p>
      <div className="opening-buttons">
        <Button kind="primary" onPress={onRetry}>
          Try again
        </Button>
        <Button kind="quiet" onPress={() => actions.run(() => call('open.logs'))}>
          Open logs
        </Button>
      </div>
      {actions.failure && <FailureNotice failure={actions.failure} actions={actions} />}
    </main>
  );
}
