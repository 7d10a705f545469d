import { formBands } from '../../../src/analytics/form-bands.ts';
import { useWindow } from '../../window-context.ts';
import { spread, type EndLabel } from './end-labels.ts';
import { yOf } from './geometry.ts';
import { useFuture, type Scene } from './scene.ts';
import { seriesName } from './series.ts';
import { dayAt, type PlacedComparison } from './timeline.ts';
import './EndLabels.css';

interface EndLabelsProps {
  readonly scene: Scene;
  readonly comparison: PlacedComparison | null;
  readonly rem: number;
}

const LINE_REM = 1.2;

/** The names of the curves and the bands where they end, with the values there. The chart's words say all of it too. */
export function EndLabels({ scene, comparison, rem }: EndLabelsProps) {
  const { geometry, axes } = scene;
  const { main, form } = geometry;
  const curves = useCurveLabels(scene, comparison);
  return (
    <div className="end-labels" aria-hidden="true" style={{ left: geometry.left + geometry.plotWidth }}>
      {spread(curves, LINE_REM * rem, [main.top, main.top + main.height]).map(({ key, ...label }) => (
        <Label key={key} {...label} />
      ))}
      {form.height > 0 && scene.hasBands && <BandLabels scene={scene} rem={rem} />}
      {axes.loadMark > 0 && !scene.hidden.has('load') && <LoadTick scene={scene} />}
    </div>
  );
}

/** Names of fitness, fatigue and the earlier season, and a load to read the bars by. */
function useCurveLabels(
  { geometry, view, axes, hidden, barUnit }: Scene,
  comparison: PlacedComparison | null,
): EndLabel[] {
  const { format, measures } = useWindow();
  const { timeline } = useFuture();
  const last = Math.min(view.to, timeline.ctl.length - 1);
  const when =
    last > timeline.todayIndex
      ? { note: `${timeline.futureLabel}, ${format.shortDay(dayAt(timeline, last))}` }
      : {};
  const label = (
    key: string,
    name: string,
    value: number | null | undefined,
    more: Pick<EndLabel, 'note'> = {},
  ): EndLabel[] =>
    value == null
      ? []
      : [
          {
            key,
            className: `curve-name-${key}`,
            text: `${name} ${measures.number(value)}`,
            y: yOf(geometry.main, axes.main, value),
            ...more,
          },
        ];
  const then = comparison?.ctl.findLastIndex((value, index) => value !== null && index <= view.to) ?? -1;
  return [
    ...(hidden.has('ctl') ? [] : label('ctl', seriesName('ctl', barUnit), timeline.ctl[last], when)),
    ...(hidden.has('atl') ? [] : label('atl', seriesName('atl', barUnit), timeline.atl[last], when)),
    ...(hidden.has('ctl') || comparison === null || then < view.from
      ? []
      : label('then', comparison.label, comparison.ctl[then])),
    ...(hidden.has('load') || axes.loadMark === 0
      ? []
      : [
          {
            key: 'load',
            className: 'curve-name-load',
            text: `${measures.number(axes.loadMark)} TSS a ${barUnit}`,
            y: yOf(geometry.main, axes.load, axes.loadMark),
          },
        ]),
  ];
}

function Label({ text, className, note, y }: Omit<EndLabel, 'key'>) {
  return (
    <span className={`end-label ${className}`} style={{ top: y }}>
      {text}
      {note !== undefined && <small>{note}</small>}
    </span>
  );
}

/** Where the load that the label names is on the scale of the bars. */
function LoadTick({ scene: { geometry, axes } }: { readonly scene: Scene }) {
  return <span className="load-tick" style={{ top: yOf(geometry.main, axes.load, axes.loadMark) }} />;
}

/** A band thinner than this has no room for its name. */
const BAND_LINE_REM = 0.95;

/** The names of the bands, and between them the values that part them, as far as there is room. */
function BandLabels({ scene: { geometry, axes }, rem }: Omit<EndLabelsProps, 'comparison'>) {
  const { measures } = useWindow();
  const [least, most] = axes.form;
  const y = (value: number) => yOf(geometry.form, axes.form, value);
  let lastEdge = Infinity;
  return formBands().map(({ name, label, lowerEdge, upperEdge }) => {
    const [top, bottom] = [y(upperEdge ?? most), y(lowerEdge ?? least)];
    const hasEdge = upperEdge !== null && lastEdge - top >= BAND_LINE_REM * rem;
    if (hasEdge) lastEdge = top;
    return (
      <span key={name}>
        {hasEdge && (
          <span className="band-edge" style={{ top }}>
            {measures.number(upperEdge)}
          </span>
        )}
        {bottom - top >= BAND_LINE_REM * rem && (
          <span className="band-name" style={{ top: (top + bottom) / 2 }}>
            {label}
          </span>
        )}
      </span>
    );
  });
}
