import { Popover } from 'radix-ui';
import { useId, useState, type SubmitEvent } from 'react';
import { call } from '../../api.ts';
import { FailureNotice } from '../../components/FailureNotice.tsx';
import { Segmented } from '../../components/Segmented.tsx';
import { useActions } from '../../use-action.ts';
import { useWindow } from '../../window-context.ts';
import { constantsIn } from './constants.ts';
import './ModelOptions.css';

const USUAL = [
  { value: '42/7', text: '42 and 7' },
  { value: '42/15', text: '42 and 15' },
] as const;

const CONVENTIONS = [
  { value: 'morning', text: 'This morning' },
  { value: 'end_of_day', text: 'End of the day' },
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
          <OwnConstants
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
            options={CONVENTIONS}
            value={formConvention}
            onChange={(chosen) =>
              void actions.run(() => call('preferences.change', { formConvention: chosen }))
            }
          />
          <p>
            {formConvention === 'morning'
              ? 'Yesterday’s fitness minus yesterday’s fatigue, as TrainingPeaks shows it: the form you wake up with.'
              : 'Fitness minus fatigue after the load of the day, as intervals.icu shows it: the form you go to bed with.'}
          </p>
          {actions.failure && <FailureNotice failure={actions.failure} actions={actions} />}
          <Popover.Close className="button quiet">Close</Popover.Close>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

interface OwnConstantsProps {
  readonly ctlDays: number;
  readonly atlDays: number;
  readonly onChoose: (constants: { readonly ctlDays: number; readonly atlDays: number }) => void;
}

function OwnConstants({ ctlDays, atlDays, onChoose }: OwnConstantsProps) {
  const [ctl, setCtl] = useState(String(ctlDays));
  const [atl, setAtl] = useState(String(atlDays));
  const [problem, setProblem] = useState<string | null>(null);
  const problemId = useId();
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const read = constantsIn(ctl, atl);
    setProblem('problem' in read ? read.problem : null);
    if (!('problem' in read)) onChoose(read);
  };
  const described = problem === null ? {} : { 'aria-invalid': true, 'aria-describedby': problemId };
  return (
    <form className="own-constants" onSubmit={submit} noValidate>
      <label>
        Fitness
        <input
          inputMode="decimal"
          value={ctl}
          onChange={(event) => setCtl(event.target.value)}
          {...described}
        />
      </label>
      <label>
        Fatigue
        <input
          inputMode="decimal"
          value={atl}
          onChange={(event) => setAtl(event.target.value)}
          {...described}
        />
      </label>
      <button className="button quiet">Use these</button>
      {problem !== null && (
        <p id={problemId} role="alert" className="own-problem">
          {problem}
        </p>
      )}
    </form>
  );
}
