/** An answer before it goes over the wire. `value` is sent as JSON. */
export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly content:
    | { readonly kind: 'empty' }
    | { readonly kind: 'json'; readonly value: unknown }
    | { readonly kind: 'html'; readonly text: string }
    | { readonly kind: 'bytes'; readonly bytes: Uint8Array; readonly contentType: string };
}

/** Ends a request with an answer from deep inside a handler. */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(readonly reply: Reply) {
    super(`refused with status ${String(reply.status)}`);
  }
}

/** A JSON answer. */
export function json(value: unknown, status = 200, headers: Record<string, string> = {}): Reply {
  return { status, headers, content: { kind: 'json', value } };
}

/** A web page. */
export function html(
  text: string,
  status = 200,
  headers: Record<string, string | readonly string[]> = {},
): Reply {
  return { status, headers, content: { kind: 'html', text } };
}

/** An answer without a body. */
export function empty(status = 204, headers: Record<string, string | readonly string[]> = {}): Reply {
  return { status, headers, content: { kind: 'empty' } };
}

/** A file. */
export function bytes(content: Uint8Array, contentType: string, headers: Record<string, string>): Reply {
  return { status: 200, headers, content: { kind: 'bytes', bytes: content, contentType } };
}

/** An error in the words of the service. */
export function message(status: number, text: string, headers: Record<string, string> = {}): Reply {
  return json({ message: text }, status, headers);
}

/** The answer for a workout that does not exist (any more). */
export function invalidWorkout(workoutId: number | string): Reply {
  return json(`Invalid workoutId (${String(workoutId)})`, 400);
}

/** 500 as TrainingPeaks words it. */
export function serverFailure(): Reply {
  return message(500, 'An error has occurred.');
}
