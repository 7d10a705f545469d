const STEPS: Readonly<Record<string, readonly [axis: 'entry' | 'week', by: 1 | -1]>> = {
  ArrowRight: ['entry', 1],
  ArrowLeft: ['entry', -1],
  ArrowDown: ['week', 1],
  ArrowUp: ['week', -1],
};

/**
 * Moves the focus from the workout that has it to the one before or after it, or to the nearest week that has
 * one on the same weekday. Says whether it did.
 */
export function moveBetweenEntries(key: string, calendar: HTMLElement, focused: Element | null): boolean {
  const step = STEPS[key];
  const own = focused?.closest<HTMLElement>('[data-weekday]') ?? null;
  if (step === undefined || own === null || focused === null || !calendar.contains(focused)) return false;
  const [axis, by] = step;
  const links = [
    ...calendar.querySelectorAll<HTMLElement>(
      axis === 'entry' ? '.entry a' : `[data-weekday='${own.dataset['weekday'] ?? ''}'] .entry:first-child a`,
    ),
  ];
  const place = links.findIndex((link) =>
    axis === 'entry' ? link === focused : link.closest('[data-weekday]') === own,
  );
  const next = links[place + by];
  if (place < 0 || next === undefined) return false;
  next.focus();
  return true;
}
