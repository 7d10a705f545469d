import { AppError } from '../shared/errors.ts';
import { redactSecrets } from '../shared/redact.ts';
import { type Answer, PassingFault } from './transport.ts';

const LONGEST_QUOTE = 500;

/**
 * Reads a successful answer as JSON. An empty body is null where the call allows it, and cut off elsewhere.
 * @throws PassingFault for a web page, a redirect, or text that is not whole JSON
 */
export function readJson(answer: Answer, emptyAllowed = false): unknown {
  rejectRedirect(answer);
  const text = new TextDecoder().decode(answer.body).trim();
  if (isHtml(answer) || text.startsWith('<')) throw new PassingFault('not_data');
  if (text === '' && (emptyAllowed || answer.status === 204)) return null;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // The parser's own message quotes the text, which may hold a secret.
    throw new PassingFault('truncated', { cause: new Error(`${text.length} characters that are not JSON`) });
  }
}

/** @throws PassingFault for a web page or a redirect */
export function readBytes(answer: Answer): Uint8Array {
  rejectRedirect(answer);
  if (isHtml(answer)) throw new PassingFault('not_data');
  return answer.body;
}

/** The error for an answer with a 4xx status other than 401 and 429. */
export function refusal(answer: Answer): AppError {
  const text = new TextDecoder().decode(answer.body);
  const cause = new Error(`HTTP ${answer.status}: ${redactSecrets(text.slice(0, LONGEST_QUOTE))}`);
  if (answer.status === 403) {
    return new AppError('not_permitted', 'TrainingPeaks does not let this account see that.', { cause });
  }
  if (answer.status === 404 || answer.status === 410 || /invalid workoutid/i.test(text)) {
    return new AppError('not_found', 'TrainingPeaks has no such item. It may have been deleted.', { cause });
  }
  if (answer.status === 400 || answer.status === 422) {
    return new AppError('bad_input', 'TrainingPeaks did not accept the request.', { cause });
  }
  return new AppError('upstream_changed', 'TrainingPeaks no longer accepts this kind of request.', { cause });
}

function rejectRedirect(answer: Answer): void {
  if (answer.status >= 300 && answer.status < 400) throw new PassingFault('not_data');
}

function isHtml(answer: Answer): boolean {
  return /^(text\/html|application\/xhtml)/i.test(answer.headers['content-type'] ?? '');
}
