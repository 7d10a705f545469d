/** One measured value; `atMost` is the target, where there is one. */
export interface Line {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly digits: number;
  readonly atMost?: number | undefined;
  /** Whether the target itself is still met; default true. */
  readonly inclusive?: boolean;
}

/** Lines as a table: name, value, target, met or not. */
export function table(lines: readonly Line[]): string {
  const width = Math.max(...lines.map(({ name }) => name.length));
  return lines.map((line) => `${line.name.padEnd(width)}  ${described(line)}`).join('\n');
}

function described(line: Line): string {
  const { value, unit, digits, atMost, inclusive = true } = line;
  if (Number.isNaN(value)) return 'not measured on this system';
  const measured = `${value.toFixed(digits).padStart(8)} ${unit.padEnd(10)}`;
  if (atMost === undefined) return measured.trimEnd();
  const isMet = inclusive ? value <= atMost : value < atMost;
  return `${measured} target ${inclusive ? 'at most' : 'under  '} ${String(atMost).padEnd(6)} ${isMet ? 'met' : 'NOT MET'}`;
}
