import { useCursor, type CursorStore } from './cursor.ts';
import { xOf, yOf, type Strip } from './geometry.ts';
import type { Domain } from './scale.ts';
import { useFuture, type Scene } from './scene.ts';
import type { PlacedComparison } from './timeline.ts';

interface CrosshairProps {
  readonly store: CursorStore;
  readonly scene: Scene;
  readonly comparison: PlacedComparison | null;
}

const DOT_PIXELS = 3.5;

/** The day under the cursor in both panels: a line, and a dot on each curve at the exact value. */
export function Crosshair({ store, scene, comparison }: CrosshairProps) {
  const cursor = useCursor(store);
  const { timeline } = useFuture();
  const { geometry, view, axes, hidden } = scene;
  const { main, form } = geometry;
  if (cursor === null || cursor.index < view.from || cursor.index > view.to) return null;
  const { index } = cursor;
  const x = xOf(geometry, view, index);
  const dot = (name: string, value: number | null | undefined, strip: Strip, domain: Domain) =>
    value == null ? null : (
      <circle className={`dot-${name}`} cx={x} cy={yOf(strip, domain, value)} r={DOT_PIXELS} />
    );
  return (
    <svg className="crosshair" width={geometry.width} height={geometry.axis.top} aria-hidden="true">
      <line x1={x} x2={x} y1={main.top} y2={geometry.axis.top} />
      {!hidden.has('ctl') && dot('then', comparison?.ctl[index], main, axes.main)}
      {!hidden.has('atl') && dot('atl', timeline.atl[index], main, axes.main)}
      {!hidden.has('ctl') && dot('ctl', timeline.ctl[index], main, axes.main)}
      {form.height > 0 && dot('tsb', timeline.tsb[index], form, axes.form)}
    </svg>
  );
}
