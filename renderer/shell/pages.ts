import { lazy, type ComponentType } from 'react';

export interface PageEntry {
  readonly path: string;
  /** The word in the navigation. */
  readonly name: string;
  /** The drawing beside it: a path in a box of 16 by 16, stroked. */
  readonly icon: string;
  readonly Page: ComponentType;
}

/** Where one would look for the first page, after the names of the others. */
export const FIRST_PAGE_BY_NAME = '/fitness';

/** The pages about training, in the order of the navigation. */
export const TRAINING_PAGES: readonly PageEntry[] = [
  {
    path: '/',
    name: 'Fitness',
    icon: 'M1.5 12c3 0 3.4-8 6.4-8s3.2 5 6.6 5',
    Page: lazy(() => import('../pages/fitness/FitnessPage.tsx')),
  },
  {
    path: '/load',
    name: 'Load',
    icon: 'M2.5 13.5v-4M6.2 13.5v-8M9.8 13.5V8M13.5 13.5v-11',
    Page: lazy(() => import('../pages/load/LoadPage.tsx')),
  },
  {
    path: '/intensity',
    name: 'Intensity',
    icon: 'M2 4h12M2 8h8M2 12h4',
    Page: lazy(() => import('../pages/intensity/IntensityPage.tsx')),
  },
  {
    path: '/peaks',
    name: 'Peaks',
    icon: 'M1.5 3.5C4 9 7 11.5 14.5 12.5M1.5 13.5h13',
    Page: lazy(() => import('../pages/peaks/PeaksPage.tsx')),
  },
  {
    path: '/workouts',
    name: 'Workouts',
    icon: 'M2 4.5h12M2 8h12M2 11.5h12',
    Page: lazy(() => import('../pages/workouts/WorkoutsPage.tsx')),
  },
  {
    path: '/calendar',
    name: 'Calendar',
    icon: 'M2 5a2 2 0 0 1 2-2h8a2 2 0 0 1 2 2v7a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2zM2 6.5h12M5.5 1.5v3M10.5 1.5v3',
    Page: lazy(() => import('../pages/calendar/CalendarPage.tsx')),
  },
];

/** The pages about the app itself. */
export const APP_PAGES: readonly PageEntry[] = [
  {
    path: '/connections',
    name: 'Connections',
    icon: 'M6.5 9.5l3-3M7 5l1.2-1.2a2.8 2.8 0 0 1 4 4L11 9M9 11l-1.2 1.2a2.8 2.8 0 0 1-4-4L5 7',
    Page: lazy(() => import('../pages/connections/ConnectionsPage.tsx')),
  },
  {
    path: '/activity',
    name: 'Activity',
    icon: 'M1.5 8h3l2-5 3 10 2-5h3',
    Page: lazy(() => import('../pages/activity/ActivityPage.tsx')),
  },
  {
    path: '/settings',
    name: 'Settings',
    icon: 'M2 4.5h6M12 4.5h2M2 11.5h2M8 11.5h6M10 2.5v4M6 9.5v4',
    Page: lazy(() => import('../pages/settings/SettingsPage.tsx')),
  },
];

/** One workout; reached from many pages, and not in the navigation. */
export const WORKOUT_PATH = '/workouts/:workoutId';
export const WorkoutPage = lazy(() => import('../pages/workouts/WorkoutPage.tsx'));
