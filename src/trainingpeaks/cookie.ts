import { AppError } from '../shared/errors.ts';

/** Name of the cookie that TrainingPeaks' sign-in page sets. */
export const COOKIE_NAME = 'Production_tpAuth';

/** The value after the name; it may go on in following lines that hold nothing else (a wrapped terminal). */
const NAMED =
  /(?:^|[\s;,'"(])Production_tpAuth["']?[ \t]*[=:\t][ \t]*["']?([\w.~+/%=-]+(?:[ \t]*\r?\n[ \t]*[\w%-]+(?=[ \t]*(?:[\r\n;"']|$)))*)/i;
/** No browser keeps a longer one, its name included (RFC 6265bis, 5.6). */
const LONGEST_COOKIE = 4096;
/** A cookie value and nothing that reads like an address or another cookie. */
const BARE = /^(?!.*trainingpeaks)[\w.~+/%-]+={0,2}$/i;

/**
 * Finds the sign-in cookie in what a user pasted: the bare value, `Production_tpAuth=...`, or a whole
 * `Cookie` header; quotes and line breaks do not matter. The text is never echoed.
 * @throws AppError `bad_input` when it holds no such cookie
 */
export function parseCookieInput(text: string): string {
  const named = NAMED.exec(text)?.[1];
  if (named !== undefined) return ofCookieLength(withoutBlanks(named));
  if (/Production_tpAuth/i.test(text)) {
    throw new AppError(
      'bad_input',
      `The text names ${COOKIE_NAME}, but no value follows. Copy the value as well.`,
    );
  }
  const lines = text.trim().replace(/^["']+|["';]+$/g, '');
  const bare = lines.replace(/[ \t]*[\r\n]+[ \t]*/g, '').trim();
  if (BARE.test(bare)) return ofCookieLength(bare);
  throw new AppError(
    'bad_input',
    bare === ''
      ? `Nothing was pasted. Paste the value of the cookie ${COOKIE_NAME} from a browser signed in to TrainingPeaks.`
      : `This holds no ${COOKIE_NAME} cookie. Sign in to TrainingPeaks in a browser, open its developer tools, ` +
          `and copy the value of the cookie ${COOKIE_NAME} of trainingpeaks.com.`,
  );
}

/** The new sign-in cookie among `Set-Cookie` headers, or null when none sets a value. */
export function cookieFromSetCookie(headers: readonly string[]): string | null {
  for (const header of headers) {
    const [pair = ''] = header.split(';');
    const equals = pair.indexOf('=');
    if (equals < 0 || pair.slice(0, equals).trim() !== COOKIE_NAME) continue;
    const value = pair
      .slice(equals + 1)
      .trim()
      .replace(/^"|"$/g, '');
    if (isHeaderSafe(value)) return value;
  }
  return null;
}

/** Whether a value may travel in a header as it is: visible ASCII without separators. */
export function isHeaderSafe(value: string): boolean {
  return /^[\x21\x23-\x2B\x2D-\x3A\x3C-\x5B\x5D-\x7E]+$/.test(value);
}

/** @throws AppError `bad_input` for what is too long to be a cookie */
function ofCookieLength(value: string): string {
  if (value.length <= LONGEST_COOKIE) return value;
  throw new AppError(
    'bad_input',
    `This is too long to be the cookie ${COOKIE_NAME}. Copy its value alone, then try again.`,
  );
}

function withoutBlanks(value: string): string {
  return value.replace(/\s+/g, '');
}
