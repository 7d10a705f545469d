/** Limits a switched-on fault: to paths, and to a number of answers. */
export interface FaultLimits {
  /** Called with the path as the simulator sees it, such as `/tpapi/users/v3/user`. */
  readonly when?: (path: string) => boolean;
  /** How often the fault acts before it switches itself off. */
  readonly times?: number;
}

export type Switch<Settings extends object = object> = true | (FaultLimits & Settings);

/** What can go wrong. Every fault is off unless it is given. Data calls are all calls with a Bearer. */
export interface FaultSwitches {
  /** Waits before any answer. Default 100 ms. */
  readonly latency?: Switch<{ milliseconds?: number }>;
  /** 401 on data calls. */
  readonly unauthorized?: Switch;
  /** 403 on data calls. */
  readonly forbidden?: Switch;
  /** 429 on data calls after a number of requests in 60 s. Defaults 100, and Retry-After 5 s; null sends no Retry-After. */
  readonly rateLimit?: Switch<{ requestsPerMinute?: number; retryAfterSeconds?: number | null }>;
  /** 500 on data calls. */
  readonly serverError?: Switch;
  /** 200 with a web page instead of JSON on data calls. */
  readonly html?: Switch;
  /** JSON that breaks off in the middle. */
  readonly truncatedJson?: Switch;
  /** The body arrives in small pieces. Defaults 64 bytes every 20 ms. */
  readonly slowBody?: Switch<{ bytesPerPiece?: number; pauseMilliseconds?: number }>;
  /** The text "NaN" in place of fitness values, intensity factors and normalized power. */
  readonly nanValues?: Switch;
  /** Numbers as texts, ids excepted. */
  readonly numericStrings?: Switch;
  /** 400 "Invalid workoutId (n)" on every call about one workout. */
  readonly deletedWorkout?: Switch;
  /** 500 from the token endpoint. */
  readonly tokenError?: Switch;
  /** `home/refresh` sends to the login page without a new cookie. */
  readonly refreshFails?: Switch;
  /** 404 from the change feed. */
  readonly noChangeFeed?: Switch;
  /** 500 from records by sport. */
  readonly sportPeaksError?: Switch;
  /** Lists of workouts that contain today also hold rows no client expects. */
  readonly dirtyRows?: Switch;
  /** The connection is cut before the answer. */
  readonly droppedConnection?: Switch;
  /** The login page asks for a captcha. */
  readonly loginCaptcha?: Switch;
  /** The login page asks for a second factor. */
  readonly loginSecondFactor?: Switch;
}

export type FaultName = keyof FaultSwitches;
type SettingsOf<Name extends FaultName> = Exclude<FaultSwitches[Name], true | undefined>;

/** The switches of a running simulator. */
export class FaultController {
  #switches: FaultSwitches;
  readonly #uses = new Map<FaultName, number>();

  constructor(switches: FaultSwitches = {}) {
    this.#switches = switches;
  }

  /** Adds or replaces switches; their counts start anew. */
  set(switches: FaultSwitches): void {
    for (const name of Object.keys(switches)) this.#uses.delete(name as FaultName);
    this.#switches = { ...this.#switches, ...switches };
  }

  /** Switches faults off: the named ones, or all. */
  clear(...names: readonly FaultName[]): void {
    const kept = Object.entries(this.#switches).filter(
      ([name]) => names.length > 0 && !names.includes(name as FaultName),
    );
    this.#switches = Object.fromEntries(kept);
  }

  /** The settings of a fault that is on for a path, without counting it; null when it is off. */
  peek<Name extends FaultName>(name: Name, path: string): SettingsOf<Name> | null {
    const fault: FaultSwitches[Name] = this.#switches[name];
    if (fault === undefined) return null;
    const settings = (fault === true ? {} : fault) as SettingsOf<Name>;
    if (settings.when?.(path) === false) return null;
    const used = this.#uses.get(name) ?? 0;
    return settings.times !== undefined && used >= settings.times ? null : settings;
  }

  /** As `peek`, and counts one use. */
  take<Name extends FaultName>(name: Name, path: string): SettingsOf<Name> | null {
    const settings = this.peek(name, path);
    if (settings !== null) this.#uses.set(name, (this.#uses.get(name) ?? 0) + 1);
    return settings;
  }
}
