import { useSearchParams } from 'wouter';
import { Segmented } from '../../components/Segmented.tsx';
import { SelectField } from '../../components/SelectField.tsx';
import { PERIOD_NAMES } from '../../words/peaks-words.ts';
import { addressOf, isLonger, PERIODS, type PeakChoice } from './peak-choice.ts';

const NOTHING = 'none';

/** A way to change how the page is set. It replaces the address: back leaves the page. */
export function useChange(choice: PeakChoice): (part: Partial<PeakChoice>) => void {
  const [, setAddress] = useSearchParams();
  return (part) => setAddress(addressOf({ ...choice, ...part }), { replace: true });
}

interface ControlsProps {
  readonly choice: PeakChoice;
  readonly sports: readonly string[];
  readonly onChange: (part: Partial<PeakChoice>) => void;
}

/** The sport, the period, and the longer period it is compared with. */
export function Controls({ choice, sports, onChange }: ControlsProps) {
  const longer = PERIODS.filter((period) => isLonger(period, choice.period));
  return (
    <>
      <SelectField
        label="Sport"
        quiet
        options={sports.map((sport) => ({ value: sport, text: sport }))}
        value={choice.sport}
        onChange={(sport) => onChange({ sport, peakClass: null, over: null })}
      />
      <Segmented
        label="Period"
        options={PERIODS.map((period) => ({ value: period, text: PERIOD_NAMES[period] }))}
        value={choice.period}
        onChange={(period) =>
          onChange({
            period,
            against: choice.against !== null && isLonger(choice.against, period) ? choice.against : null,
          })
        }
      />
      {longer.length > 0 && (
        <SelectField
          label="Against"
          options={[
            { value: NOTHING, text: 'nothing' },
            ...longer.map((period) => ({ value: period, text: PERIOD_NAMES[period] })),
          ]}
          value={choice.against ?? NOTHING}
          onChange={(value) => onChange({ against: longer.find((period) => period === value) ?? null })}
        />
      )}
    </>
  );
}
