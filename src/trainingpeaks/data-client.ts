import { readBytes, readJson, refusal } from './answer.ts';
import { expired, type Session } from './session.ts';
import type { Answer, Transport, TransportRequest } from './transport.ts';

export interface DataRequest {
  /** Default: the data host. */
  readonly host?: 'api' | 'analysis';
  /** Makes the call a POST. */
  readonly jsonBody?: unknown;
  readonly path: string;
  /** Whether an empty body means "nothing". Default: it means a broken answer. */
  readonly emptyAllowed?: boolean;
}

/** Calls that need a bearer token: adds it, renews it once when it is refused, and maps refusals. */
export class DataClient {
  constructor(
    private readonly transport: Transport,
    private readonly session: Session,
  ) {}

  /** The parsed body; null for an empty one. Throws as `TrainingPeaks` documents. */
  async json(request: DataRequest, signal: AbortSignal | undefined): Promise<unknown> {
    const read = (answer: Answer): unknown => readJson(answer, request.emptyAllowed);
    return this.authorized(request, 'application/json, text/javascript, */*; q=0.01', read, signal);
  }

  async bytes(request: DataRequest, signal: AbortSignal | undefined): Promise<Uint8Array> {
    return this.authorized(request, '*/*', readBytes, signal);
  }

  private async authorized<T>(
    request: DataRequest,
    accept: string,
    read: (answer: Answer) => T,
    signal: AbortSignal | undefined,
  ): Promise<T> {
    const first = await this.attempt(request, accept, read, signal);
    if (first !== null) return first.value;
    const second = await this.attempt(request, accept, read, signal);
    if (second !== null) return second.value;
    throw expired(new Error('HTTP 401 with a fresh token'));
  }

  /** Null when TrainingPeaks refused the token, which is then dropped. */
  private async attempt<T>(
    request: DataRequest,
    accept: string,
    read: (answer: Answer) => T,
    signal: AbortSignal | undefined,
  ): Promise<{ readonly value: T } | null> {
    const token = await this.session.token(signal);
    const { host = 'api', path, jsonBody } = request;
    const transportRequest: TransportRequest = {
      host,
      path,
      method: jsonBody === undefined ? 'GET' : 'POST',
      headers: { Accept: accept, Authorization: `Bearer ${token}` },
      jsonBody,
    };
    const result = await this.transport.send(
      transportRequest,
      (answer) => {
        if (answer.status === 401) return null;
        if (answer.status >= 400) throw refusal(answer);
        return { value: read(answer) };
      },
      signal,
    );
    if (result === null) this.session.invalidate(token);
    return result;
  }
}
