import { DEFAULT_PREFERENCES } from '../../../src/shared/preferences.ts';
import { call } from '../../api.ts';
import { Button } from '../../components/Button.tsx';
import { Segmented } from '../../components/Segmented.tsx';
import { TimeConstants } from '../../components/TimeConstants.tsx';
import { useWindow } from '../../window-context.ts';
import { FORM_CONVENTION_WORDS, FORM_CONVENTIONS } from '../../words/form-words.ts';
import { Setting } from './Setting.tsx';
import { useSaving } from './use-saving.ts';

const { ctlDays: USUAL_CTL_DAYS, atlDays: USUAL_ATL_DAYS } = DEFAULT_PREFERENCES;

/** How fitness, fatigue and form are computed for this window. */
export function FitnessPanel() {
  const { ctlDays, atlDays, formConvention } = useWindow().status.preferences;
  const form = useSaving();
  const constants = useSaving();
  const isUsual = ctlDays === USUAL_CTL_DAYS && atlDays === USUAL_ATL_DAYS;
  return (
    <section className="panel settings-panel" aria-labelledby="settings-fitness">
      <h2 id="settings-fitness">Fitness, fatigue and form</h2>
      <Setting
        name="Form (TSB) of a day"
        text={FORM_CONVENTIONS.map(({ value, text }) => (
          <span key={value} className="setting-option">
            <strong>{text}.</strong> {FORM_CONVENTION_WORDS[value]}
          </span>
        ))}
        saving={form}
      >
        <Segmented
          label="Form (TSB) of a day"
          options={FORM_CONVENTIONS}
          value={formConvention}
          onChange={(chosen) => void form.save(() => call('preferences.change', { formConvention: chosen }))}
        />
      </Setting>
      <Setting
        name="Days of the averages"
        text="Fitness (CTL) and fatigue (ATL) are averages over about so many days. TrainingPeaks uses 42 and 7. Other ones change this window; Claude answers with 42 and 7 unless you ask it for others."
        saving={constants}
      >
        <TimeConstants
          key={`${String(ctlDays)}/${String(atlDays)}`}
          ctlDays={ctlDays}
          atlDays={atlDays}
          onChoose={(chosen) => void constants.save(() => call('preferences.change', chosen))}
        />
        {!isUsual && (
          <Button
            kind="link"
            onPress={() =>
              constants.save(() =>
                call('preferences.change', { ctlDays: USUAL_CTL_DAYS, atlDays: USUAL_ATL_DAYS }),
              )
            }
          >
            Back to 42 and 7
          </Button>
        )}
      </Setting>
    </section>
  );
}
