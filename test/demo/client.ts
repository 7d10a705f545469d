import type { Simulator } from '../../src/demo/server.ts';
import { startSimulator } from '../../src/demo/server.ts';
import type { SimulatorOptions } from '../../src/demo/server.ts';

export type Row = Record<string, unknown>;

/** Tuesday noon in Vienna; a fixed clock that a test may move. */
export const NOON = Date.parse('2026-11-24T11:00:00Z');
export const TODAY = '2026-11-24';

/** A simulator with a signed-in client in front of it. */
export class Client {
  token = '';

  constructor(readonly simulator: Simulator) {}

  static async start(options: SimulatorOptions = {}): Promise<Client> {
    const client = new Client(await startSimulator({ now: () => NOON, ...options }));
    if (options.faults?.tokenError === undefined) await client.signIn();
    return client;
  }

  async signIn(): Promise<void> {
    const answer = await this.exchange();
    const body = (await answer.json()) as { token: { access_token: string } };
    this.token = body.token.access_token;
  }

  exchange(cookie = this.simulator.cookie, headers: Record<string, string> = {}): Promise<Response> {
    return fetch(`${this.simulator.apiUrl}/users/v3/token`, {
      headers: { Cookie: `Production_tpAuth=${cookie}`, ...headers },
    });
  }

  /** A data call. `path` starts after the API base; `{a}` stands for the athlete id. */
  call(path: string, method = 'GET', body?: unknown): Promise<Response> {
    return this.callAt(this.simulator.apiUrl, path, method, body);
  }

  analyze(part: string, workoutId: unknown): Promise<Response> {
    return this.callAt(this.simulator.analysisUrl, `/workout-analysis/${part}`, 'POST', { workoutId });
  }

  async get<T = Row[]>(path: string): Promise<T> {
    const answer = await this.call(path);
    if (answer.status !== 200) throw new Error(`${path} answered ${String(answer.status)}`);
    return (await answer.json()) as T;
  }

  list(start: string, end: string): Promise<Row[]> {
    return this.get(`/fitness/v6/athletes/{a}/workouts/${start}/${end}`);
  }

  private callAt(base: string, path: string, method: string, body: unknown): Promise<Response> {
    const athlete = String(this.simulator.athleteId);
    return fetch(base + path.replace('{a}', athlete), {
      method,
      headers: { Authorization: `Bearer ${this.token}`, 'Content-Type': 'application/json' },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
  }
}

/** The numbers of a field in a row; fails the test when it holds none. */
export function numberIn(row: Row | undefined, key: string): number {
  const value = row?.[key];
  if (typeof value !== 'number') throw new Error(`${key} is not a number`);
  return value;
}

/** The text of a field in a row; fails the test when it holds none. */
export function textIn(row: Row | undefined, key: string): string {
  const value = row?.[key];
  if (typeof value !== 'string') throw new Error(`${key} is not a text`);
  return value;
}

/** The objects of a list in a row. */
export function rowsIn(row: Row | undefined, key: string): Row[] {
  const value = row?.[key];
  if (!Array.isArray(value)) throw new Error(`${key} is not a list`);
  return value as Row[];
}

/** The object in a field of a row. */
export function rowIn(row: Row | undefined, key: string): Row {
  const value = row?.[key];
  if (typeof value !== 'object' || value === null) throw new Error(`${key} is not an object`);
  return value as Row;
}
