import '../../charts/chart-tip.css';
import { useWindow } from '../../window-context.ts';

interface RampTooltipProps {
  /** Given by the chart. */
  readonly active?: boolean;
  readonly payload?: readonly {
    readonly payload?: { readonly name: string; readonly change: number | null; readonly remark: string };
  }[];
}

/** One period's change of fitness. */
export function RampTooltip({ active = false, payload = [] }: RampTooltipProps) {
  const { measures } = useWindow();
  const row = payload[0]?.payload;
  if (!active || row === undefined) return null;
  return (
    <div className="chart-tip">
      <strong>{row.name}</strong>
      <p>
        {measures.change(row.change, 1)} CTL{row.remark}
      </p>
    </div>
  );
}
