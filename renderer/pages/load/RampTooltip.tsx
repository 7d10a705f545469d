import '../../charts/chart-tip.css';
import type { ReactNode } from 'react';
import { useWindow } from '../../window-context.ts';

interface RampTooltipProps {
  /** Says it to those who do not see it. */
  readonly speak: (words: string) => ReactNode;
  /** Given by the chart. */
  readonly active?: boolean;
  readonly payload?: readonly {
    readonly payload?: { readonly name: string; readonly change: number | null; readonly remark: string };
  }[];
}

/** One period's change of fitness. */
export function RampTooltip({ speak, active = false, payload = [] }: RampTooltipProps) {
  const { measures } = useWindow();
  const row = payload[0]?.payload;
  if (!active || row === undefined) return null;
  const words = `${measures.change(row.change, 1)} CTL${row.remark}`;
  return (
    <div className="chart-tip">
      {speak(`${row.name}: ${words}`)}
      <strong>{row.name}</strong>
      <p>{words}</p>
    </div>
  );
}
