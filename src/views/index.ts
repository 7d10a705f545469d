import { z } from 'zod';
import { isCalendarDay } from '../analytics/calendar.ts';
import type { Engine } from '../mcp/tool.ts';
import type { Snapshot } from '../shared/snapshot.ts';
import type { AskProgress } from '../shared/views/ask.ts';
import type { ViewCalls } from '../shared/views/index.ts';
import { createAsk } from './ask.ts';
import { calendarView } from './calendar.ts';
import { daysView } from './days.ts';
import { loadView } from './load.ts';
import { marksView } from './marks.ts';
import { performanceView } from './performance.ts';
import { weekView } from './week.ts';
import { weightsView } from './weights.ts';
import { workoutView } from './workout.ts';
import { workoutsView } from './workouts.ts';

/** What the views need of the app: the engine of the moment, the account's or the demo athlete's. */
export interface ViewSource {
  readonly services: () => {
    readonly engine: Engine;
    localSnapshot(): Promise<Snapshot>;
  };
}

type ViewHandlers = {
  readonly [Name in keyof ViewCalls]: (
    request: ViewCalls[Name]['request'],
  ) => Promise<ViewCalls[Name]['response']>;
};

const sportIds = z.array(z.number().int()).nullable();
const timeConstant = z.number().min(1).max(365);
const workoutId = z.number().int().positive();
const day = z.string().refine(isCalendarDay);

/** What each call must look like; a call without a schema does not compile. */
export const VIEW_REQUESTS: { readonly [Name in keyof ViewCalls]: z.ZodType<ViewCalls[Name]['request']> } = {
  'tool.ask': z.strictObject({
    askId: z.string().max(100),
    tool: z.string(),
    input: z.record(z.string(), z.unknown()),
  }),
  'tool.cancel': z.strictObject({ askId: z.string().max(100) }),
  'view.calendar': z.strictObject({
    from: day.nullable(),
    weeks: z.number().int().min(1).max(26),
    weekStart: z.enum(['monday', 'sunday']),
    ctlDays: timeConstant,
    atlDays: timeConstant,
  }),
  'view.days': z.strictObject({ from: day, to: day, sportIds }),
  'view.load': z.strictObject({
    step: z.enum(['week', 'month']),
    periodsBack: z.number().int().min(1).max(600),
    periodsAhead: z.number().int().min(0).max(26),
    weekStart: z.enum(['monday', 'sunday']),
    ctlDays: timeConstant,
    atlDays: timeConstant,
  }),
  'view.marks': z.strictObject({ from: day, to: day }),
  'view.performance': z.strictObject({ sportIds, ctlDays: timeConstant, atlDays: timeConstant }),
  'view.streams': z.strictObject({ workoutId }),
  'view.week': z.strictObject({ sportIds, weekStart: z.enum(['monday', 'sunday']) }),
  'view.weights': z.strictObject({ from: day, to: day }),
  'view.workout': z.strictObject({ workoutId, ctlDays: timeConstant, atlDays: timeConstant }),
  'view.workouts': z.strictObject({}),
};

/** One function for each view; `tell` takes the progress of long questions. */
export function createViewHandlers(app: ViewSource, tell: (progress: AskProgress) => void): ViewHandlers {
  const snapshot = () => app.services().localSnapshot();
  const { ask, cancel } = createAsk({ engine: () => app.services().engine, localSnapshot: snapshot, tell });
  return {
    'tool.ask': ask,
    'tool.cancel': ({ askId }) => {
      cancel(askId);
      return Promise.resolve(null);
    },
    'view.calendar': async (request) => calendarView(await snapshot(), request),
    'view.days': async (request) => daysView(await snapshot(), request),
    'view.load': async (request) => loadView(await snapshot(), request),
    'view.marks': async (request) => marksView(await snapshot(), request),
    'view.performance': async (request) => performanceView(await snapshot(), request),
    'view.streams': async ({ workoutId }) => (await snapshot()).streams(workoutId),
    'view.week': async (request) => weekView(await snapshot(), request),
    'view.weights': async (request) => weightsView(await snapshot(), request),
    'view.workout': async (request) => workoutView(await snapshot(), request),
    'view.workouts': async () => workoutsView(await snapshot()),
  };
}
