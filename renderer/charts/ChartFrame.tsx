import { useId, useState, type ReactNode } from 'react';
import type { ChartTable } from './chart-table.ts';
import './ChartFrame.css';

interface ChartFrameProps {
  readonly title: string;
  /** What the chart shows, in a sentence, for those who do not see it. */
  readonly summary: string;
  /** The chart's numbers as text, for those who would rather read or copy them; made when it is opened. Null without numbers. */
  readonly table: (() => ChartTable) | null;
  readonly controls?: ReactNode;
  readonly children: ReactNode;
}

/** A chart with its name, its controls, and the same numbers as a table. */
export function ChartFrame({ title, summary, table, controls, children }: ChartFrameProps) {
  const titleId = useId();
  return (
    <section className="panel chart-frame" aria-labelledby={titleId}>
      <div className="chart-top">
        <h2 id={titleId}>{title}</h2>
        {controls !== undefined && <div className="chart-controls">{controls}</div>}
      </div>
      <p className="unseen">{summary}</p>
      {children}
      {table !== null && <TableTwin title={title} table={table} />}
    </section>
  );
}

function TableTwin({ title, table }: { readonly title: string; readonly table: () => ChartTable }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details className="chart-twin" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Show as a table</summary>
      {isOpen && <Table title={title} {...table()} />}
    </details>
  );
}

function Table({ title, columns, rows }: ChartTable & { readonly title: string }) {
  return (
    <div className="chart-table" tabIndex={0} role="region" aria-label={`${title}, table`}>
      <table>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, ...cells]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {cells.map((cell, index) => (
                <td key={columns[index + 1]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
