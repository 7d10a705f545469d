import type { EventName, Events } from '../shared/ipc.ts';

type Listener = <Name extends EventName>(name: Name, payload: Events[Name]) => void;

/** What the windows are told unasked, passed on to each that listens. */
export interface EventStream {
  readonly tell: Listener;
  /** Listens until the returned function is called. */
  listen(listener: Listener): () => void;
}

export function createEvents(): EventStream {
  const listeners = new Set<Listener>();
  return {
    tell(name, payload) {
      for (const listener of listeners) listener(name, payload);
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
