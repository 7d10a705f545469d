import { memo } from 'react';
import { ComposedChart, ReferenceArea, ReferenceLine, XAxis, YAxis } from 'recharts';
import { formBands } from '../../../src/analytics/form-bands.ts';
import { CurveLayer } from './CurveLayer.tsx';
import {
  BEHIND_CURVES,
  dateAxis,
  FutureCurve,
  panelProps,
  RaceLines,
  untilToday,
  valueAxis,
} from './panel-parts.tsx';
import type { PlacedMark } from './placed-marks.ts';
import type { Scene } from './scene.ts';
import type { PlacedComparison } from './timeline.ts';

interface FormPanelProps {
  readonly scene: Scene;
  /** Form of the history, in the convention of the chart. */
  readonly past: readonly number[];
  readonly todayIndex: number;
  readonly marks: readonly PlacedMark[];
  readonly comparison: PlacedComparison | null;
  readonly format: (value: number) => string;
}

/** Form around zero, on the bands that say what it means. */
export const FormPanel = memo(function FormPanel({
  scene,
  past,
  todayIndex,
  marks,
  comparison,
  format,
}: FormPanelProps) {
  const { geometry, view, axes, hasBands } = scene;
  const done = untilToday(view, todayIndex);
  const [least, most] = axes.form;
  return (
    <ComposedChart
      {...panelProps(geometry)}
      width={geometry.width}
      height={geometry.form.height + geometry.axis.height}
    >
      <XAxis {...dateAxis(scene, true)} />
      <YAxis {...valueAxis(geometry, axes.form, axes.formTicks, format)} />
      {(hasBands ? formBands() : []).map(({ name, lowerEdge, upperEdge }, index) => (
        <ReferenceArea
          key={name}
          className={`form-band form-band-${index + 1}`}
          y1={lowerEdge ?? least}
          y2={upperEdge ?? most}
          zIndex={BEHIND_CURVES}
        />
      ))}
      <ReferenceLine className="zero-line" y={0} zIndex={BEHIND_CURVES} />
      {comparison !== null && (
        <CurveLayer className="curve-tsb curve-then" values={comparison.tsb} {...view} />
      )}
      <CurveLayer className="curve-tsb" values={past} {...done} baseline={0} />
      <FutureCurve of="tsb" view={view} />
      <ReferenceLine className="today-line" x={todayIndex} />
      <RaceLines marks={marks} />
    </ComposedChart>
  );
});
