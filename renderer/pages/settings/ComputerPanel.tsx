import { call } from '../../api.ts';
import { Switch } from '../../components/Switch.tsx';
import { Setting } from './Setting.tsx';
import { useSaving } from './use-saving.ts';

const NAME = 'Start TP Tray when I log in';

/** How the program lives on this computer. */
export function ComputerPanel({ startAtLogin }: { readonly startAtLogin: boolean }) {
  const saving = useSaving();
  return (
    <section className="panel settings-panel" aria-labelledby="settings-computer">
      <h2 id="settings-computer">This computer</h2>
      <Setting name={NAME} text="It waits in the tray and keeps your numbers fresh." saving={saving}>
        <Switch
          label={NAME}
          checked={startAtLogin}
          onChange={(enabled) => void saving.save(() => call('settings.startAtLogin', { enabled }))}
        />
      </Setting>
    </section>
  );
}
