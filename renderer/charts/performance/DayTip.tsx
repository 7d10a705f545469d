import { useWindow } from '../../window-context.ts';
import { useCursor, type CursorStore } from './cursor.ts';
import {
  AFTER_PLAN,
  AFTER_RACE,
  isRaceDay,
  loadWords,
  markWords,
  whenWords,
  type DayFacts,
} from './day-facts.ts';
import { DayWorkouts } from './DayWorkouts.tsx';
import { xOf } from './geometry.ts';
import type { Scene } from './scene.ts';
import type { DayWorkout, SeriesName } from './types.ts';
import './DayTip.css';

interface DayTipProps {
  readonly store: CursorStore;
  readonly scene: Scene;
  readonly factsAt: (index: number) => DayFacts | null;
  readonly dayDetails: (day: string) => readonly DayWorkout[] | undefined;
}

/** The numbers of the day under the cursor and the workouts behind them, on the side that has more room. */
export function DayTip({ store, scene, factsAt, dayDetails }: DayTipProps) {
  const cursor = useCursor(store);
  const { geometry, view } = scene;
  if (cursor === null || cursor.index < view.from || cursor.index > view.to) return null;
  const facts = factsAt(cursor.index);
  if (facts === null) return null;
  const x = xOf(geometry, view, cursor.index);
  const isRight = x > geometry.left + geometry.plotWidth / 2;
  return (
    <div
      className="day-tip"
      aria-hidden="true"
      style={{ top: geometry.main.top, ...(isRight ? { right: geometry.width - x } : { left: x }) }}
    >
      <TipNumbers facts={facts} hidden={scene.hidden} />
      {facts.fitness !== null && (
        <DayWorkouts
          workouts={dayDetails(facts.day)}
          none={facts.when === 'future' ? 'Nothing planned' : 'No workouts'}
          isPlanReplaced={facts.replacesPlan}
        />
      )}
    </div>
  );
}

function TipNumbers({
  facts,
  hidden,
}: {
  readonly facts: DayFacts;
  readonly hidden: ReadonlySet<SeriesName>;
}) {
  const { format, measures } = useWindow();
  const { day, fitness, then, weekTss } = facts;
  const when = whenWords(facts);
  return (
    <>
      <p className="tip-day">
        {format.weekday(day)}
        {when !== null && <span className="tip-when">{when}</span>}
      </p>
      {fitness === null && <p className="tip-mark">{AFTER_PLAN}</p>}
      <dl className="tip-numbers">
        {fitness !== null && (
          <>
            {!hidden.has('ctl') && <Row mark="ctl" name="Fitness" value={measures.number(fitness.ctl)} />}
            {!hidden.has('atl') && <Row mark="atl" name="Fatigue" value={measures.number(fitness.atl)} />}
            {!hidden.has('tsb') && (
              <Row
                mark="tsb"
                name={`Form, ${fitness.formMoment}`}
                value={measures.form(fitness.tsb)}
                note={fitness.band}
              />
            )}
            {!hidden.has('load') && (
              <Row mark="load" name="Load" value={loadWords(facts, { format, measures })} />
            )}
          </>
        )}
        {fitness !== null && weekTss !== null && !hidden.has('load') && (
          <Row mark="none" name="Its week" value={`${measures.number(weekTss)} TSS`} />
        )}
        {then !== null && !hidden.has('ctl') && (
          <Row mark="then" name={`Fitness ${format.day(then.day)}`} value={measures.number(then.ctl)} />
        )}
        {then !== null && !hidden.has('tsb') && (
          <Row mark="then-tsb" name={`Form ${format.day(then.day)}`} value={measures.form(then.tsb)} />
        )}
      </dl>
      {fitness !== null && isRaceDay(facts) && !(hidden.has('ctl') && hidden.has('atl')) && (
        <p className="tip-mark">{AFTER_RACE}</p>
      )}
      {facts.marks.map((mark) => (
        <p key={`${mark.day} ${mark.title}`} className="tip-mark">
          {markWords(mark)}
        </p>
      ))}
    </>
  );
}

interface RowProps {
  readonly mark: string;
  readonly name: string;
  readonly value: string;
  readonly note?: string | null;
}

function Row({ mark, name, value, note }: RowProps) {
  return (
    <div>
      <dt>
        <span className={`series-mark mark-${mark}`} />
        {name}
      </dt>
      <dd>
        {value} {note != null && <span className="tip-note">{note}</span>}
      </dd>
    </div>
  );
}
