import { createContext, use } from 'react';
import type { ShellAbilities } from '../src/shared/app-status.ts';
import { call } from './api.ts';
import type { Task } from './use-action.ts';

/** How the user signs in here. */
export interface SignIn {
  readonly way: ShellAbilities['signIn'];
  /** Opens TrainingPeaks' login page, or the guide to the browser's cookie. */
  readonly begin: Task;
}

export const IN_A_WINDOW: SignIn = { way: 'window', begin: () => call('session.signIn') };

const Context = createContext(IN_A_WINDOW);

export const GiveSignIn = Context;

/** How to sign in here; before the first status, in the way of the app. */
export function useSignIn(): SignIn {
  return use(Context);
}
