import type { Bridge, CallName, Calls, EventName, Events, Reply } from '../src/shared/ipc.ts';

const ENDED: Reply<never> = {
  ok: false,
  error: {
    code: 'cancelled',
    message: 'TP Tray has ended. Start it again, then open the address it shows.',
  },
};

/**
 * What a preload script is in the app: calls are posted to the server that gave out this page, and what it tells
 * unasked comes as server-sent events. A browser that was cut off connects again by itself, and is told the status then.
 */
export function createBrowserBridge(): Bridge {
  const events = new EventSource('events');
  const reachListeners = new Set<(isReached: boolean) => void>();
  let isReached = true;
  const reach = (now: boolean) => () => {
    isReached = now;
    for (const listener of reachListeners) listener(now);
  };
  events.addEventListener('open', reach(true));
  events.addEventListener('error', reach(false));
  return {
    async call<Name extends CallName>(name: Name, ...[request]: readonly unknown[]) {
      const response = await fetch(`call/${name}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ request }),
      }).catch(() => null);
      // Another TP Tray may listen there now, which does not know this page.
      if (response?.ok !== true) return ENDED;
      return (await response.json()) as Reply<Calls[Name]['response']>;
    },
    on<Name extends EventName>(name: Name, listener: (payload: Events[Name]) => void) {
      const hear = (event: Event) => {
        if ('data' in event) listener(JSON.parse(String(event.data)) as Events[Name]);
      };
      events.addEventListener(name, hear);
      return () => events.removeEventListener(name, hear);
    },
    onReach(listener) {
      reachListeners.add(listener);
      listener(isReached);
      return () => reachListeners.delete(listener);
    },
  };
}
