import { Popover } from 'radix-ui';
import { useId } from 'react';
import { call } from '../../api.ts';
import { FailureNotice } from '../../components/FailureNotice.tsx';
import { Segmented } from '../../components/Segmented.tsx';
import { TimeConstants } from '../../components/TimeConstants.tsx';
import { useActions } from '../../use-action.ts';
import { useWindow } from '../../window-context.ts';
import { FORM_CONVENTIONS, FORM_CONVENTION_WORDS } from '../../words/form-words.ts';
import './ModelOptions.css';

const USUAL = [
  { value: '42/7', text: '42 and 7' },
  { value: '42/15', text: '42 and 15' },
] as const;

/** Time constants and the convention of form: kept for the whole app, and no part of what Claude is told. */
export function ModelOptions() {
  const { status } = useWindow();
  const { ctlDays, atlDays, formConvention } = status.preferences;
  const actions = useActions();
  const titleId = useId();
  const current = `${String(ctlDays)}/${String(atlDays)}`;
  return (
    <Popover.Root>
      <Popover.Trigger className="button quiet">Model {current}</Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className="why model"
          align="end"
          sideOffset={6}
          collisionPadding={12}
          aria-labelledby={titleId}
        >
          <h2 id={titleId}>How fitness is computed</h2>
          <h3>Days over which fitness and fatigue are averaged</h3>
          <Segmented
            label="Time constants"
            options={USUAL}
            value={current as (typeof USUAL)[number]['value']}
            onChange={(chosen) => {
              const [ctl, atl] = chosen.split('/').map(Number);
              if (ctl !== undefined && atl !== undefined)
                void actions.run(() => call('preferences.change', { ctlDays: ctl, atlDays: atl }));
            }}
          />
          <TimeConstants
            key={current}
            ctlDays={ctlDays}
            atlDays={atlDays}
            onChoose={(constants) => void actions.run(() => call('preferences.change', constants))}
          />
          <p>
            42 and 7 are the constants of TrainingPeaks. Other ones change this window; Claude answers with 42
            and 7 unless you ask it for others.
          </p>
          <h3>Which form is shown for a day</h3>
          <Segmented
            label="Form"
            options={FORM_CONVENTIONS}
            value={formConvention}
            onChange={(chosen) =>
              void actions.run(() => call('preferences.change', { formConvention: chosen }))
            }
          />
          <p>{FORM_CONVENTION_WORDS[formConvention]}</p>
          {actions.failure && <FailureNotice failure={actions.failure} actions={actions} />}
          <Popover.Close className="button quiet">Close</Popover.Close>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
