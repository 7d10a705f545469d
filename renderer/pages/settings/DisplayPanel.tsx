import type { Preferences } from '../../../src/shared/preferences.ts';
import { call } from '../../api.ts';
import { Segmented } from '../../components/Segmented.tsx';
import { useWindow } from '../../window-context.ts';
import { Setting } from './Setting.tsx';
import { useSaving } from './use-saving.ts';

const UNITS = [
  { value: 'metric', text: 'Metric' },
  { value: 'imperial', text: 'Imperial' },
] as const;
const WEEK_STARTS = [
  { value: 'monday', text: 'Monday' },
  { value: 'sunday', text: 'Sunday' },
] as const;
const THEMES = [
  { value: 'system', text: 'As the system' },
  { value: 'light', text: 'Light' },
  { value: 'dark', text: 'Dark' },
] as const;

/** How numbers, weeks and the window look. */
export function DisplayPanel() {
  return (
    <section className="panel settings-panel" aria-labelledby="settings-display">
      <h2 id="settings-display">Numbers and look</h2>
      <Choice
        preference="units"
        name="Units"
        options={UNITS}
        text="Kilometres and metres, or miles and feet."
      />
      <Choice
        preference="weekStart"
        name="First day of the week"
        options={WEEK_STARTS}
        text="Weekly load, the plan of the week and the calendar follow it."
      />
      <Choice preference="theme" name="Theme" options={THEMES} text="The colours of this window." />
    </section>
  );
}

interface ChoiceProps<Name extends 'units' | 'weekStart' | 'theme'> {
  readonly preference: Name;
  readonly name: string;
  readonly text: string;
  readonly options: readonly { readonly value: Preferences[Name]; readonly text: string }[];
}

function Choice<Name extends 'units' | 'weekStart' | 'theme'>({
  preference,
  name,
  text,
  options,
}: ChoiceProps<Name>) {
  const { status } = useWindow();
  const saving = useSaving();
  return (
    <Setting name={name} text={text} saving={saving}>
      <Segmented
        label={name}
        options={options}
        value={status.preferences[preference]}
        onChange={(value) => void saving.save(() => call('preferences.change', { [preference]: value }))}
      />
    </Setting>
  );
}
