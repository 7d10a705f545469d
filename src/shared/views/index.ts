import type { Streams } from '../workout.ts';
import type { AskRequest, ToolAnswer } from './ask.ts';
import type { CalendarRequest, CalendarView } from './calendar.ts';
import type { DaysRequest, DaysView } from './days.ts';
import type { LoadRequest, LoadView } from './load.ts';
import type { MarksRequest, MarksView } from './marks.ts';
import type { PerformanceRequest, PerformanceView } from './performance.ts';
import type { WeekRequest, WeekView } from './week.ts';
import type { Weight, WeightsRequest } from './weights.ts';
import type { WorkoutRequest, WorkoutView } from './workout.ts';
import type { WorkoutsView } from './workouts.ts';

/** What the pages of the dashboard ask for: read only, answered from the local history. Types alone. */
export interface ViewCalls {
  /** Runs a tool that Claude has too, so that a page and Claude give the same numbers. */
  'tool.ask': { request: AskRequest; response: ToolAnswer };
  /** Ends a `tool.ask` that is under way; it then fails with `cancelled`. */
  'tool.cancel': { request: { askId: string }; response: null };
  'view.calendar': { request: CalendarRequest; response: CalendarView };
  'view.days': { request: DaysRequest; response: DaysView };
  'view.load': { request: LoadRequest; response: LoadView };
  'view.marks': { request: MarksRequest; response: MarksView };
  /** Null when nothing was ever completed. */
  'view.performance': { request: PerformanceRequest; response: PerformanceView | null };
  /** Recorded curves, from TrainingPeaks; null when the workout has none. */
  'view.streams': { request: { workoutId: number }; response: Streams | null };
  'view.week': { request: WeekRequest; response: WeekView };
  /** From TrainingPeaks, not from the local history. */
  'view.weights': { request: WeightsRequest; response: readonly Weight[] };
  'view.workout': { request: WorkoutRequest; response: WorkoutView };
  'view.workouts': { request: Record<string, never>; response: WorkoutsView };
}
