import { throwIfEnded, waitUntil } from '../shared/deadline.ts';

interface Flight<T> {
  readonly result: Promise<T>;
  readonly controller: AbortController;
  waiting: number;
}

/**
 * Single flight: callers that arrive while the work runs share it. One caller's cancellation ends that
 * caller's wait only; the work is aborted when nobody waits for it any more.
 */
export class SharedCall<T> {
  private flight: Flight<T> | null = null;

  constructor(private readonly work: (signal: AbortSignal) => Promise<T>) {}

  /** @throws as `throwIfEnded`, or what the work throws */
  async run(signal?: AbortSignal): Promise<T> {
    throwIfEnded(signal);
    const flight = this.flight ?? this.start();
    flight.waiting += 1;
    try {
      return await waitUntil(flight.result, signal);
    } finally {
      flight.waiting -= 1;
      if (flight.waiting === 0) {
        this.leave(flight);
        flight.controller.abort();
      }
    }
  }

  /** Callers from now on start the work anew; those already waiting keep theirs. */
  detach(): void {
    this.flight = null;
  }

  private start(): Flight<T> {
    const controller = new AbortController();
    const flight: Flight<T> = { result: this.work(controller.signal), controller, waiting: 0 };
    this.flight = flight;
    flight.result.catch(() => undefined).finally(() => this.leave(flight));
    return flight;
  }

  private leave(flight: Flight<T>): void {
    if (this.flight === flight) this.flight = null;
  }
}
