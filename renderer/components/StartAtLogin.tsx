import { call } from '../api.ts';
import { useActions } from '../use-action.ts';
import { FailureNotice } from './FailureNotice.tsx';
import './StartAtLogin.css';

/** A switch; what it shows is what the system says, not what was pressed. */
export function StartAtLogin({ enabled }: { readonly enabled: boolean }) {
  const actions = useActions();
  return (
    <li className="start-at-login">
      <label>
        <span>Start TP Tray when I log in</span>
        <input
          type="checkbox"
          role="switch"
          checked={enabled}
          onChange={(event) => {
            const wanted = event.currentTarget.checked;
            void actions.run(() => call('settings.startAtLogin', { enabled: wanted }));
          }}
        />
      </label>
      {actions.failure && <FailureNotice failure={actions.failure} actions={actions} />}
    </li>
  );
}
