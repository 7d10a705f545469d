import { useId, useState, type SubmitEvent } from 'react';
import type { LoadConstants } from '../../src/analytics/training-load.ts';
import { constantsIn } from '../time-constants.ts';
import './TimeConstants.css';

interface TimeConstantsProps extends LoadConstants {
  readonly onChoose: (constants: LoadConstants) => void;
}

/** The days over which fitness and fatigue are averaged, as the user writes them. Give it a `key` of what is chosen. */
export function TimeConstants({ ctlDays, atlDays, onChoose }: TimeConstantsProps) {
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
    <form className="time-constants" onSubmit={submit} noValidate>
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
        <p id={problemId} role="alert" className="time-constants-problem">
          {problem}
        </p>
      )}
    </form>
  );
}
