import { createContext, use } from 'react';
import type { AppStatus } from '../src/shared/app-status.ts';
import type { Format } from './format.ts';
import type { Measures } from './measures.ts';

/** What every page of the dashboard may need: the app's status, and texts of numbers for this user. */
export interface WindowContext {
  readonly status: AppStatus;
  readonly format: Format;
  readonly measures: Measures;
}

const Context = createContext<WindowContext | null>(null);

export const ProvideWindow = Context;

/** The status and the formats. @throws Error outside the dashboard */
export function useWindow(): WindowContext {
  const context = use(Context);
  if (context === null) throw new Error('A page of the dashboard was shown outside of it.');
  return context;
}
