import type { SimulatedAccount } from './account.ts';
import { AuthStore } from './auth.ts';
import { todayIn } from './days.ts';
import type { FaultController } from './faults.ts';
import { WorkoutStore } from './workout-store.ts';
import type { WireObject } from './wire-object.ts';

/** Items with numeric ids, such as events or notes. */
export class Collection {
  readonly #items: Map<number, WireObject>;

  constructor(items: readonly WireObject[]) {
    this.#items = new Map(items.map((item) => [Number(item['id']), item]));
  }

  all(): WireObject[] {
    return [...this.#items.values()];
  }

  find(id: number): WireObject | undefined {
    return this.#items.get(id);
  }

  /** Saves an item over the one with its id; without an id it gets the next one. */
  save(item: WireObject): WireObject {
    const given = Number(item['id'] ?? 0);
    const id = given > 0 ? given : Math.max(500_000, ...this.#items.keys()) + 1;
    const saved = { ...this.#items.get(id), ...item, id };
    this.#items.set(id, saved);
    return saved;
  }

  delete(id: number): boolean {
    return this.#items.delete(id);
  }
}

/** Everything the routes of a running simulator read and change. */
export class SimulatorState {
  readonly auth: AuthStore;
  readonly workouts: WorkoutStore;
  readonly events: Collection;
  readonly calendarNotes: Collection;
  readonly availability: Collection;
  settings: WireObject;
  #metrics: WireObject[] | null = null;

  constructor(
    readonly account: SimulatedAccount,
    readonly faults: FaultController,
    readonly now: () => number,
    /** Cookies with the attributes of the real service, which browsers refuse on loopback. */
    readonly productionCookies: boolean,
  ) {
    this.auth = new AuthStore(now);
    this.workouts = new WorkoutStore(account, now);
    this.events = new Collection(account.events);
    this.calendarNotes = new Collection(account.calendarNotes);
    this.availability = new Collection(account.availability);
    this.settings = account.settings;
  }

  /** The athlete's calendar day by the simulator's clock. */
  today(): string {
    return todayIn(this.account.timeZone, this.now());
  }

  metrics(): WireObject[] {
    this.#metrics ??= [...this.account.metrics()];
    return this.#metrics;
  }
}
