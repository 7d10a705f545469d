import { xOf } from './geometry.ts';
import { markLabels } from './mark-labels.ts';
import type { PlacedMark } from './placed-marks.ts';
import { useFuture, type Scene } from './scene.ts';
import { seriesName } from './series.ts';
import type { PlacedComparison } from './timeline.ts';
import './MarksStrip.css';

interface MarksStripProps {
  readonly scene: Scene;
  readonly marks: readonly PlacedMark[];
  readonly rem: number;
}

/** Above the panels: races as flags with their letter, notes as circles, each with its name where there is room. */
export function MarksStrip({ scene, marks, rem }: MarksStripProps) {
  const { geometry, view } = scene;
  const { height } = geometry.marks;
  return (
    <div className="marks-strip" aria-hidden="true" style={{ height }}>
      {markLabels(marks, (index) => xOf(geometry, view, index), geometry.width, rem).map(
        ({ mark, x, room }) => (
          <span
            key={mark.key}
            className={`chart-mark chart-mark-${mark.kind}`}
            style={{ left: x, maxWidth: room }}
          >
            {mark.kind === 'race' ? (
              <span className={`flag flag-${mark.priority ?? 'none'}`}>{mark.priority ?? ''}</span>
            ) : (
              <span className="note-mark" />
            )}
            {room > LEAST_NAME_REM * rem && <span className="chart-mark-name">{mark.title}</span>}
          </span>
        ),
      )}
    </div>
  );
}

/** Less room than this shows too little of a name. */
const LEAST_NAME_REM = 4.5;

const WORD_REM = 3.5;
const LINE_REM = 1.2;

const MAIN_SERIES = ['ctl', 'atl', 'load'] as const;

interface PanelWordsProps extends MarksStripProps {
  readonly comparison: PlacedComparison | null;
}

/** What the dashed part is called, beside today's line; below the word of today where that is in the way. */
function FutureWord({ scene: { geometry, view }, rem }: Pick<MarksStripProps, 'scene' | 'rem'>) {
  const { timeline } = useFuture();
  const { todayIndex, futureLabel, ctl } = timeline;
  if (Math.min(view.to, ctl.length - 1) <= todayIndex) return null;
  const today = Math.max(geometry.left, xOf(geometry, view, todayIndex));
  const hasRoom = (pixels: number) => pixels > WORD_REM * rem;
  const isAfterToday = hasRoom(geometry.left + geometry.plotWidth - today);
  const isTodayBefore = todayIndex < view.from || hasRoom(today - geometry.left);
  return (
    <span
      className="future-word"
      style={{
        top: geometry.main.top + (isAfterToday && isTodayBefore ? 0 : LINE_REM * rem),
        ...(isAfterToday ? { left: today } : { right: geometry.right }),
      }}
    >
      {futureLabel}
    </span>
  );
}

/** At the top of the main panel: which line is today, what the days after it are, and why no training was possible. */
export function PanelWords({ scene, marks, comparison, rem }: PanelWordsProps) {
  const { geometry, view } = scene;
  const { timeline } = useFuture();
  const { todayIndex } = timeline;
  const today = xOf(geometry, view, todayIndex);
  const end = geometry.left + geometry.plotWidth;
  const style = { top: geometry.main.top };
  const isInView = todayIndex >= view.from && todayIndex <= view.to;
  return (
    <div className="panel-words" aria-hidden="true">
      {geometry.form.height > 0 && (
        <span className="form-word" style={{ top: geometry.form.top, left: geometry.left }}>
          {seriesName('tsb', scene.barUnit)}
          {comparison !== null && <span className="form-then">, thin line {comparison.label}</span>}
        </span>
      )}
      {isInView && (
        <span
          className="today-word"
          style={
            today - geometry.left > WORD_REM * rem
              ? { ...style, right: geometry.width - today }
              : { ...style, left: today }
          }
        >
          Today
        </span>
      )}
      <FutureWord scene={scene} rem={rem} />
      {MAIN_SERIES.every((name) => scene.hidden.has(name)) && (
        <span
          className="hidden-word"
          style={{
            top: geometry.main.top + geometry.main.height / 2,
            left: geometry.left,
            width: geometry.plotWidth,
          }}
        >
          {scene.hidden.has('tsb') ? 'Everything is hidden' : 'Fitness, fatigue and load are hidden'}: choose
          above what to show.
        </span>
      )}
      {marks
        .filter(({ kind }) => kind === 'unavailable')
        .map(({ key, from, to, title }) => {
          const left = Math.max(geometry.left, xOf(geometry, view, from - 0.5));
          const room = Math.min(end, xOf(geometry, view, to + 0.5)) - left;
          return room < WORD_REM * rem ? null : (
            <span key={key} className="band-word" style={{ top: geometry.main.top, left, maxWidth: room }}>
              {title}
            </span>
          );
        })}
    </div>
  );
}
