import './SelectField.css';

interface SelectFieldProps<Value extends string> {
  readonly label: string;
  /** The label is for those who hear it only: the choice in view explains itself. */
  readonly quiet?: boolean;
  readonly options: readonly { readonly value: Value; readonly text: string }[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}

/** One of many choices, by the platform's own list. */
export function SelectField<Value extends string>({
  label,
  quiet = false,
  options,
  value,
  onChange,
}: SelectFieldProps<Value>) {
  return (
    <label className="select-field">
      <span className={quiet ? 'unseen' : ''}>{label}</span>
      <select
        value={value}
        onChange={(event) => {
          const chosen = options.find((option) => option.value === event.target.value);
          if (chosen) onChange(chosen.value);
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.text}
          </option>
        ))}
      </select>
    </label>
  );
}
