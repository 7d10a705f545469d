/** Where a workout's page is. Apart from the list of pages, which knows every page that links to one. */
export function workoutPath(workoutId: number): string {
  return `/workouts/${String(workoutId)}`;
}
