import { call } from '../api.ts';
import { useActions } from '../use-action.ts';
import { Button } from './Button.tsx';
import { FailureNotice } from './FailureNotice.tsx';
import './DemoBanner.css';

/** Over everything while the demo athlete is shown. */
export function DemoBanner() {
  const actions = useActions();
  return (
    <aside className="demo" aria-label="Demo">
      <div className="demo-line">
        <p>
          <strong>Demo athlete.</strong> None of these numbers are yours.
        </p>
        <Button kind="quiet" onPress={() => actions.run(() => call('demo.show', { enabled: false }))}>
          Leave the demo
        </Button>
      </div>
      {actions.failure && <FailureNotice failure={actions.failure} actions={actions} />}
    </aside>
  );
}
